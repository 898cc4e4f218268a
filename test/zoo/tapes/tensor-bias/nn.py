import numpy as np


class Tensor:
    """Array with a gradient. Each result remembers (input, function of the upstream gradient)."""

    def __init__(self, data, requires_grad=True):
        self.data = np.array(data, dtype=float)
        self.requires_grad = requires_grad
        self.grad = None
        self.history = []

    def _accumulate(self, grad):
        self.grad = grad if self.grad is None else self.grad + grad

    def __add__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other, False)
        out = Tensor(self.data + other.data)
        out.history = [(self, lambda g: g), (other, lambda g: g)]
        return out

    def __sub__(self, other):
        other = other if isinstance(other, Tensor) else Tensor(other, False)
        out = Tensor(self.data - other.data)
        out.history = [(self, lambda g: g), (other, lambda g: -g)]
        return out

    def __pow__(self, power):
        out = Tensor(self.data**power)
        out.history = [(self, lambda g: g * power * self.data ** (power - 1))]
        return out

    def matmul(self, other):
        out = Tensor(self.data @ other.data)
        out.history = [(self, lambda g: g @ other.data.T), (other, lambda g: self.data.T @ g)]
        return out

    def mean(self):
        out = Tensor(self.data.mean())
        out.history = [(self, lambda g: g * np.ones(self.data.shape) / self.data.size)]
        return out

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.data))
        out = Tensor(s)
        out.history = [(self, lambda g: g * s * (1 - s))]
        return out

    def backward(self, grad=None):
        if not self.requires_grad:
            return
        if grad is None:
            grad = np.ones(self.data.shape)
        self._accumulate(grad)
        for source, local in self.history:
            source.backward(local(grad))
