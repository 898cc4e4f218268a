"""Recurrent networks over tokens: lossFun(inputs, targets, hprev), whose inputs are a list of whole numbers."""

import re

import numpy

from .examples import Inputs
from .vocabulary import plain

STEPS = 6
_STATE = re.compile(
    r"[hcas](idden)?(state)?(prev|previous|0|init|initial|last)|prev(ious)?[hcas]\w*|(hidden|cell|init)?state"
)


def is_state(name):
    """Whether an argument is the state of a recurrent network before the first token."""
    return _STATE.fullmatch(plain(name)) is not None


def state_of(leaves, seed):
    """A state of as many units as the recurrent kernel is wide, lying as a bias does; None where nothing recurs."""
    units = _units(leaves)
    if units is None:
        return None
    biases = [leaf.array.shape for leaf in leaves if leaf.array.size == units]
    return 0.5 * numpy.random.RandomState(seed + 3).randn(*(biases[0] if biases else (units, 1)))


def tokens_of(context, leaves):
    """Inputs of whole numbers below the number of tokens that the network knows, and none where it is not recurrent."""
    units = _units(leaves)
    kernels = [leaf.array.shape for leaf in leaves if leaf.array.ndim == 2 and units in leaf.array.shape]
    others = [extent for shape in kernels for extent in shape if extent not in (units, 1)]
    if context.x is None and others:
        drawn = numpy.random.RandomState(context.seed + 1).randint(others[0], size=STEPS)
        yield Inputs(drawn, True, STEPS, tokens=others[0])


def _units(leaves):
    shapes = [leaf.array.shape for leaf in leaves]
    return next((shape[0] for shape in shapes if len(shape) == 2 and shape[0] == shape[1] > 1), None)
