"""One dry run: a forward pass, a cost and a backward pass with everything bound, and how well the gradients fit."""

import contextlib
import inspect

import numpy

from ...failure import call
from ...problem import Problem
from .binding import Call, Taken
from .examples import as_predicted
from .gradients import fitting, matched, same_shape
from .leaves import walk

STEP = 1e-4
"""Of the differences that tell layouts apart, relative to the size of a parameter."""
TOLERANCE = 1e-4
"""Far above their error, far below what a mistake in a gradient changes."""


class Run:
    """Bound passes. `cost` is a Call, a path into what the forward pass returns, or a GuessedCost."""

    def __init__(self, start, inputs, labels, forward, cost, prediction):
        self.start = start
        self.inputs = inputs
        self.labels = labels
        self.forward = forward
        self.cost = cost
        self.prediction = prediction

    @property
    def named(self):
        """Which cost it is, to find the same again."""
        return getattr(self.cost, "words", None) or getattr(self.cost, "path", None) or type(self.cost).__name__

    def outputs(self):
        return None if self.forward is None else self.forward.bare()(None)

    def cost_closure(self):
        """The cost as the user's own loop would compute it: nothing is looked up and nothing is copied."""
        score = self._score()
        joint = isinstance(self.cost, Joint)
        call = self.cost.call if joint else self.cost
        spare = isinstance(call, Call) and not call.needs_forward(self.inputs)
        forward = None if spare or self.forward is None else self.forward.bare()
        place = self.cost.place if joint else None

        def cost():
            value = score(None if forward is None else forward(None))
            if joint:
                value = value[place]
            return value if isinstance(value, float) else numpy.asarray(value).item()

        return cost

    def _score(self):
        if isinstance(self.cost, Taken):
            return self.cost.of
        if hasattr(self.cost, "of"):
            prediction, count, of = Taken(*self.prediction), self.inputs.count, self.cost.of
            labels = as_predicted(self.labels, numpy.shape(prediction.of(self.outputs())))
            return lambda outputs: of(prediction.of(outputs), labels, count)
        return (self.cost.call if isinstance(self.cost, Joint) else self.cost).bare()


class Joint:
    """A call that returns the cost at `place` and the gradients beside it."""

    def __init__(self, call, place):
        self.call = call
        self.place = place


class Backward:
    """Reads the gradients of the leaves after the passes have run."""

    def __init__(self, run, bound, leaves):
        self.run = run
        self.bound = bound
        self.leaves = leaves
        self.way = None

    def try_it(self):
        """Finds which gradient is whose. Raises Problem."""
        given = self._given()
        self.way = matched(self.leaves, given, len(given) - self._attributes)
        self.fits = fitting(self.leaves, given, self.way)
        return given

    def gradients(self):
        given = self._given()
        return [None if index is None or index >= len(given) else given[index][1] for index in self.way]

    def _given(self):
        outputs = self.run.outputs()
        if isinstance(self.run.cost, Joint):
            result = self.bound.bare()(outputs)
            place = self.run.cost.place
            rest = [part for index, part in enumerate(result) if index != place]
            names = [name for index, name in enumerate(self.bound.function.returned) if index != place]
        else:
            if self.run.start.instance is not None and self.run.cost is not None and not hasattr(self.run.cost, "of"):
                self.run._score()(outputs)
            result = self.bound.bare()(outputs)
            rest = list(result) if isinstance(result, tuple) else [result]
            names = self.bound.function.returned
        names = names if len(names) == len(rest) else [None] * len(rest)
        given = [leaf for name, part in zip(names, rest) for leaf in walk(part, name or "")]
        self.empty = not given
        """Whether nothing was returned."""
        kept = self._kept()
        self._attributes = len(kept)
        return given + kept

    def _kept(self):
        """What the object keeps in its attributes, gradients perhaps."""
        if self.run.start.instance is None:
            return []
        own = {id(leaf.array) for leaf in self.leaves}
        return [(name, array) for name, array in attributes(self.run.start.instance) if id(array) not in own]


def attributes(thing, own="", depth=0):
    """[(name, array)] of the arrays that an object has among its attributes, its layers' included."""
    found = []
    for key, value in getattr(thing, "__dict__", {}).items():
        name = "%s.%s" % (own, key) if own else key
        parts = value if isinstance(value, (list, tuple)) else list(value.values()) if isinstance(value, dict) else [value]
        for place, part in enumerate(parts):
            if hasattr(part, "__dict__") and not inspect.isroutine(part) and not isinstance(part, type) and depth < 3:
                found += attributes(part, "%s[%d]" % (name, place), depth + 1)
        found += walk(value, name)
    return found


@contextlib.contextmanager
def same_random_numbers(seed):
    """The same stream for every evaluation of a dry run, and the caller's own afterwards."""
    state = numpy.random.get_state()
    numpy.random.seed(seed)
    try:
        yield
    finally:
        numpy.random.set_state(state)


def agreeing(cost, leaves, gradients, seed):
    """For each leaf, whether its gradient agrees with the difference of the cost along a direction that shows it."""
    random = numpy.random.RandomState(seed)
    return [
        gradient is not None and _agrees(cost, leaf.array, numpy.asarray(gradient), random)
        for leaf, gradient in zip(leaves, gradients)
    ]


def _agrees(cost, array, gradient, random):
    if not same_shape(gradient.shape, array.shape) or gradient.dtype.kind not in "fiu":
        return False
    gradient = gradient.reshape(array.shape).astype(float)
    norm = numpy.linalg.norm(gradient)
    if not numpy.isfinite(norm) or norm == 0:
        return False
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
    expected = float(numpy.sum(gradient * direction))
    return abs(difference - expected) <= TOLERANCE * (abs(difference) + abs(expected))
