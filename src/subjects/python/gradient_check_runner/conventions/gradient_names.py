"""Which name is the gradient of which: dW of W, grads[0] of params[0], weights_gradient of weights, W.grad of W.data.

A path is read as a sequence of plain names: containers and holders of values say nothing of their own (params, grads,
data, value), the rest is spelled without case, underscores and plural. A path is a gradient's if it carries the mark
of one, in front (d, grad_, nabla_), behind (_grad, _gradient) or as a container's name (grads).
"""

import re

_CONTAINER = re.compile(r"^(param(eter)?s?|data|values?|val|tensor|array|v|trainables?|trainableparams|state)$")
_MARKED_CONTAINER = re.compile(r"^(d|grads?|gradients?|grad(ient)?s?dict|dparams?|derivatives?|deltas?|g|diff)$")
_FRONT = re.compile(
    r"^(?:d(?:loss|cost|l|j|e|c)?d|partiald?|grad(?:ient)?s?(?:of|wrt|for)?|nabla|deltas?|der(?:ivative)?|diff|d|g)"
    r"(.+)$"
)
_BEHIND = re.compile(r"^(.+?)(?:grad(?:ient)?s?|deltas?|derivatives?|diff|errors?|updates?)$")
_SYNONYMS = (
    (re.compile(r"^(w|weights?|kernels?|filters?|wt|wts)$"), "w"),
    (re.compile(r"^(b|bias|biases|bs)$"), "b"),
    (re.compile(r"^(x|xs|inputs?|inp|inputdata|layerinput|data)$"), "x"),
)


def is_gradient_of(gradient, own):
    """Whether the path `gradient` names the gradient of what the path `own` names."""
    return _plain(own) in _unmarked(gradient)


def returned_name(name, own):
    """Whether a returned variable of this name is the gradient of `own`, an argument's or attribute's name."""
    return is_gradient_of((name,), (own,))


def without_containers(path):
    """The path without containers and holders of values, which say nothing: params['W'] is W, weight.data is weight."""
    kept = tuple(key for key in path if isinstance(key, int) or not _CONTAINER.match(_spelled(key)))
    return kept if any(isinstance(key, str) for key in kept) else path


def _plain(path):
    names = [_spelled(key) for key in path]
    kept = [name for name in names if isinstance(name, int) or not _CONTAINER.match(name)] or names[-1:]
    return tuple(_synonym(name) for name in kept)


def _unmarked(path):
    """What a path could be the gradient of, as plain names; nothing for a path without a mark."""
    readings = [((), False)]
    for key in path:
        name = _spelled(key)
        if isinstance(name, int):
            options = [((name,), False)]
        elif _CONTAINER.match(name):
            options = [((), False)]
        else:
            options = [((), True)] if _MARKED_CONTAINER.match(name) else []
            options += [((_synonym(name),), False)]
            for pattern in (_FRONT, _BEHIND):
                found = pattern.match(name)
                if found:
                    options.append(((_synonym(found.group(1)),), True))
        readings = [(names + more, marked or mark) for names, marked in readings for more, mark in options]
    # dW[0] as an element of a list of kernels, or of params: both readings stand.
    return {names for names, marked in readings if marked and names}


def _spelled(key):
    return key if isinstance(key, int) else re.sub(r"[^0-9a-z]", "", str(key).lower())


def _synonym(name):
    if isinstance(name, int):
        return name
    stem, number = re.match(r"^(.*?)(\d*)$", name).groups()
    for pattern, plain in _SYNONYMS:
        if pattern.match(stem):
            return plain + number
    return name
