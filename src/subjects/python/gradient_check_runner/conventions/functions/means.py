"""The convention of features × examples code whose gradients of the parameters are means over the examples."""

import re

_NAMES = re.compile(r"d_?[AZ](?![a-z])\w*$")
"""Upstream gradients named dA and dZ belong to that convention in either layout."""


def mean_over_examples(reading):
    """(paths whose gradients are exactly 1/m of the cost's, m), or ([], 1).

    They must be all of those that do not belong to single examples: a 1/m that stands in one and is missing in
    another is a mistake. A gradient that is neither is a mistake of its own and does not count against it.
    """
    examples = _examples(reading)
    if not examples:
        return [], 1
    arrays = reading.invocation.arrays
    parameters = [path for path in reading.paths if examples not in arrays[path].shape and reading.present(path)]
    found = {path: reading.found[reading.belongs[path]][1] for path in parameters}
    means = [path for path in parameters if reading.agrees(path, found[path], 1.0 / examples)]
    sums = [path for path in parameters if reading.agrees(path, found[path])]
    return (parameters, examples) if means and not sums else ([], 1)


def _examples(reading):
    """How many examples there are where the convention may apply: the extent that input and output share."""
    if not reading.wiring or reading.elementwise or len(reading.wiring.outputs) != 1:
        return None
    output = next(iter(reading.weights.values()))
    given = next(iter(reading.invocation.arrays.values()))
    if output.ndim != 2 or given.ndim != 2 or output.shape == given.shape:
        return None
    shared = [axis for axis in (0, 1) if output.shape[axis] == given.shape[axis]]
    named = any(_NAMES.match(name) for name in reading.wiring.upstream_names)
    return given.shape[shared[0]] if shared == [1] or shared == [0] and named else None
