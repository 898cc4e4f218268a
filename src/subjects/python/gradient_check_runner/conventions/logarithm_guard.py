"""log(p + 1e-7): a cost that guards its logarithm differs from the one that the gradient belongs to.

The gradient that people write is that of log(p). It is right, and yet it differs from the guarded cost by about 1e-7
divided by the smallest p, more than a check forgives. Where leaving the guard out makes the two agree, and only there,
the gradient is compared with the cost without it. For the process alone: no file changes.
"""

import inspect

import numpy

from ..problem import Place
from ..target import Note
from ..user_files import user_file
from .network.trial import same_random_numbers

LARGEST = 1e-4
"""Constants up to this beside a logarithm are guards."""
STEP = 1e-3
"""Of five-point differences, relative to a parameter: they are good to 1e-11."""
VISIBLE = 1e-8
"""Relative error that a guard may be blamed for, at the least."""
GAIN = 5
"""How many times smaller the error must become."""


def without_guard(target, context):
    """Leaves out the guards of logarithms where they are all that `target`'s gradients disagree with, and says so."""
    guarded = [function for function in _functions(context.module) if _is_guarded(function)]
    if not guarded:
        return
    with same_random_numbers(context.seed), numpy.errstate(all="ignore"):
        before = _errors(target, context.seed)
        if before is None or max(before) < VISIBLE:
            return
        kept = [(function, function.__code__, function.__defaults__) for function in guarded]
        for function in guarded:
            _leave_out(function)
        after = _errors(target, context.seed)
    if after is not None and _explains(before, after):
        target.notes.append(_note(guarded, target))
        return
    for function, code, defaults in kept:
        function.__code__, function.__defaults__ = code, defaults


def _explains(before, after):
    """Some gradients agree much better, and no gradient worse."""
    better = any(old >= VISIBLE and new * GAIN <= old for old, new in zip(before, after))
    return better and all(new <= max(2 * old, VISIBLE) for old, new in zip(before, after))


def _functions(module):
    """Functions and methods of the module's, those imported from other files of the user's among them."""
    for value in list(module.names.values()):
        for each in vars(value).values() if inspect.isclass(value) else [value]:
            function = getattr(each, "__func__", each)
            if inspect.isfunction(function) and user_file(function.__code__.co_filename):
                yield function


def _is_guarded(function):
    code = function.__code__
    constants = code.co_consts + (function.__defaults__ or ())
    return any(name.startswith("log") for name in code.co_names) and any(_is_guard(each) for each in constants)


def _is_guard(constant):
    return isinstance(constant, float) and 0 < constant <= LARGEST


def _leave_out(function):
    code, defaults = function.__code__, function.__defaults__
    function.__code__ = code.replace(co_consts=tuple(0.0 if _is_guard(each) else each for each in code.co_consts))
    function.__defaults__ = defaults and tuple(0.0 if _is_guard(each) else each for each in defaults)


def _errors(target, seed):
    """Relative error of each gradient along a direction near its own; None where the cost is not finite."""
    random = numpy.random.RandomState(seed)
    gradients = target.gradients()
    errors = []
    for slot, gradient in zip(target.slots, gradients):
        if gradient is None or numpy.size(gradient) != slot.array.size:
            continue
        gradient = numpy.asarray(gradient, dtype=float).reshape(slot.array.shape)
        norm = numpy.linalg.norm(gradient)
        if norm > 0:
            direction = gradient / norm * (0.5 + random.rand(*slot.array.shape))
            slope = _slope(target.cost, slot.array, direction)
            expected = float(numpy.sum(gradient * direction))
            errors.append(abs(slope - expected) / (abs(slope) + abs(expected)))
    return errors if errors and numpy.isfinite(errors).all() else None


def _slope(cost, array, direction):
    kept = array.copy()
    step = STEP * (numpy.sqrt(numpy.mean(kept**2)) or 1)
    costs = {}
    try:
        for k in (-2, -1, 1, 2):
            array[...] = kept + k * step * direction
            costs[k] = cost()
    finally:
        array[...] = kept
    return (8 * (costs[1] - costs[-1]) - (costs[2] - costs[-2])) / (12 * step)


def _note(guarded, target):
    names = ", ".join(function.__qualname__ for function in guarded)
    return Note(
        "cost.guard",
        "%s adds a small number inside a logarithm, and the gradients of %s are those without it, as is usual. They were"
        " compared with the cost without it." % (names, target.name),
        place=Place.of(guarded[0]),
        severity="warning",
    )
