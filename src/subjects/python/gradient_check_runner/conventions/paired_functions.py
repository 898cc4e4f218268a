"""Convention 1: affine_forward(x, w, b) → (out, cache) and affine_backward(dout, cache) → (dx, dw, db)."""

import inspect

from .functions.naming import pairs
from .functions.readings import of_pair
from .functions.rows import Functions, rows as rows_of
from .functions.roles import is_labels
from .functions.signature import Signature

CONVENTION = "paired functions"


def networks(context):
    return []


def rows(context):
    functions = everything(context)
    found = []
    for pair in pairs(list(context.module.functions), list(functions)):
        made = _functions(context, functions, pair)
        if made:
            found += rows_of(context, made)
    return found


def everything(context):
    """{name: function} of the file, the ones that it imports included."""
    return {name: value for name, value in context.module.names.items() if inspect.isfunction(value)}


def _functions(context, functions, pair):
    forward = Signature(functions[pair.forward], functions)
    backward = Signature(functions[pair.backward], functions)
    if not forward.names or _needs_labels(forward, backward):
        return None
    read = of_pair(forward, backward, pair.derivative, context.extra)
    given = {name: value for name, value in context.extra.items() if name in forward.names}
    return Functions(pair.row, CONVENTION, forward, backward, read, given)


def _needs_labels(forward, backward):
    """A backward pass that compares with labels which the forward pass never sees is a network's."""
    taken = {name.lower() for name in forward.names}
    return any(is_labels(name) and name.lower() not in taken for name in backward.names)


def stated(context):
    return []
