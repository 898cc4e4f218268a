"""The user's code may change the arrays that it is given: they are put back then."""

import numpy

from .cost import as_number
from .guards import number, restoring
from .problem import named
from .target import Note


def keep_arguments(target, context):
    """Makes the target leave its slots' arrays and the examples as they are, and its cost a number.

    Raises Problem: code.cost.
    """
    arguments = [_Argument(slot.own, slot.array, slot.layer) for slot in target.slots]
    arguments += [_Argument(name, array) for name, array in (("x", context.x), ("y", context.y)) if array is not None]
    value, by_cost = _called(target.cost, arguments)
    if by_cost:
        target.cost = restoring(target.cost, [argument.array for argument in by_cost])
        target.notes.append(_note(by_cost, target.forward, target))
    as_number(value, target)
    if numpy.ndim(value) > 0:
        target.cost = number(target.cost)
    _, by_gradients = _called(target.gradients, arguments)
    if by_gradients:
        target.gradients = restoring(target.gradients, [argument.array for argument in by_gradients])
    # Gradients run forward first.
    by_backward = [argument for argument in by_gradients if argument not in by_cost]
    if by_backward:
        target.notes.append(_note(by_backward, target.backward, target))


class _Argument:
    def __init__(self, name, array, layer=None):
        self.name = name
        self.array = array
        self.layer = layer


def _called(function, arguments):
    """(what it returns, the arguments that it has changed); they are put back."""
    kept = [argument.array.copy() for argument in arguments]
    changed = []
    try:
        value = function()
    finally:
        for argument, values in zip(arguments, kept):
            # Bit for bit, so that NaN is equal to itself.
            if argument.array.tobytes() != values.tobytes():
                argument.array[...] = values
                changed.append(argument)
    return value, changed


def _note(changed, place, target):
    message = (
        "%s changes %s in place. It was put back after every call here; what reads it afterwards elsewhere sees the "
        "changed values. Work on a copy (x = x.copy()), or write x = x + … instead of x += …"
    )
    names = ", ".join(argument.name for argument in changed)
    return Note("code.mutates", message % (named(place, target), names), changed[0].layer, place, "warning")
