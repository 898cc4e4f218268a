"""The same values give the same cost and the same gradients, call after call, or are made to."""

import numpy

from .cost import as_number
from .guards import copies, differences, pinned
from .problem import Problem, named
from .randomness import states
from .target import Note

ROUNDING = 1e-12
"""Relative difference of two calls that may come from the order of a sum."""


def make_repeatable(target, generators):
    """Returns its gradients. Raises Problem, code.random, where two calls say something else whatever is done."""
    runs = _with_the_same_numbers(target, generators)
    first, second = runs
    if not _same(first.cost, second.cost):
        raise _unsteady(target, target.forward, "cost was %.6g and then %.6g" % (first.cost, second.cost))
    steady = [_same(old, new) for old, new in zip(first.gradients, second.gradients)]
    if all(steady):
        return first.gradients
    third = copies(target.gradients())
    for slot, old, new, newer, same in zip(target.slots, first.gradients, second.gradients, third, steady):
        if not same and not _adds_up(old, new, newer):
            raise _unsteady(target, target.backward, "gradient of %s differs from call to call" % slot.own)
    target.gradients = differences(target.gradients, [not same for same in steady])
    message = "%s adds to its gradients in every call; what one call adds was checked. Set them to 0 before each step."
    message %= named(target.backward, target)
    target.notes.append(Note("code.accumulates", message, target.layer, target.backward))
    return target.gradients()


def _with_the_same_numbers(target, generators):
    """Two runs of cost and gradients that draw the same random numbers."""
    before = [stream.read() for stream in generators]
    runs = [_Run(target, generators) for _ in range(2)]
    # Code that seeds a generator itself leaves it in every call where it left it before.
    drawn = [k for k in range(len(generators)) if runs[0].ends[k] != runs[1].ends[k]]
    if not drawn:
        return runs
    for k in drawn:
        generators[k].write(before[k])
    target.cost = pinned(target.cost, [generators[k] for k in drawn])
    target.gradients = pinned(target.gradients, [generators[k] for k in drawn])
    message = "%s draws random numbers in every call, as for a dropout mask; it was given the same ones each time."
    message %= named(target.forward, target)
    target.notes.append(Note("code.seeded", message, target.layer, target.forward))
    return [_Run(target, []) for _ in range(2)]


class _Run:
    """What cost and gradients say; `ends`: where each generator stands after the one and after the other."""

    def __init__(self, target, generators):
        self.cost = as_number(target.cost(), target)
        after_cost = states(generators)
        self.gradients = copies(target.gradients())
        self.ends = list(zip(after_cost, states(generators)))


def _unsteady(target, place, what):
    message = (
        "%s does not say the same twice: at the same values the %s. Seed whatever is random in it, and let nothing "
        "that it keeps from one call change the next."
    )
    return Problem("code.random", message % (named(place, target), what), place)


def _same(one, other):
    if one is None or other is None:
        return one is other
    if numpy.shape(one) != numpy.shape(other):
        return False
    return numpy.allclose(one, other, ROUNDING, ROUNDING * numpy.max(numpy.abs(one), initial=0.0), equal_nan=True)


def _adds_up(old, new, newer):
    """Whether each call has added the same."""
    if any(gradient is None for gradient in (old, new, newer)) or not old.shape == new.shape == newer.shape:
        return False
    added = new - old
    return numpy.allclose(newer - new, added, 1e-9, 1e-9 * numpy.max(numpy.abs(added), initial=0.0))
