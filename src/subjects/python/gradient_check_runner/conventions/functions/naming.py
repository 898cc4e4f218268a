"""Which functions belong together by their names: affine_forward and affine_backward, relu and relu_backward,
sigmoid and d_sigmoid."""

import re

_FORWARD = frozenset("forward forwards fwd fw fprop".split())
_BACKWARD = frozenset(
    "backward backwards backword bwd bw bprop backprop back grad grads gradient gradients derivative derivatives deriv "
    "der prime vjp d dx".split()
)
_DERIVATIVE = _BACKWARD - frozenset("backward backwards backword bwd bw bprop backprop back vjp".split())
_VARIANTS = frozenset("naive fast slow vectorized vectorised vec alt loop loops im2col strides".split())
_FILLERS = frozenset("of the function func fn compute calc".split())


class Pair:
    def __init__(self, row, forward, backward, derivative):
        self.row = row
        """Name of the row: affine."""
        self.forward = forward
        self.backward = backward
        """Names of the two functions."""
        self.derivative = derivative
        """The name of the second speaks of a derivative, which may take no upstream gradient."""


class _Name:
    def __init__(self, name):
        self.name = name
        separated = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
        self.words = [word for word in separated.split("_") if word]
        lower = [word.lower() for word in self.words]
        self.forward = any(word in _FORWARD for word in lower)
        self.backward = any(word in _BACKWARD for word in lower)
        self.derivative = self.backward and all(word in _DERIVATIVE for word in lower if word in _BACKWARD)
        self.variant = tuple(word for word in lower if word in _VARIANTS)
        directions = _FORWARD | _BACKWARD | _VARIANTS | _FILLERS
        core = [word for word in self.words if word.lower() not in directions]
        self.core = "".join(core).lower()
        self.shown = ("_" if "_" in name else "").join(core)


def pairs(functions, known):
    """[Pair] of the functions of a file, in the order of the backward passes.

    `functions`: names that the file defines; `known`: those and the imported ones, where a forward pass may be.
    """
    forwards = [_Name(name) for name in known]
    found = []
    for name in functions:
        backward = _backward(name, forwards)
        partner = backward and _partner(backward, forwards)
        if partner:
            found.append((backward, partner))
    return _rows(found)


def _backward(name, forwards):
    """The name read as a backward pass's, or None: dsigmoid is one where there is a sigmoid."""
    read = _Name(name)
    if read.backward and not read.forward:
        return read
    if name[:1] in "dD" and not read.forward:
        rest = _Name(name[1:])
        if rest.core and any(other.core == rest.core and other.name != name for other in forwards):
            rest.name, rest.derivative = name, True
            return rest
    return None


def _partner(backward, forwards):
    """The forward pass of the same name; among several the one of the same variant, else the plainest."""
    fitting = [
        name for name in forwards if name.core == backward.core and not name.backward and name.name != backward.name
    ]
    if not backward.core:
        fitting = [name for name in fitting if name.forward]
    return min(fitting, key=lambda name: _distance(name, backward), default=None)


def _distance(forward, backward):
    variant = forward.variant
    return variant != backward.variant, not forward.forward, len(variant), variant != ("naive",)


def _rows(found):
    rows = []
    taken = set()
    for backward, forward in found:
        plain = backward.shown or forward.name
        variant = [word for word in backward.variant if word != "naive"]
        row = "_".join([plain] + variant)
        if row in taken:
            row = backward.name
        taken.add(row)
        rows.append(Pair(row, forward.name, backward.name, backward.derivative))
    return rows
