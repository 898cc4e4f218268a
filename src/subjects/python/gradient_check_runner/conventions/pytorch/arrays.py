"""Functions on tensors as functions on arrays, so that pairs of them are checked like any others."""

import functools
import inspect

import numpy

from ...module_view import viewed
from .library import is_torch

TENSOR_METHODS = {"mm", "bmm", "t", "unsqueeze", "clamp", "permute", "expand", "numel"}
"""Methods that tensors have and arrays have not."""


def in_arrays(torch, context):
    """The context with every function that works on tensors taking and giving arrays instead."""
    functions = {
        name: _wrapped(torch, function) if _takes_tensors(function, context.module) else function
        for name, function in context.module.functions.items()
    }
    return viewed(context, functions)


def _takes_tensors(function, module):
    """By what it speaks of: torch and never NumPy; where it speaks of neither, what its file does."""
    code = inspect.unwrap(function).__code__
    spoken = _names(code)
    known = [module.names[name] for name in spoken if name in module.names]
    if any(inspect.ismodule(value) and value.__name__.split(".")[0] == "numpy" for value in known):
        return False
    if any(is_torch(value) for value in known) or spoken & TENSOR_METHODS:
        return True
    values = module.names.values()
    return not any(inspect.ismodule(value) and value.__name__.split(".")[0] == "numpy" for value in values)


def _names(code):
    found = set(code.co_names)
    for constant in code.co_consts:
        if inspect.iscode(constant):
            found |= _names(constant)
    return found


def _wrapped(torch, function):
    @functools.wraps(function)
    def on_arrays(*arguments, **named):
        arguments = [_as_tensors(torch, value) for value in arguments]
        named = {name: _as_tensors(torch, value) for name, value in named.items()}
        return _as_arrays(torch, function(*arguments, **named))

    return on_arrays


def _as_tensors(torch, value):
    """Tensors in the memory of the arrays, also within tuples, lists and dictionaries such as a cache."""
    if isinstance(value, numpy.ndarray) and value.dtype.kind in "fiub":
        return torch.from_numpy(value if value.flags.writeable else value.copy())
    if isinstance(value, numpy.generic):
        return value.item()
    return _within(value, functools.partial(_as_tensors, torch))


def _as_arrays(torch, value):
    if isinstance(value, torch.Tensor):
        array = value.detach().numpy()
        return array if array.ndim else array[()]
    return _within(value, functools.partial(_as_arrays, torch))


def _within(value, convert):
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*map(convert, value))
    if isinstance(value, (tuple, list)):
        return type(value)(map(convert, value))
    if type(value) is dict:
        return {key: convert(part) for key, part in value.items()}
    return value
