"""Networks with large sizes written into them, such as 784 pixels, made smaller: every entry can be checked then."""

import inspect

import numpy

from ...target import Note

MANY = 4000
"""Entries that are checked as they are: within seconds, whatever the code."""
LARGE = 32
"""Extents up to this stay as they are."""
_DEEPEST = 4


def smaller_sizes(arrays, context):
    """{extent: a smaller one} for the large extents of parameters; {} without need, or where the config settles them.

    The smaller ones are as different from each other, and from the rest, as the large ones were.
    """
    if context.x is not None or context.parameters is not None:
        return {}
    extents = {extent for array in arrays for extent in array.shape}
    large = sorted(extent for extent in extents if extent > LARGE)
    free = [size for size in range(9, LARGE) if size not in extents]
    return dict(zip(large, free)) if sum(array.size for array in arrays) > MANY and len(large) <= len(free) else {}


def shrunk(value, sizes, depth=0):
    """The value with the arrays inside cut to these sizes, and with these sizes in place of such numbers.

    Objects, dicts and lists are changed, not copied.
    """
    if isinstance(value, numpy.ndarray):
        return value[tuple(slice(sizes.get(extent)) for extent in value.shape)].copy()
    if type(value) is int:
        return sizes.get(value, value)
    if depth > _DEEPEST or inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value):
        return value
    if isinstance(value, tuple):
        return tuple(shrunk(part, sizes, depth + 1) for part in value) if type(value) is tuple else value
    if isinstance(value, list):
        value[:] = [shrunk(part, sizes, depth + 1) for part in value]
    parts = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    for key in list(parts):
        parts[key] = shrunk(parts[key], sizes, depth + 1)
    return value


def smaller_note(function, sizes, place):
    """`function`: what the code calls the backward pass; `sizes` as of smaller_sizes."""
    told = " and ".join("%d as %d" % pair for pair in sorted(sizes.items(), reverse=True))
    return Note(
        "code.chosen",
        "%s was checked with smaller parameters than the code makes, %s, so that each of their entries could be. For"
        ' the whole size add a dataset to the config: "dataset": { … }.' % (function, told),
        place=place,
    )
