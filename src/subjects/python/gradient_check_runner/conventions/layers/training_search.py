"""Finds out how a network that trains itself is made and called."""

import itertools
import re

import numpy

from ...matching import match
from ...problem import Problem
from ..network.sizes import made_up_sizes
from ..network.vocabulary import PREDICTIONS, plain
from .arguments import FLAG, OPTIMIZER, RATE, REPEATS, examples
from .backward import Backward
from .construction import INPUTS, PARAMETERS, UPSTREAM, Construction, is_array
from .labels import given_labels, made_up_labels
from .methods import TARGET, Methods, arguments
from .object_graph import arrays
from .optimizer_spy import OptimizerSpy
from .run import LayerRun, Misfit
from .training import Training
from .worlds import EXAMPLES, network_worlds


class TrainingSearch:
    """With a model in the config the network has its sizes, its parameters and the dataset's examples."""

    def __init__(self, cls, context, construction=None):
        self.cls = cls
        self.context = context
        self.methods = Methods(cls)
        self._construction = construction or Construction(cls, context)
        self.misfits = self._construction.misfits
        self.unmatched = None
        """Problem of parameters that do not fit the config's."""

    def best(self):
        """(Training, assignment of its parameters or None) of the first sizes that fit, or None.

        Several examples at once come first. A step that updates after every example is seen by its dependence on the
        rate; it is checked with one example, if its gradients are right there.
        """
        sizes = self._sizes()
        for several in (True, False):
            for known in sizes:
                found = self._best_of(known, several)
                if found and several and found[0].rate_matters and not found[0].agrees:
                    alone = self._best_of(known, False)
                    found = alone if alone and alone[0].agrees else found
                if found:
                    return found
        return None

    def _best_of(self, sizes, several):
        best = None
        for world in network_worlds(sizes, self._examples, several):
            for make in self._construction.makers(world):
                for training, assigned in self._trainings(world, make):
                    if training.fits and training.cost and (best is None or training.rank > best[0].rank):
                        best = training, assigned
                    if training.agrees:
                        return best
                if best:
                    break
        return best

    @property
    def _examples(self):
        return EXAMPLES if self.context.x is None else len(self.context.x)

    def _sizes(self):
        """Sizes of the layers to try, [inputs, hidden …, outputs]."""
        if self.context.parameters is not None:
            kernels = [parameter.values for parameter in self.context.parameters if parameter.values.ndim > 1]
            return [[kernels[0].shape[0]] + [kernel.shape[1] for kernel in kernels]]
        known = [made_up_sizes(4, 1), made_up_sizes(1, 1), made_up_sizes(4, 2)]
        return known + self._written_sizes(known[0])

    def _written_sizes(self, sizes):
        """Sizes that are written into the class: the first kernel's extents tell the number of inputs."""
        made = next(self._construction.makers(network_worlds(sizes, EXAMPLES, True)[0]), None)
        kernels = [array.shape for array in arrays(made()[0]).values() if array.ndim == 2] if made else []
        return [[inputs, kernels[-1][-1]] for inputs in (kernels[0] if kernels else ())]

    def _trainings(self, world, make):
        """Yields (Training, assignment) for every way to call the network in this world."""
        for layout in range(2):
            try:
                instance, given = make()
                run = LayerRun(instance, self.methods.forward, self._inputs(world), given, self._construction.stream(PARAMETERS))
                run.parameters = [p for p in run.parameters if not any(p.array is value for value in given.values())]
                assignments = self._assignments(run)
                if layout >= len(assignments):
                    return
                assigned = self._assign(run, assignments[layout])
                (output,) = run.outputs()[:1]
            except Misfit as misfit:
                self.misfits.append(misfit)
                return
            told = [value for name, value in given.items() if TARGET.match(name)]
            options = [[value] for value in told] or self._labels(world, output.shape)
            for name, labels in itertools.product(self.methods.trains, options):
                first = labels[0]
                batches = list(zip(self._examples_alone(world), labels)) if len(labels) > 1 and run.inputs else ()
                try:
                    backward = Backward(run, name, self._values(getattr(instance, name), run, first, world))
                    yield (
                        Training(run, self.methods, backward, first, world.examples, self.context.loss, batches),
                        assigned,
                    )
                except Misfit as misfit:
                    self.misfits.append(misfit)

    def _assignments(self, run):
        if self.context.parameters is None:
            return [None]
        own = [(parameter.name, parameter.array.shape) for parameter in run.parameters]
        try:
            return match(own, self.context.parameters, self.context.code.get("parameters"))
        except Problem as problem:
            self.unmatched = problem if own else self.unmatched
            return []

    def _assign(self, run, assignment):
        for parameter, assigned in zip(run.parameters, assignment or []):
            parameter.array[...] = assigned.values(parameter.array.shape)
        return assignment

    def _inputs(self, world):
        """{argument of forward: value}; empty where the network was given its examples when it was made."""
        inputs = {}
        for argument in arguments(getattr(self.cls, self.methods.forward)):
            if argument.default is argument.empty:
                first = not inputs
                inputs[argument.name] = network_examples(world, self.context, self._construction.stream(INPUTS)) if first else True
        return inputs

    def _labels(self, world, shape):
        """[[labels of a batch]]: every form they may be asked for in, one batch for each example taken alone."""
        if self.context.y is None:
            return [[labels] for labels in made_up_labels(shape, world.examples, self._construction.stream(UPSTREAM))]
        y = self.context.y
        batches = [y] if world.examples > 1 else [y[index : index + 1] for index in range(len(y))]
        count = max(1, int(numpy.prod(shape)) // max(1, world.examples))
        forms = [given_labels(batch, self.context.classes, count) for batch in batches]
        return [list(batch) for batch in zip(*forms)]

    def _examples_alone(self, world):
        return [network_examples(world, self.context, None, index) for index in range(len(self.context.x))]

    def _values(self, method, run, labels, world):
        """{argument: function of (run, result)} of a method that trains. Raises Misfit."""
        made = {}
        inputs = [value for value in run.inputs.values() if is_array(value)]
        for argument in arguments(method):
            name = argument.name.strip("_")
            if RATE.match(name):
                continue
            if argument.name in self.context.extra:
                value = _constantly(self.context.extra[argument.name])
            elif REPEATS.match(name.lower()):
                value = _constantly(1)
            elif argument.default is not argument.empty:
                continue
            elif OPTIMIZER.match(name):
                value = _constantly(OptimizerSpy())
            elif TARGET.match(name):
                value = _constantly(labels)
            elif FLAG.match(name):
                value = _constantly(True)
            elif re.search(r"batch_?size|^m$|^n$", name.lower()):
                value = _constantly(world.examples)
            elif plain(name) in PREDICTIONS:
                value = _output
            elif inputs:
                value = _constantly(inputs[0])
            else:
                raise Misfit(method, TypeError("nothing is known for its argument %s" % argument.name))
            made[argument.name] = value
        return made


def network_examples(world, context, random, index=0):
    """The dataset's examples in the layout of the world, one alone from `index` on, or made-up ones."""
    if context.x is None:
        return examples(world, random)
    rows = numpy.array(context.x, dtype=float)
    if world.examples == 1:
        rows = rows[index : index + 1]
    if world.name == "vector":
        return rows[0].copy()
    return (rows.T if world.columns else rows).copy()


def _constantly(value):
    return lambda run, result: value


def _output(run, result):
    return run.read(result)[0]
