"""Finds out how a network that trains itself is made and called."""

import itertools

from ...matching import match
from ...problem import Place, Problem
from ..network.sizes import made_up_sizes
from ..network.smaller import shrunk, smaller_note, smaller_sizes
from .backward import Backward
from .construction import INPUTS, PARAMETERS, UPSTREAM, Construction
from .methods import TARGET, Methods
from .object_graph import arrays
from .run import LayerRun, Misfit
from .training import Training
from .training_call import forward_arguments, label_forms, network_examples, step_arguments
from .worlds import EXAMPLES, network_worlds


class TrainingSearch:
    """With a model in the config the network has its sizes, its parameters and the dataset's examples."""

    def __init__(self, cls, context, construction=None):
        self.cls = cls
        self.context = context
        self.methods = Methods(cls)
        self._construction = construction or Construction(cls, context)
        self._stream = self._construction.stream
        self.misfits = self._construction.misfits
        self.unmatched = None
        """Problem of parameters that do not fit the config's."""
        self._smaller = {}
        """{sizes that are written into the class: {extent: the one in its place}}."""

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
                    self._tell_smaller(found[0], known)
                    return found
        return None

    def _tell_smaller(self, training, sizes):
        smaller = self._smaller.get(tuple(sizes))
        if smaller:
            method = training.backward.method
            self.context.notes.append(smaller_note(method.__qualname__, smaller, Place.of(method)))

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
        held = [array for array in arrays(made()[0]).values() if array.dtype.kind == "f"] if made else []
        smaller = smaller_sizes(held, self.context)
        kernels = [[smaller.get(extent, extent) for extent in array.shape] for array in held if array.ndim == 2]
        written = [[inputs, kernels[-1][-1]] for inputs in (kernels[0] if kernels else ())]
        self._smaller = {tuple(sizes): smaller for sizes in written}
        return written

    def _trainings(self, world, make):
        """Yields (Training, assignment) for every way to call the network in this world."""
        for layout in range(2):
            try:
                instance, given = make()
                shrunk(instance, self._smaller.get(tuple(world.sizes), {}))
                forward = getattr(instance, self.methods.forward)
                inputs = forward_arguments(forward, world, self.context, self._stream(INPUTS))
                run = LayerRun(instance, self.methods.forward, inputs, given, self._stream(PARAMETERS))
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
            made_up = self._stream(UPSTREAM)
            options = [[value] for value in told] or label_forms(output.shape, world, self.context, made_up)
            for name, labels in itertools.product(self.methods.trains, options):
                first = labels[0]
                alone = len(labels) > 1 and run.inputs
                examples = [network_examples(world, self.context, None, k) for k in range(len(labels))] if alone else []
                batches = list(zip(examples, labels))
                try:
                    method = getattr(instance, name)
                    step = step_arguments(method, run.inputs, first, world, self.context.extra)
                    backward = Backward(run, name, step)
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
