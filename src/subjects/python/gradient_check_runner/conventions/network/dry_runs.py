"""Dry runs of a backward pass with given parameters and inputs: every labelling and every cost that there may be."""

import numpy

from ...failure import problem_of
from ...problem import Problem
from ...user_files import user_file
from . import vocabulary
from .agreement import multiples, signs, undisturbed
from .backward import Backward
from .binding import Scope, Storing, Taken, Unbound
from .costs import ForwardCost, JointCost, OwnCost
from .direction import points_downhill
from .examples import as_predicted, labels_of
from .function import REQUIRED
from .guessed_cost import guessed_costs
from .options import Options
from .outcome import is_number, places_beside_gradients, places_of_cost, predictions
from .run import Run

FORWARD, COST, BACKWARD = 0, 1, 2
"""How far a dry run came that broke."""


class DryRun:
    """One that went through. `agreed`: for each parameter, whether its gradient agrees with the cost; `multiples`:
    how many do but for a factor."""

    def __init__(self, run, backward, agreed, multiples, options):
        self.run = run
        self.backward = backward
        self.agreed = agreed
        self.options = options
        self.score = (backward.fits, sum(agreed), multiples)

    @property
    def fits(self):
        """Every gradient has the shape of its parameter."""
        return self.backward.fits == len(self.agreed)

    @property
    def complete(self):
        return self.fits and all(self.agreed)


class DryRuns:
    """Of one backward pass."""

    def __init__(self, context, passes):
        self._context = context
        self._passes = passes
        self.failures = []
        """(how far it came, Problem or Unbound) of those that broke."""
        self.hopeless = False
        """No other layout can help: what may have returned cost and gradients does not."""

    def all(self, start, inputs, forward):
        """Yields a DryRun for each labelling and cost with which everything runs."""
        start.fill()
        self._passes.count_examples(inputs.count)
        shape = None
        if forward is not None and not forward.takes_labels:
            call, outputs = self._forward(forward, Scope(start, inputs), Options(self._context, self._passes, forward))
            if call is None and not self._passes.may_be_joint:
                return
            paths = predictions(outputs, forward.returned, inputs.count)
            shape = numpy.shape(Taken(*paths[0]).of(outputs)) if paths else None
        if shape is None and start.sizes:
            units = start.sizes[-1]
            shape = (units, inputs.count) if inputs.columns else (inputs.count, units)
        for labels in labels_of(self._context, inputs, shape):
            yield from self._labelled(start, inputs, labels, forward)

    def _labelled(self, start, inputs, labels, forward):
        scope = Scope(start, inputs, labels)
        options = Options(self._context, self._passes, forward)
        call = None
        if forward is not None:
            call, outputs = self._forward(forward, scope, options)
            paths = predictions(outputs, forward.returned, inputs.count)
            scope = Scope(start, inputs, labels, outputs, forward.returned, paths[0] if paths else None)
        for cost in self._costs(scope, call, options):
            alone = isinstance(cost, JointCost) and not cost.call.needs_forward(inputs)
            run = Run(start, inputs, labels, None if alone else call, cost, scope.prediction)
            dry_run = self._judged(run, scope, options)
            if dry_run is not None:
                yield dry_run

    def _forward(self, forward, scope, options):
        """(Call, outputs), or (None, None) where it breaks."""
        try:
            call = scope.bind(forward, options, REQUIRED if forward.takes_any(vocabulary.INPUTS) else scope.inputs.x)
            outputs = self._evaluated(call, scope)
            if outputs is None and forward.owner is None:
                raise not_implemented(forward)
            if outputs is None:
                call, outputs = Storing(call, scope.start.instance), vars(scope.start.instance)
        except (Problem, Unbound) as failure:
            self.failures.append((FORWARD, failure))
            return None, None
        return call, outputs

    def _costs(self, scope, forward, options):
        """Beside the gradients, from the forward pass, of the user's functions, or guessed; the first that there is."""
        joint = self._joint(scope, options)
        if joint is not None:
            yield joint
        elif not self._passes.only_joint:
            path = self._path_of_cost(scope.outputs, forward.function) if forward is not None else None
            if path is not None:
                yield ForwardCost(path)
            elif self._passes.costs:
                yield from self._own_costs(scope, options)
            elif scope.prediction is not None and self._passes.take_labels:
                shape = numpy.shape(Taken(*scope.prediction).of(scope.outputs))
                if as_predicted(scope.labels, shape) is not None:
                    yield from guessed_costs(self._context.loss)

    def _joint(self, scope, options):
        """The backward pass itself where it returns (cost, gradients) or (gradients, cost)."""
        try:
            call = scope.bind(self._passes.backward, options)
            result = self._evaluated(call, scope)
        except (Problem, Unbound) as failure:
            if self._passes.only_joint:
                self.failures.append((BACKWARD, failure))
            return None
        if isinstance(result, tuple) and len(result) > 1:
            places = places_beside_gradients(result, call.function.returned)
            return JointCost(call, places[0]) if places else None
        self.hopeless = self._passes.only_joint
        return None

    def _path_of_cost(self, outputs, forward):
        if isinstance(outputs, tuple):
            return next(((place,) for place in places_of_cost(outputs, forward.returned)), None)
        # One output for one example is no cost.
        return () if is_number(outputs) and (forward.takes_labels or not self._passes.take_labels) else None

    def _own_costs(self, scope, options):
        """Those that run, of the nearest kin to the backward pass."""
        kinship = None
        for cost in self._passes.costs:
            if kinship is not None and vocabulary.kinship(self._passes.backward.name, cost.name) < kinship:
                return
            try:
                call = scope.bind(cost, options, REQUIRED if scope.prediction is None else Taken(*scope.prediction))
                value = self._evaluated(call, scope)
                if value is None:
                    raise not_implemented(cost)
            except (Problem, Unbound) as failure:
                self.failures.append((COST, failure))
                continue
            if is_number(value) and numpy.isfinite(value).all():
                kinship = vocabulary.kinship(self._passes.backward.name, cost.name)
                yield OwnCost(call)

    def _judged(self, run, scope, options):
        """A DryRun, or None where the backward pass breaks, gives nothing, or updates the parameters itself."""
        leaves = run.start.leaves
        function = self._passes.backward
        stage = BACKWARD
        try:
            call = run.cost.call if isinstance(run.cost, JointCost) else scope.bind(function, options)
            backward = Backward(run, call, leaves)
            with undisturbed(self._context.seed, run.examples):
                if not backward.settle():
                    raise not_implemented(function)
            if not run.start.is_filled():
                # It learns; that is another convention.
                run.start.fill()
                return None
            with undisturbed(self._context.seed, run.examples):
                gradients = [None if each is None else numpy.array(each) for each in backward.gradients()]
            stage = COST
            told = signs(self._protected(run), leaves, gradients, self._context.seed)
            factors = 0 if all(told) else multiples(self._protected(run), leaves, gradients, self._context.seed)
            if run.cost.guessed and -1 in told and 1 not in told and self._points_downhill():
                run.cost, told = run.cost.turned(), [-sign for sign in told]
        except Unbound as failure:
            self.failures.append((FORWARD, failure))
        except BaseException as error:
            self.failures.append((stage, problem_of(error, function.call)))
            run.start.fill()
        else:
            return DryRun(run, backward, [sign == 1 for sign in told], factors, options)
        return None

    def _points_downhill(self):
        """Whether the sign of the cost is open: the code adds what it gives to the parameters."""
        own = user_file(self._context.module.file)
        return own is not None and points_downhill(own.lines, self._passes.backward.returned)

    def _protected(self, run):
        cost = run.cost_closure()

        def protected():
            with undisturbed(self._context.seed, run.examples):
                return cost()

        return protected

    def _evaluated(self, call, scope):
        arrays = [array for array in (scope.inputs.x, scope.labels) if array is not None]
        try:
            with undisturbed(self._context.seed, arrays):
                return call.bare()(scope.outputs)
        except BaseException as error:
            raise problem_of(error, call.function.call) from None


def not_implemented(function):
    return Problem("code.notImplemented", "%s returns nothing yet." % function.shown, function.place)
