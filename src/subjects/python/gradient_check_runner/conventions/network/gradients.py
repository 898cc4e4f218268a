"""Which of the arrays that a backward pass gives is the gradient of which parameter."""

import re

from ...matching_names import kind_of, number_of
from .vocabulary import plain

_AFFIX = r"(?:d|dl|dj|de|dc|dloss|dcost|grad|grads|gradient|delta|nabla|derivative|gradof|dldw|partial)"
_GRADIENT_OF = r"(?:.*\.)?(?:%s)*%s(?:%s|s)?"


def matched(leaves, given, returned):
    """Parallel to `leaves`: index into `given`, [(name, array)], of its gradient, or None.

    The first `returned` of them were returned as gradients, the others lie in attributes, where only names count. By
    name first (dW1, grad_W1, W1 in a dict of gradients), then by weights or biases and their order, then by plain
    order from the first layer or from the last; the first way in which every gradient has its parameter's shape, else
    the one in which most have.
    """
    ways = [_by_name(leaves, given, returned)]
    ways += [_by_kind(leaves, given[:returned], step) for step in (1, -1)]
    for start in range(returned - len(leaves) + 1):
        ways.append([start + k for k in range(len(leaves))])
        ways.append([start + k for k in range(len(leaves))][::-1])
    return max(ways, key=lambda way: (fitting(leaves, given, way), len(way) - way.count(None)))


def fitting(leaves, given, way):
    """How many gradients have the shape of their parameter, but for axes of length 1."""
    return sum(
        index is not None and same_shape(given[index][1].shape, leaf.array.shape) for leaf, index in zip(leaves, way)
    )


def same_shape(one, two):
    return [n for n in one if n != 1] == [n for n in two if n != 1]


def _by_name(leaves, given, returned):
    way = []
    for leaf in leaves:
        pattern = re.compile(_GRADIENT_OF % _pattern(leaf.own))
        named = [
            k
            for k, (name, _) in enumerate(given)
            if pattern.fullmatch(plain(name)) and (k < returned or _says_gradient(name, leaf.own))
        ]
        # Of grads[0].W and grads[1].W the one for layers[1].W.
        beside = [k for k in named if _indices(given[k][0]) == _indices(leaf.own)]
        way.append((beside or named or [None])[0])
    return way


def _says_gradient(name, own):
    """W1 may lie in other attributes than the gradients, in momenta for instance."""
    return "grad" in name.lower() or plain(name).split(".")[-1] != plain(own).split(".")[-1]


def _indices(name):
    return re.findall(r"\[(\d+)\]", name)


def _pattern(own):
    return (_AFFIX, re.escape(plain(own).split(".")[-1]), _AFFIX)


def _by_kind(leaves, given, step):
    """The n-th gradient of weights belongs to the n-th weights, of biases likewise; step -1: from the last layer."""
    way = [None] * len(leaves)
    for kind in ("kernel", "bias"):
        own = [k for k, leaf in enumerate(leaves) if kind_of(leaf.own, leaf.array.shape) == kind]
        theirs = [k for k, (name, array) in enumerate(given) if _kind(name, array) == kind]
        own.sort(key=lambda k: number_of(leaves[k].own) or 0)
        for k, gradient in zip(own, theirs[::step]):
            way[k] = gradient
    return way


def _kind(name, array):
    return kind_of(re.sub(r"^(d(?=[wb])|delta_?|nabla_?|grads?_?|gradients?_?)", "", name.lower()), array.shape)


