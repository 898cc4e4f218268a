"""A layer object that runs in one way, judged: does everything fit, and do its gradients agree with differences?"""

import numpy

from ...problem import Place
from ...target import Slot, Target
from . import notes
from .backward import PLAIN_RATE, RATES, sources
from .run import pinned

AGREE = 1e-4
"""Relative difference of directional derivatives up to which they agree in a dry run: far above what rounding makes
of them, far below a mistake that could be mistaken for another reading of the code."""

STEP = 1e-5


class Candidate:
    """`differentiated`: names of the arguments of forward whose gradients are looked for. Raises Misfit."""

    def __init__(self, run, backward, pose, differentiated, examples):
        self.run = run
        self.backward = backward
        self.pose = pose
        self.examples = examples
        self.traces = backward.traces()
        found = sources(run, self.traces, differentiated)
        self.cost = run.cost(pose.weights)
        owned = [(parameter.name, parameter.array, parameter.own) for parameter in run.parameters]
        owned += [(name, run.inputs[name], name) for name in differentiated]
        everything = [(name, array, own, source) for (name, array, own), source in zip(owned, found)]
        self.entries = [entry for entry in everything if entry[3] is not None]
        self.left_out = [entry for entry in everything if entry[3] is None]
        self.complete = bool(self.entries) and all(
            gradient is not None and gradient.shape == array.shape
            for gradient, (_, array, _, _) in zip(self.gradients_of(self.traces), self.entries)
        )
        self.rate_matters = self._rate_matters()
        self.slopes = [self._slopes(index) for index in range(len(self.entries))]
        self.over_examples = self._over_examples()

    @property
    def agreeing(self):
        return sum(self._agrees(index) for index in range(len(self.entries)))

    @property
    def silent(self):
        """Backward left nothing at all: no gradient, no changed array, no returned one."""
        return not any(gradient is not None for gradient in self.gradients_of(self.traces))

    def targets(self, name, kind, place, convention):
        """The Targets of the row: one, or two where parameters' gradients are means over the examples."""
        self.run.searching = False
        over = self.over_examples
        split = [
            (self.cost, self.pose.weights, [index for index in range(len(self.entries)) if index not in over]),
        ]
        if over:
            weights = [weight / self.examples for weight in self.pose.weights]
            split.append((self.run.cost(weights), weights, over))
        made = []
        for cost, _, indices in split:
            if indices:
                slots = [self._slot(index, name, kind) for index in indices]
                made.append(
                    Target(
                        name,
                        convention,
                        slots,
                        cost,
                        self._gradient_function(indices),
                        forward=Place.of(self.run.method),
                        backward=place,
                        loss=self.pose.loss,
                    )
                )
        made[0].notes += self._notes(name, place)
        return made

    def _slot(self, index, row, kind):
        name, array, own, _ = self.entries[index]
        return Slot(row, name, array, kind, own)

    def _gradient_function(self, indices):
        rate = PLAIN_RATE if self.rate_matters else RATES[0]

        def gradients():
            found = self.gradients_of(self.backward.traces(rate))
            return [found[index] for index in indices]

        return gradients

    def gradients_of(self, traces):
        return [traces.at(source) for _, _, _, source in self.entries]

    def _rate_matters(self):
        if not self.backward.rate.known or not any(change is not None for change in self.traces.changes):
            return False
        again = self.gradients_of(self.backward.traces(RATES[1]))
        return any(
            a is not None and b is not None and a.shape == b.shape and not numpy.allclose(a, b, rtol=1e-9, atol=1e-12)
            for a, b in zip(self.gradients_of(self.traces), again)
        )

    def _slopes(self, index):
        """(analytical, numerical) derivative along a fixed direction; None where the shapes differ."""
        gradient = self.gradients_of(self.traces)[index]
        array = self.entries[index][1]
        if gradient is None or gradient.shape != array.shape:
            return None
        direction = numpy.random.RandomState(array.size).standard_normal(array.shape)
        kept = array.copy()
        try:
            costs = []
            for step in (STEP, -STEP):
                array[...] = kept + step * direction
                with pinned(self.run.seed):
                    costs.append(self.cost())
        finally:
            array[...] = kept
        return float(numpy.vdot(gradient, direction)), (costs[0] - costs[1]) / (2 * STEP)

    def _agrees(self, index, factor=1.0):
        if self.slopes[index] is None:
            return False
        analytical, numerical = self.slopes[index]
        analytical *= factor
        return abs(analytical - numerical) <= AGREE * (abs(analytical) + abs(numerical)) + 1e-8

    def _over_examples(self):
        """Indices of all parameters if their gradients, and only theirs, are means over the examples.

        Many layers divide dW and db by m because the gradient that comes in is not divided: a convention, as long as
        all parameters follow it.
        """
        parameters = [index for index, entry in enumerate(self.entries) if not self._is_input(entry)]
        if self.pose.loss or self.examples == 1 or not parameters:
            return []
        told = [index for index in parameters if self.slopes[index] and max(map(abs, self.slopes[index])) > 1e-8]
        means = told and all(self._agrees(index, self.examples) and not self._agrees(index) for index in told)
        return parameters if means else []

    def _is_input(self, entry):
        return any(entry[1] is value for value in self.run.inputs.values())

    def _notes(self, row, place):
        method = self.backward.method.__qualname__
        found = []
        if self.over_examples:
            names = [self.entries[index][0] for index in self.over_examples]
            found.append(notes.mean_over_examples(method, names, self.examples, row, place))
        if self.rate_matters:
            found.append(notes.updated_before_use(method, row, place))
        if self.pose.single:
            found.append(notes.single_entry(method, self.pose.single, row, place))
        if self.pose.words:
            found.append(notes.summed_up(self.run.method.__qualname__, self.pose.words, method, row, place))
        if self.left_out:
            found.append(notes.no_gradient(method, [name for name, _, _, _ in self.left_out], row, place))
        return found
