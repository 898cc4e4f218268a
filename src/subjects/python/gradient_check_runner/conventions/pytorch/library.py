"""PyTorch as the user's file has imported it. Nothing here imports it."""

import inspect
import sys


def torch_of(module):
    """The torch module, or None where the file makes no use of it."""
    torch = sys.modules.get("torch")
    if not inspect.ismodule(torch) or not hasattr(torch, "autograd"):
        return None
    used = any(is_torch(value) for value in module.names.values()) or any(
        issubclass(cls, (torch.nn.Module, torch.autograd.Function)) for cls in module.classes.values()
    )
    if used:
        # Tensors that the code makes on its way are then as precise as the parameters.
        torch.set_default_dtype(torch.float64)
    return torch if used else None


def is_torch(value):
    name = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None)
    return isinstance(name, str) and (name == "torch" or name.startswith("torch."))


def tensors_in(torch, thing):
    """The tensors in what a forward pass returned: a tensor, a tuple, a list, a dictionary or an object of them."""
    if isinstance(thing, torch.Tensor):
        return [thing]
    if isinstance(thing, (tuple, list)):
        return [tensor for part in thing for tensor in tensors_in(torch, part)]
    if isinstance(thing, dict):
        return [tensor for part in thing.values() for tensor in tensors_in(torch, part)]
    return []


def as_leaf(torch, array):
    """A leaf in the memory of `array`, so that what moves one moves the other."""
    return torch.from_numpy(array).requires_grad_(True)
