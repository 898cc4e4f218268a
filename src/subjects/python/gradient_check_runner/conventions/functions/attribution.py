"""Which returned gradient is whose: by name where there are names, else by shape and order."""

import numpy

from ..gradient_names import returned_name
from .invocation import elements, real
from .roles import is_labels


def gradients(returned, names):
    """[(name or None, array or None)] of what a backward pass returned: a tuple, a list, a dict, one array, or these
    within a tuple. `names` are those in its return statement."""
    parts = [returned] if isinstance(returned, dict) else elements(returned)
    names = names if len(names) == len(parts) else [None] * len(parts)
    found = []
    for name, part in zip(names, parts):
        if isinstance(part, dict):
            found += [(str(key), _gradient(value)) for key, value in part.items()]
        elif isinstance(part, (tuple, list)):
            found += [(None, _gradient(value)) for value in part]
        else:
            found.append((name, _gradient(part)))
    return found


def _gradient(value):
    """Derivatives may be whole numbers or truth values, as x > 0 is that of relu."""
    counts = isinstance(value, numpy.ndarray) and value.dtype.kind in "biu"
    return value.astype(float) if counts else real(value)


def attribute(found, arrays):
    """({path: index in `found`}, {index: paths that fit as well}) for arrays {path: array}.

    A gradient without a telling name belongs to the first array of its shape that is left, in order.
    """
    belongs, doubtful = {}, {}
    for index, (name, _) in enumerate(found):
        path = name and _named(name, [path for path in arrays if path not in belongs])
        if path:
            belongs[path] = index
    # What is compared with labels is differentiated, and they themselves only beside it.
    compared = [path for path in arrays if not is_labels(str(path[-1]))]
    wanted = compared if len(found) <= len(compared) else list(arrays)
    for index, (name, gradient) in enumerate(found):
        if index in belongs.values() or gradient is None:
            continue
        free = [path for path in wanted if path not in belongs]
        fitting = [path for path in free if arrays[path].shape == gradient.shape] or [
            path for path in free if squeezed(arrays[path]) == squeezed(gradient)
        ]
        if not fitting and len(found) == len(arrays):
            fitting = [path for place, path in enumerate(arrays) if place == index and path in free]
        if not fitting and len(found) == 1:
            fitting = free[:1]
        if fitting:
            belongs[fitting[0]] = index
            if len(fitting) > 1:
                doubtful[index] = fitting
    return belongs, doubtful


def fit(gradient, array):
    """How well a gradient's shape is its array's: 1, or less where only axes of length 1 or nothing agree."""
    if gradient.shape == array.shape:
        return 1.0
    return 0.5 if squeezed(gradient) == squeezed(array) else 0.0


def squeezed(array):
    return tuple(extent for extent in numpy.shape(array) if extent != 1)


def _named(name, paths):
    exact = [path for path in paths if name in ("d" + str(path[-1]), "d_" + str(path[-1]))]
    alike = [path for path in paths if returned_name(name, str(path[-1]))]
    # A dict of gradients may be keyed as the parameters are.
    same = [path for path in paths if name == path[-1]]
    return next(iter(exact + alike + same), None)
