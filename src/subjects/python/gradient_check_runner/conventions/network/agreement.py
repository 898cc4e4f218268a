"""Whether gradients agree with differences of the cost, well enough to tell one layout or cost from another."""

import contextlib

import numpy

from .gradients import same_shape

STEP = 1e-4
"""Of the differences, relative to the size of a parameter."""
TOLERANCE = 1e-4
"""Far above their error, far below what a mistake in a gradient changes."""
LOOSE = 1e-3
"""Between two directions, for a factor."""


@contextlib.contextmanager
def undisturbed(seed, arrays=()):
    """The same random numbers every time; the caller's own and the arrays are put back."""
    state = numpy.random.get_state()
    kept = [array.copy() for array in arrays]
    numpy.random.seed(seed)
    try:
        with numpy.errstate(all="ignore"):
            yield
    finally:
        numpy.random.set_state(state)
        for array, values in zip(arrays, kept):
            array[...] = values


def signs(cost, leaves, gradients, seed):
    """For each leaf 1 where its gradient agrees with the difference of the cost along a direction that shows it, -1
    where its negative does, else 0."""
    random = numpy.random.RandomState(seed)
    return [
        0 if gradient is None else _sign(cost, leaf.array, numpy.asarray(gradient), random)
        for leaf, gradient in zip(leaves, gradients)
    ]


def multiples(cost, leaves, gradients, seed):
    """How many of the gradients are a multiple of the true one: a missing 1/m, or another factor, tells no layout."""
    random = numpy.random.RandomState(seed)
    return sum(
        gradient is not None and _is_multiple(cost, leaf.array, numpy.asarray(gradient), random)
        for leaf, gradient in zip(leaves, gradients)
    )


def _is_multiple(cost, array, gradient, random):
    pairs = [_along(cost, array, gradient, random) for _ in range(2)]
    if None in pairs or any(expected == 0 for _, expected in pairs):
        return False
    first, second = (difference / expected for difference, expected in pairs)
    return first != 0 and abs(first - second) <= LOOSE * (abs(first) + abs(second))


def _sign(cost, array, gradient, random):
    pair = _along(cost, array, gradient, random)
    if pair is None:
        return 0
    difference, expected = pair
    bound = TOLERANCE * (abs(difference) + abs(expected))
    return next((sign for sign in (1, -1) if abs(difference - sign * expected) <= bound), 0)


def _along(cost, array, gradient, random):
    """(difference of the cost, what the gradient expects) along a direction near the gradient; None without one."""
    if not same_shape(gradient.shape, array.shape) or gradient.dtype.kind not in "fiu":
        return None
    gradient = gradient.reshape(array.shape).astype(float)
    norm = numpy.linalg.norm(gradient)
    if not numpy.isfinite(norm) or norm == 0:
        return None
    # Along the gradient itself the difference is largest; the weights let no single entry stand for another.
    direction = gradient / norm * (0.5 + random.rand(*array.shape))
    direction = direction + random.randn(*array.shape) / (4 * numpy.sqrt(array.size))
    kept = array.copy()
    step = STEP * (numpy.sqrt(numpy.mean(kept**2)) or 1) * min(1.0, numpy.sqrt(array.size) / 4)
    try:
        array[...] = kept + step * direction
        above = cost()
        array[...] = kept - step * direction
        below = cost()
    finally:
        array[...] = kept
    difference = (above - below) / (2 * step)
    return difference, float(numpy.sum(gradient * direction))
