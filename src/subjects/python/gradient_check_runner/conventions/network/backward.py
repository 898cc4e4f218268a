"""Runs the backward pass and finds the gradients in what it returns or leaves in the object's attributes."""

import inspect

from .costs import JointCost
from .gradients import fitting, matched
from .leaves import walk


class Backward:
    """`call`: the bound backward pass; `leaves`: the parameters whose gradients are wanted."""

    def __init__(self, run, call, leaves):
        self._run = run
        self._call = call
        self.leaves = leaves
        self.way = []
        """For each leaf the place of its gradient among all that is given, or None."""
        self.fits = 0
        """Gradients that have the shape of their parameter."""

    def settle(self):
        """Finds which gradient is whose; whether there was anything at all."""
        returned, kept = self._returned(), self._kept()
        given = returned + kept
        self.way = matched(self.leaves, given, len(returned))
        self.fits = fitting(self.leaves, given, self.way)
        return bool(returned) or any(place is not None for place in self.way)

    def gradients(self):
        """One for each leaf, None where there is none."""
        given = self._returned() + self._kept()
        return [None if place is None or place >= len(given) else given[place][1] for place in self.way]

    def forget(self, kept):
        """Leaves out some leaves. `kept`: a list of bools."""
        self.leaves = [leaf for leaf, keep in zip(self.leaves, kept) if keep]
        self.way = [place for place, keep in zip(self.way, kept) if keep]

    def _returned(self):
        run = self._run
        outputs = run.outputs()
        if run.start.instance is not None and run.cost.call is not None and run.cost.call is not self._call:
            # A method that computes the loss may leave behind what the backward pass goes on from.
            run.cost.score(run)(outputs)
        result = self._call.bare()(outputs)
        parts = list(result) if isinstance(result, tuple) else [result]
        returned = self._call.function.returned
        named = list(zip(returned if len(returned) == len(parts) else [None] * len(parts), parts))
        if isinstance(run.cost, JointCost):
            del named[run.cost.place]
        return [leaf for name, part in named for leaf in walk(part, name or "")]

    def _kept(self):
        instance = self._run.start.instance
        own = {id(leaf.array) for leaf in self.leaves}
        return [(name, array) for name, array in attributes(instance) if id(array) not in own]


def attributes(thing, own="", depth=0):
    """[(name, array)] of the arrays that an object has among its attributes, its layers' included."""
    found = []
    for key, value in getattr(thing, "__dict__", {}).items():
        name = "%s.%s" % (own, key) if own else key
        found += walk(value, name)
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        for place, part in enumerate(parts):
            if hasattr(part, "__dict__") and not inspect.isroutine(part) and not inspect.isclass(part) and depth < 3:
                found += attributes(part, "%s[%d]" % (name, place), depth + 1)
    return found
