"""A network whose backward pass, or training step, is given labels: one way of running it, and its cost."""

import ast

import numpy

from ..network.guessed_cost import costs_of_steps
from ..network.vocabulary import PREDICTIONS, plain
from .backward import PLAIN_RATE, RATES, sources
from .candidate import AGREE, STEP
from .labels import like_output
from .methods import TARGET, arguments, tree
from .run import pinned


class Cost:
    """J of an output, `of(output)`. `words` say what was guessed; None for a method of the user's own."""

    def __init__(self, of, words=None):
        self.of = of
        self.words = words


class Training:
    """`backward`: layers.backward.Backward whose method is given the labels. Raises Misfit.

    The gradient is what the update took away, divided by its learning rate; `scale` is the rate where it is written
    into the method.
    """

    def __init__(self, run, methods, backward, labels, examples, loss=None, batches=()):
        self.run = run
        self._methods = methods
        self.backward = backward
        self.labels = labels
        self.examples = examples
        self.batches = batches
        """[(x, labels)] of a dataset of which the network takes one example at a time."""
        self.traces = backward.traces()
        found = sources(run, self.traces, [])
        self.entries = [(parameter, source) for parameter, source in zip(run.parameters, found) if source is not None]
        gradients = self._gradients(self.traces)
        self.fits = bool(gradients) and all(
            gradient is not None and gradient.shape == parameter.array.shape and numpy.all(numpy.isfinite(gradient))
            for gradient, (parameter, _) in zip(gradients, self.entries)
        )
        self.updates = any(source[0] in ("change", "spied") for _, source in self.entries)
        self.rate_matters = self.fits and self._rate_matters()
        self.cost, self.scale, self.agreeing = self._best_cost(loss) if self.fits else (None, 1.0, [])
        """`agreeing`: indices of the entries that are gradients of the cost."""

    @property
    def rank(self):
        """More gradients that agree are better; where as many do, those of the layers nearer to the cost."""
        return len(self.agreeing) / max(1, len(self.entries)), max(self.agreeing, default=-1)

    @property
    def agrees(self):
        return self.fits and self.cost is not None and len(self.agreeing) == len(self.entries)

    def cost_function(self):
        output, of = self.run.first_output(), self.cost.of
        self.run.searching = False
        if not self.batches:
            return lambda: float(of(output()))
        return lambda: float(numpy.mean(self._on_each(lambda: of(output()))))

    def gradients(self):
        """One gradient for each entry, at a plain learning rate where they depend on it."""
        if not self.batches:
            return self._scaled()
        each = self._on_each(self._scaled)
        return [None if any(part is None for part in parts) else sum(parts) / len(parts) for parts in zip(*each)]

    def _scaled(self):
        found = self._gradients(self.backward.traces(PLAIN_RATE if self.rate_matters else RATES[0]))
        if self.scale == 1.0:
            return found
        return [None if gradient is None else gradient / self.scale for gradient in found]

    def _on_each(self, evaluate):
        """What is evaluated on every batch in turn; the first one's examples are put back."""
        x = next(iter(self.run.inputs.values()))
        results = []
        try:
            for examples, labels in self.batches:
                x[...], self.labels[...] = examples, labels
                results.append(evaluate())
        finally:
            x[...], self.labels[...] = self.batches[0]
        return results

    def _gradients(self, traces):
        return [traces.at(source) for _, source in self.entries]

    def _rate_matters(self):
        if not self.backward.rate.known or not self.updates:
            return False
        again = self._gradients(self.backward.traces(RATES[1]))
        first = self._gradients(self.traces)
        return not all(numpy.allclose(a, b, rtol=1e-9, atol=1e-12) for a, b in zip(first, again))

    def _best_cost(self, loss):
        """(Cost, rate, indices of its gradients): the cost of which most of the gradients are, and the last of them.

        A mistake in an earlier layer must not hide the cost, which the last layer alone can tell.
        """
        gradients = self._gradients(self.traces)
        rates = [1.0]
        if self.updates and not self.backward.rate.known:
            rates += _numbers_written(self.backward.method)
        tried = []
        for cost in self._costs(loss):
            slopes = [self._slopes(cost, parameter.array, g) for (parameter, _), g in zip(self.entries, gradients)]
            for rate in rates:
                agreeing = [k for k, (claimed, numerical) in enumerate(slopes) if _agree(claimed / rate, numerical)]
                tried.append((cost, rate, agreeing))
        return max(tried, key=lambda one: (len(one[2]), max(one[2], default=-1)), default=(None, 1.0, []))

    def _slopes(self, cost, array, gradient):
        direction = numpy.random.RandomState(array.size).standard_normal(array.shape)
        output = self.run.first_output()
        kept = array.copy()
        costs = []
        try:
            for step in (STEP, -STEP):
                array[...] = kept + step * direction
                with numpy.errstate(all="ignore"), pinned(self.run.seed):
                    costs.append(float(cost.of(output())))
        finally:
            array[...] = kept
        return float(numpy.vdot(gradient, direction)), (costs[0] - costs[1]) / (2 * STEP)

    def _costs(self, loss):
        own = self._own_cost()
        if own:
            return [own]
        (output,) = self.run.outputs()[:1]
        labels = like_output(self.labels, output.shape)
        return [] if labels is None else [_guess(cost, labels, self.examples) for cost in costs_of_steps(loss)]

    def _own_cost(self):
        """The cost that the class itself computes from labels and predictions, or from labels and inputs."""
        name = self._methods.loss
        if name is None:
            return None
        method = getattr(self.run.instance, name)
        taken = [argument for argument in arguments(method) if argument.default is argument.empty]
        labels, inputs = self.labels, self.run.inputs
        kinds = []
        for argument in taken:
            if TARGET.match(argument.name):
                kinds.append("labels")
            elif plain(argument.name) in PREDICTIONS or "pred" in argument.name.lower():
                kinds.append("output")
            elif argument.name in inputs:
                kinds.append("input")
            else:
                kinds.append("output" if "labels" in kinds or len(taken) == 2 else "input")
        if "labels" not in kinds and taken:
            return None

        def of(output):
            values = {"labels": labels, "output": output, "input": next(iter(inputs.values()), None)}
            return method(*[values[kind] for kind in kinds])

        try:
            with numpy.errstate(all="ignore"):
                value = numpy.asarray(of(self.run.outputs()[0]))
        except Exception:
            return None
        return Cost(of) if value.size == 1 and value.dtype.kind == "f" and numpy.isfinite(value) else None


def _guess(cost, labels, examples):
    return Cost(lambda output: cost.of(output, labels, examples), cost.name)


def _agree(analytical, numerical):
    return abs(analytical - numerical) <= AGREE * (abs(analytical) + abs(numerical)) + 1e-9


def _numbers_written(method):
    """Numbers between 0 and 1 in the text of a method: one of them may be its learning rate."""
    parsed = tree(method)
    found = [node.value for node in ast.walk(parsed) if isinstance(node, ast.Constant)] if parsed else []
    return sorted({value for value in found if isinstance(value, float) and 0 < value < 1}, reverse=True)
