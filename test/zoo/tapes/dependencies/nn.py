from typing import Callable, List, NamedTuple, Optional

import numpy as np


class Dependency(NamedTuple):
    tensor: "Tensor"
    grad_fn: Callable[[np.ndarray], np.ndarray]


def ensure_tensor(tensorable):
    return tensorable if isinstance(tensorable, Tensor) else Tensor(tensorable)


class Tensor:
    def __init__(self, data, requires_grad: bool = False, depends_on: Optional[List[Dependency]] = None):
        self.data = data if isinstance(data, np.ndarray) else np.array(data)
        self.requires_grad = requires_grad
        self.depends_on = depends_on or []
        self.shape = self.data.shape
        self.grad: Optional["Tensor"] = None
        if self.requires_grad:
            self.zero_grad()

    def zero_grad(self) -> None:
        self.grad = Tensor(np.zeros_like(self.data, dtype=np.float64))

    def backward(self, grad: "Tensor" = None) -> None:
        assert self.requires_grad, "called backward on non-requires-grad tensor"
        if grad is None:
            if self.shape == ():
                grad = Tensor(1.0)
            else:
                raise RuntimeError("grad must be specified for non-0-tensor")
        self.grad.data = self.grad.data + grad.data
        for dependency in self.depends_on:
            dependency.tensor.backward(Tensor(dependency.grad_fn(grad.data)))

    def __add__(self, other):
        return _add(self, ensure_tensor(other))

    def __sub__(self, other):
        return _sub(self, ensure_tensor(other))

    def __mul__(self, other):
        return _mul(self, ensure_tensor(other))

    def sum(self):
        return tensor_sum(self)


def tensor_sum(t: Tensor) -> Tensor:
    depends_on = [Dependency(t, lambda grad: grad * np.ones_like(t.data))] if t.requires_grad else []
    return Tensor(t.data.sum(), t.requires_grad, depends_on)


def tanh(t: Tensor) -> Tensor:
    data = np.tanh(t.data)
    depends_on = [Dependency(t, lambda grad: grad * (1 - data * data))] if t.requires_grad else []
    return Tensor(data, t.requires_grad, depends_on)


def mse(predicted: Tensor, actual: Tensor) -> Tensor:
    errors = predicted - actual
    return (errors * errors).sum()


def _shrink(grad, shape):
    for _ in range(grad.ndim - len(shape)):
        grad = grad.sum(axis=0)
    for i, extent in enumerate(shape):
        if extent == 1:
            grad = grad.sum(axis=i, keepdims=True)
    return grad


def _add(t1, t2):
    depends_on = []
    if t1.requires_grad:
        depends_on.append(Dependency(t1, lambda grad: _shrink(grad, t1.shape)))
    if t2.requires_grad:
        depends_on.append(Dependency(t2, lambda grad: _shrink(grad, t2.shape)))
    return Tensor(t1.data + t2.data, t1.requires_grad or t2.requires_grad, depends_on)


def _sub(t1, t2):
    depends_on = []
    if t1.requires_grad:
        depends_on.append(Dependency(t1, lambda grad: _shrink(grad, t1.shape)))
    if t2.requires_grad:
        depends_on.append(Dependency(t2, lambda grad: _shrink(grad, t2.shape)))
    return Tensor(t1.data - t2.data, t1.requires_grad or t2.requires_grad, depends_on)


def _mul(t1, t2):
    depends_on = []
    if t1.requires_grad:
        depends_on.append(Dependency(t1, lambda grad: _shrink(grad * t2.data, t1.shape)))
    if t2.requires_grad:
        depends_on.append(Dependency(t2, lambda grad: _shrink(grad * t1.data, t2.shape)))
    return Tensor(t1.data * t2.data, t1.requires_grad or t2.requires_grad, depends_on)
