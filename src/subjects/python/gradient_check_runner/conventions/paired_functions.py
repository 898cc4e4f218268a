"""Convention 1: affine_forward(x, w, b) → (out, cache) and affine_backward(dout, cache) → (dx, dw, db)."""

import inspect

from .functions.naming import pairs
from .functions.readings import of_loss, of_pair
from .functions.rows import Functions, rows as rows_of
from .functions.roles import is_labels
from .functions.signature import Signature
from .functions.stated import entries
from .functions.wiring import is_upstream

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
    if not forward.names or not pair.derivative and _needs_labels(forward, backward):
        return None
    given = {name: value for name, value in context.extra.items() if name in forward.names}
    made = _pair(context, pair, forward, backward, given)
    if pair.derivative:
        made.entrywise = lambda: _pair(context, pair, forward.entrywise(), backward.entrywise(), given)
    return made


def _pair(context, pair, forward, backward, given):
    read = of_pair(forward, backward, pair.derivative, context.extra)
    return Functions(pair.row, CONVENTION, forward, backward, read, given)


def _needs_labels(forward, backward):
    """A backward pass that compares with labels which the forward pass never sees is a network's."""
    known = {name.lower() for name in forward.names + forward.hints.returned if name}
    labels = [name for name in backward.names if is_labels(name) and name.lower() not in known]
    return bool(labels) and not any(is_upstream(name) for name in backward.names if name not in forward.names)


def stated(context):
    """[Target | Untested] of the config's `functions`, losses included, in its order."""
    functions = everything(context)
    found = []
    for entry in entries(context, functions):
        if entry.backward is None:
            read, convention = of_loss(entry.forward), "loss that returns its gradient"
        else:
            read, convention = of_pair(entry.forward, entry.backward, True, entry.arguments), CONVENTION
        row = Functions(entry.name, convention, entry.forward, entry.backward, read, entry.given, entry.complete)
        found += rows_of(context, row)
    return found
