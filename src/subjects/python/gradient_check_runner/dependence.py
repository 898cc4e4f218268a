"""Whether, and how finely, the cost changes with an array."""

import numpy

ROUNDING = 2.0**-52
"""Relative distance of neighbouring float64 numbers."""


class Dependence:
    """How the cost of a target moves when an array moves in one random direction."""

    def __init__(self, target, array, cost, random):
        """`cost`: what the target's is at the present values."""
        self._target = target
        self._array = array
        self._cost = cost
        self._direction = random.standard_normal(array.shape) * (numpy.sqrt(numpy.mean(array**2)) or 1.0)
        self._changes = {}

    def change(self, step):
        """|J(θ + h·u) − J(θ)|, with `step` times the size of the array (1 where it is 0) as h."""
        if step not in self._changes:
            self._changes[step] = self._measured(step)
        return self._changes[step]

    def _measured(self, step):
        kept = self._array.copy()
        try:
            self._array[...] = kept + step * self._direction
            with numpy.errstate(all="ignore"):
                return abs(self._target.cost() - self._cost)
        except Exception:
            # What cannot be computed elsewhere depends on where it is.
            return numpy.inf
        finally:
            self._array[...] = kept

    @property
    def is_noticeable(self):
        """Whether a gradient of 0 would be wrong."""
        return self.change(1e-3) > 1e-9

    @property
    def exists(self):
        """Whether any step, small or large, makes a difference. NaN is one."""
        return any(self.change(step) != 0 for step in (1e-3, 1.0, 10.0))

    @property
    def is_coarse(self):
        """Whether a small step makes none although float64 would show it many times over."""
        expected = 1e-6 * self.change(1e-3)
        return numpy.isfinite(expected) and expected > 100 * ROUNDING * abs(self._cost) and self.change(1e-9) == 0
