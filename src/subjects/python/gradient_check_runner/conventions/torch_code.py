"""PyTorch: classes of torch.autograd.Function and torch.nn.Module."""

from ..module_view import viewed
from .pytorch.arrays import in_arrays
from .pytorch.functions import function_row, function_rows
from .pytorch.library import torch_of
from .pytorch.modules import module_row, module_rows, network


def networks(context):
    """The config's network in a Module of the file."""
    torch = torch_of(context.module)
    return network(torch, context) if torch and context.parameters is not None else []


def rows(context):
    torch = torch_of(context.module)
    return function_rows(torch, context) + module_rows(torch, context) if torch else []


def stated(context, name, entry):
    """[row] for an entry of `code.classes` that names a Function or a Module of the file, else []."""
    torch = torch_of(context.module)
    cls = context.module.classes.get(entry["class"])
    if torch is None or cls is None:
        return []
    if issubclass(cls, torch.autograd.Function):
        return [function_row(torch, name, cls, context, entry)]
    return [module_row(torch, name, cls, context, entry)] if issubclass(cls, torch.nn.Module) else []


def for_arrays(context):
    """The context for conventions that know arrays only: no Functions, no Modules, and functions that take arrays."""
    torch = torch_of(context.module)
    if torch is None:
        return context
    kinds = (torch.autograd.Function, torch.nn.Module)
    classes = context.module.classes.items()
    return viewed(in_arrays(torch, context), without={name for name, cls in classes if issubclass(cls, kinds)})
