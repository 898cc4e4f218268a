"""One way of reading a forward and a backward pass: what the cost is, and which gradient belongs to which array."""

import numpy

from .attribution import attribute, fit, gradients
from .invocation import elements, fresh, part
from .quiet import pin

STEP = 1e-5
AGREES = 1e-5
"""Relative difference up to which a derivative along a direction is the same, truncation at STEP included."""


class Reading:
    """The cost Σ output · weights with fixed weights, and its gradients with respect to some of the arguments."""

    def __init__(self, invocation, weights, backward=None, wiring=None):
        self.invocation = invocation
        self.weights = weights
        """{index of an output: array}: the upstream gradients; 1 for a loss."""
        self.backward = backward
        """Signature of the backward pass; None where the forward pass returns the gradients itself."""
        self.wiring = wiring
        self.elementwise = False
        """The backward pass gives a derivative which its caller multiplies with the upstream gradient."""
        self.loss = False
        """The only output is a loss as training would minimise it."""
        self.belongs = {}
        """{path of an array: place of its gradient among those returned}."""
        self.score = 0.0
        """How well the shapes of the gradients fit: 1 where each is its array's."""
        self.found = []
        """[(name, array)] as the backward pass returned them when the reading was made."""

    def attribute(self):
        """Runs the backward pass once. Raises what it raises."""
        pin()
        self.found = self._gradients()
        arrays = self.invocation.arrays
        self.belongs, doubtful = attribute(self.found, arrays)
        for index, paths in doubtful.items():
            agreeing = [path for path in paths if self.agrees(path, self.found[index][1])]
            current = next(path for path, place in self.belongs.items() if place == index)
            if agreeing and current not in agreeing and agreeing[0] not in self.belongs:
                del self.belongs[current]
                self.belongs[agreeing[0]] = index
        fits = [fit(self.found[place][1], arrays[path]) for path, place in self.belongs.items() if self.present(path)]
        self.score = sum(fits) / len(fits) if fits else 0.0

    @property
    def last(self):
        """Signature of the function that gives the gradients."""
        return self.backward or self.invocation.signature

    def present(self, path):
        return self.found[self.belongs[path]][1] is not None

    @property
    def paths(self):
        """Arrays with a gradient, in the order of the arguments."""
        return [path for path in self.invocation.arrays if path in self.belongs]

    def cost(self, scale=1.0):
        """The cost as a function with nothing in it that it could do without."""
        run = self.invocation.run
        weights = [(index, scale * array) for index, array in self.weights.items()]
        if len(weights) > 1:
            return lambda: _total(run(), weights)
        index, array = weights[0]
        if array.ndim == 0:
            factor = float(array)
            return lambda: factor * float(part(run(), index))
        return lambda: float((part(run(), index) * array).sum())

    def gradients(self, paths):
        """One for each path, None where the code gives none."""
        found = self._gradients()
        return [found[self.belongs[path]][1] for path in paths]

    def agrees(self, path, gradient, scale=1.0):
        """Whether a gradient is that of `scale` times the cost, along two directions."""
        array = self.invocation.arrays[path]
        if gradient is None or gradient.size != array.size:
            return False
        cost = self.cost(scale)
        random = numpy.random.RandomState(len(self.found))
        return all(_agrees(cost, array, gradient.reshape(array.shape), random) for _ in range(2))

    def agrees_everywhere(self):
        return all(self.agrees(path, self.found[place][1]) for path, place in self.belongs.items())

    def _gradients(self):
        result = self.invocation.run()
        if self.backward is None:
            rest = [value for index, value in enumerate(elements(result)) if index not in self.weights]
            names = self.invocation.signature.hints.returned
            return gradients(rest, [name for index, name in enumerate(names) if index not in self.weights])
        # A backward pass may write into its upstream gradient.
        upstream = {index: array.copy() for index, array in self.weights.items()}
        values = self.wiring.values(fresh(self.invocation.values), result, upstream)
        positional, keyword = self.backward.call(values)
        found = gradients(self.backward.function(*positional, **keyword), self.backward.hints.returned)
        return [(name, self._chained(array)) for name, array in found] if self.elementwise else found

    def _chained(self, derivative):
        """The gradient of the cost from the derivative of the only output."""
        (weights,) = self.weights.values()
        if derivative is None or derivative.shape == weights.shape:
            return derivative if derivative is None else weights * derivative
        if derivative.shape[: weights.ndim] == weights.shape:
            # A Jacobian: the axes of the output, then those of the input.
            return numpy.tensordot(weights, derivative, weights.ndim)
        return derivative


def _total(result, weights):
    return float(sum(float((result[index] * array).sum()) for index, array in weights))


def _agrees(cost, array, gradient, random):
    direction = random.standard_normal(array.shape)
    kept = array.copy()
    step = STEP * max(1.0, float(numpy.abs(kept).max()) if kept.size else 1.0)
    array[...] = kept + step * direction
    pin()
    above = cost()
    array[...] = kept - step * direction
    pin()
    below = cost()
    array[...] = kept
    numerical = (above - below) / (2 * step)
    analytical = float((gradient * direction).sum())
    return abs(numerical - analytical) <= AGREES * (abs(numerical) + abs(analytical)) + 1e-9
