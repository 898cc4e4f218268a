"""Arrays inside the containers that people keep parameters and gradients in: dicts, lists, attributes, one vector."""

import inspect
import re

import numpy

PLAIN = (str, bytes, bool, int, type(None))


class Leaf:
    """A float64 array that the user's code reads, and the user's name for it: W1, weights[0], hidden1.W."""

    def __init__(self, own, array):
        self.own = own
        self.array = array


def hold(value, own="", known=None):
    """Returns (value, [Leaf]): every float array inside made a writable float64 array that stays where it is.

    Arrays that are float64 already are kept, so that whoever shares them still does. `known` maps the ids of arrays
    that were met to the arrays that stand for them; what is in it beforehand is no leaf.
    """
    known = {} if known is None else known
    leaves = []
    held = _hold(value, own, known, leaves, 0)
    return held, _without_gradients(leaves)


def walk(value, own=""):
    """[(name, array)] of what is inside, numbers included, in order."""
    if isinstance(value, dict):
        return [leaf for key, inside in value.items() for leaf in walk(inside, _member(own, key))]
    if isinstance(value, (list, tuple)):
        return [leaf for index, inside in enumerate(value) for leaf in walk(inside, "%s[%d]" % (own, index))]
    if _is_array(value) or (isinstance(value, (float, int)) and not isinstance(value, bool)):
        return [(own, numpy.asarray(value))]
    return []


def _hold(value, own, known, leaves, depth):
    if depth > 4 or isinstance(value, PLAIN):
        return value
    if isinstance(value, dict):
        for key in list(value):
            value[key] = _hold(value[key], _member(own, key), known, leaves, depth + 1)
        return value
    if isinstance(value, (list, tuple)):
        inside = [_hold(each, "%s[%d]" % (own, index), known, leaves, depth + 1) for index, each in enumerate(value)]
        if isinstance(value, list):
            value[:] = inside
            return value
        return tuple(inside) if type(value) is tuple else value
    if _is_array(value) or isinstance(value, float):
        return _hold_array(value, own, known, leaves)
    attributes = getattr(value, "__dict__", None)
    if attributes and not isinstance(value, type) and not inspect.isroutine(value) and not inspect.ismodule(value):
        for key in sorted(attributes, key=lambda key: "param" not in key.lower()):
            if not isinstance(attributes[key], float) or re.match(r"_*(w|b|bias|weight|theta)\d*$", key, re.I):
                attributes[key] = _hold(attributes[key], _member(own, key), known, leaves, depth + 1)
    return value


def _hold_array(value, own, known, leaves):
    if id(value) in known:
        return known[id(value)]
    # Code that multiplies matrices keeps them.
    array = numpy.asanyarray(value)
    if array.dtype.kind == "O" or array.dtype.kind not in "f" or array.size == 0:
        return value
    if not isinstance(value, numpy.ndarray) or array.dtype != numpy.float64 or not array.flags.writeable:
        array = array.astype(numpy.float64)
    known[id(value)] = known[id(array)] = array
    known.setdefault("kept", []).append(value)
    leaves.append(Leaf(own, numpy.asarray(array)))
    return array


def _is_array(value):
    return isinstance(value, (numpy.ndarray, numpy.floating))


_CONTAINERS = ("parameters", "params", "param", "parameter", "model")


def _member(own, key):
    own = "" if own in _CONTAINERS else own
    return "%s.%s" % (own, key) if own else str(key)


_GRADIENTS = re.compile(r"(d|v|m|s|grads?|gradients?|delta|nabla|velocity|velocities|momentum|moments|adam|cache)_?")


def _without_gradients(leaves):
    """Leaves out gradients and momenta kept beside the parameters: grads.W1, or dW1 beside W1 of the same shape."""
    names = {(_last(leaf.own), leaf.array.shape) for leaf in leaves}
    return [leaf for leaf in leaves if not _is_gradient(leaf, names)]


def _is_gradient(leaf, names):
    if any(_GRADIENTS.fullmatch(group) for group in re.findall(r"\w+", leaf.own.lower())[:-1]):
        return True
    prefix = _GRADIENTS.match(_last(leaf.own))
    return prefix is not None and (_last(leaf.own)[prefix.end() :], leaf.array.shape) in names


def _last(own):
    return re.sub(r"\W+$|^_+", "", own.lower()).split(".")[-1]
