"""Whether the cost changes at all with an array."""

import numpy


def change(target, array, step, random):
    """How far the cost moves when `array` moves in a random direction by `step` of its size (by 1 where it is 0)."""
    cost = target.cost()
    kept = array.copy()
    size = numpy.sqrt(numpy.mean(kept**2)) if kept.size else 0.0
    try:
        array[...] = kept + step * (size or 1.0) * random.standard_normal(array.shape)
        with numpy.errstate(all="ignore"):
            return abs(target.cost() - cost)
    except Exception:
        # What cannot be computed elsewhere depends on where it is.
        return numpy.inf
    finally:
        array[...] = kept


def reads(target, array, random):
    """Whether any step, small or large, makes a difference. NaN is one."""
    return any(change(target, array, step, random) != 0 for step in (0.01, 1.0, 10.0))
