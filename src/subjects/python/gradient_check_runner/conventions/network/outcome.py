"""What a pass returned: which of it may be the prediction, which the cost."""

import re

import numpy

from . import vocabulary
from .binding import Taken
from .vocabulary import plain

_COSTS = frozenset("j l e cost costs loss error totalloss totalcost dataloss".split())
_GRADIENT = re.compile(r"d_?[a-zA-Z]\d*$|d_?[A-Z]|grad|nabla|delta|deriv")


def predictions(outputs, returned, count):
    """Paths into the forward pass's outputs that may be the prediction, likeliest first. `count`: of examples."""
    return [path for path in _paths(outputs, returned) if _is_batch(Taken(*path).of(outputs), count)]


def is_number(value):
    return isinstance(value, (float, numpy.floating)) or (isinstance(value, numpy.ndarray) and value.size == 1)


def places_of_cost(result, returned):
    """Places in a tuple of what is a number and is called a cost."""
    return [place for place, name in _numbers(result, returned) if plain(name) in _COSTS]


def places_beside_gradients(result, returned):
    """Places of the cost in a tuple that holds gradients too: of a pair it is the number, unless that is called dw."""
    others = [place for place, name in _numbers(result, returned) if not _GRADIENT.match(name)]
    return places_of_cost(result, returned) or others[: len(result) == 2]


def _numbers(result, returned):
    """[(place, name or "")]"""
    named = dict(enumerate(returned))
    return [(place, named.get(place) or "") for place, part in enumerate(result) if is_number(part)]


def _is_batch(value, count):
    return isinstance(value, (numpy.ndarray, numpy.floating)) and value.size > 0 and value.size % count == 0


def _paths(outputs, returned):
    if isinstance(outputs, dict):
        named = [key for key in outputs if plain(str(key)) in vocabulary.PREDICTIONS]
        active = sorted((key for key in outputs if str(key)[:1] in "aA" and str(key)[1:].isdigit()), reverse=True)
        return [(key,) for key in named + active + list(outputs)[::-1]]
    if isinstance(outputs, list):
        return [(-1,)] if outputs else []
    if not isinstance(outputs, tuple):
        return [()]
    places = list(range(len(outputs)))
    named = [k for k, name in zip(places, returned) if name and plain(name) in vocabulary.PREDICTIONS]
    # Z1, A1, Z2, A2 end with the prediction; where a cache is returned beside it, it comes first.
    arrays = all(isinstance(part, numpy.ndarray) for part in outputs)
    inside = [
        (place,) + path
        for place in places[::-1]
        if isinstance(outputs[place], (dict, list))
        for path in _paths(outputs[place], ())
    ]
    return [(place,) for place in named + (places[::-1] if arrays else places)] + inside
