"""Tries the layouts in which passes may be meant and takes the one whose gradients fit best."""

import numpy

from ...failure import problem_of
from ...problem import Problem
from . import vocabulary
from .binding import Call, Scope, Taken, Unbound
from .examples import as_predicted, inputs_of, labels_of, one_at_a_time
from .function import REQUIRED
from .guessed_cost import guessed_costs
from .trial import Backward, Joint, Run, agreeing, same_random_numbers
from .vocabulary import plain

LIMIT = 400
"""Dry runs for one backward pass, at the most."""
PATIENCE = 3
"""Further parameters to start with after some that ran, in search of gradients that fit better."""


class Found:
    """Passes that ran, with the layout in which their gradients fit best."""

    def __init__(self, passes, trials):
        self.passes = passes
        self.trials = trials
        """One Trial, or one for each example where the code takes one at a time."""

    @property
    def best(self):
        return self.trials[0]


class Trial:
    def __init__(self, run, backward, gradients, agreed, options):
        self.run = run
        self.backward = backward
        self.gradients = gradients
        self.agreed = agreed
        self.options = options
        self.score = (backward.fits, sum(agreed))

    @property
    def complete(self):
        return self.backward.fits == sum(self.agreed) == len(self.agreed)


class Search:
    """Of one backward pass. `starts(functions, options)` yields settled Starts; `new_options()` makes Options."""

    def __init__(self, context, passes, starts, new_options):
        self._context = context
        self._passes = passes
        self._starts = starts
        self._new_options = new_options
        self._left = LIMIT
        self.best = None
        self.failures = []
        """(how far it came, exception) of the dry runs that broke."""

    def found(self):
        """Found, or None."""
        tried = 0
        for start in self._settled():
            for inputs in inputs_of(self._context, features_of(start, self._context)):
                if self._try(start, inputs):
                    return self._take([self.best]) if self.best is not None else None
            tried += self.best is not None
            if tried > PATIENCE:
                break
        if self.best is None or self.best.backward.fits < len(self.best.agreed):
            singles = self._one_at_a_time()
            if singles:
                return self._take(singles)
        return self._take([self.best]) if self.best is not None else None

    def _settled(self):
        for start in self._starts():
            if isinstance(start, Exception):
                self.failures.append((0, start))
            else:
                yield start

    def _one_at_a_time(self):
        """Trials of each example by itself, in a layout in which every gradient has its shape; [] if there is none."""
        if self.best is not None and self._passes.backward.mentions & {"sum", "mean", "einsum", "average", "ones"}:
            # It sums over examples, so a gradient that is not summed is a mistake and no convention.
            return []
        batch = self.best
        for start in self._settled():
            for singles in one_at_a_time(self._context, features_of(start, self._context)):
                self.best, self._left = None, LIMIT
                self._try(start, singles[0])
                first = self.best
                if first is not None and first.backward.fits == len(first.agreed):
                    rest = [self._again(first, single) for single in singles[1:]]
                    if all(rest):
                        return [first] + rest
        self.best = batch
        return []

    def _again(self, first, single):
        """The same with another example, or None."""
        run = first.run
        forwards = [forward for forward in self._passes.forwards if run.forward and forward is run.forward.function]
        for trial in self._trials(run.start, single, (forwards or self._passes.forwards or [None])[0]):
            same = numpy.shape(trial.run.labels) == numpy.shape(run.labels) and trial.run.named == run.named
            if same and trial.run.labels.dtype == run.labels.dtype:
                return trial
        return None

    def _take(self, trials):
        trials[0].run.start.fill()
        count_examples(self._passes, trials[0].run.inputs.count)
        return Found(self._passes, trials)

    def _try(self, start, inputs):
        """Tries labels and costs for these parameters and inputs; True when nothing can fit better."""
        for forward in self._passes.forwards or [None]:
            for trial in self._trials(start, inputs, forward):
                if self.best is None or trial.score > self.best.score:
                    self.best = trial
                if trial.complete:
                    return True
                self._left -= 1
                if self._left < 0:
                    return True
        return False

    def _trials(self, start, inputs, forward):
        start.fill()
        count_examples(self._passes, inputs.count)
        shape = None
        if forward is not None and not takes_labels(forward):
            try:
                bound, outputs = self._forward(forward, Scope(start, inputs))
            except (Problem, Unbound) as failure:
                self.failures.append((0, failure))
                bound = None
                if self._passes.costs or not _joint(self._passes.backward):
                    return
            else:
                paths = predictions(outputs, forward.returned, inputs.count)
                shape = numpy.shape(Taken(*paths[0]).of(outputs)) if paths else None
        if shape is None and start.sizes:
            k = start.sizes[-1]
            shape = (k, inputs.count) if inputs.columns else (inputs.count, k)
        for labels in labels_of(self._context, inputs, shape):
            yield from self._with_labels(start, inputs, labels, forward)

    def _with_labels(self, start, inputs, labels, forward):
        scope = Scope(start, inputs, labels)
        options = self._new_options(forward)
        bound = None
        paths = [None]
        if forward is not None:
            try:
                bound, outputs = self._forward(forward, scope, options)
                paths = predictions(outputs, forward.returned, inputs.count) or [None]
                scope = Scope(start, inputs, labels, outputs, forward.returned, paths[0])
            except (Problem, Unbound) as failure:
                self.failures.append((0, failure))
        for cost in self._costs(scope, bound, options):
            run = Run(start, inputs, labels, None if _alone(cost, inputs) else bound, cost, paths[0])
            trial = self._judge(run, scope, options)
            if trial is not None:
                yield trial

    def _forward(self, forward, scope, options=None):
        inputs = REQUIRED if forward.takes_any(vocabulary.INPUTS) else scope.inputs.x
        bound = scope.bind(forward, options or self._new_options(forward), inputs)
        outputs = self._evaluate(bound, None)
        if outputs is None and scope.start.instance is None:
            raise not_implemented(forward)
        return bound, outputs

    def _costs(self, scope, bound, options):
        """What the cost may be: beside the gradients, from the forward pass, a function's, or guessed."""
        joint = self._joint(scope, options)
        if joint is not None:
            yield joint
            return
        if self._passes.only_joint:
            return
        if bound is not None:
            place = self._cost_place(scope.outputs, bound.function)
            if place is not None:
                yield Taken(*place)
                return
        akin = None
        for cost in self._passes.costs:
            kinship = vocabulary.kinship(self._passes.backward.name, cost.name)
            if akin is not None and kinship < akin:
                return
            try:
                unnamed = REQUIRED if scope.prediction is None else Taken(*scope.prediction)
                call = scope.bind(cost, options, unnamed)
                value = self._evaluate(call, scope.outputs)
            except (Problem, Unbound) as failure:
                self.failures.append((1, failure))
                continue
            if value is None:
                self.failures.append((1, not_implemented(cost)))
            elif _is_number(value) and numpy.isfinite(value).all():
                akin = kinship
                yield call
        if akin is None and not self._passes.costs and scope.prediction is not None and self._labelled():
            shape = numpy.shape(Taken(*scope.prediction).of(scope.outputs))
            if as_predicted(scope.labels, shape) is not None:
                yield from guessed_costs(self._context.loss)

    def _cost_place(self, outputs, forward):
        """Path of the cost among the forward pass's outputs, or None. One output of one example is no cost."""
        if isinstance(outputs, tuple):
            places = [k for k, part in enumerate(outputs) if _is_number(part) and _names_cost(forward.returned, k)]
            return (places[0],) if places else None
        return () if _is_number(outputs) and (takes_labels(forward) or not self._labelled()) else None

    def _labelled(self):
        """Whether the backward pass or a cost beside it asks for labels."""
        return any(takes_labels(one) for one in [self._passes.backward] + self._passes.costs)

    def _joint(self, scope, options):
        """The backward pass itself where it returns (cost, gradients) or (gradients, cost)."""
        try:
            call = scope.bind(self._passes.backward, options)
            result = self._evaluate(call, scope.outputs)
        except (Problem, Unbound) as failure:
            if self._passes.only_joint:
                self.failures.append((2, failure))
            return None
        if not isinstance(result, tuple) or len(result) < 2:
            self._left = -1 if self._passes.only_joint else self._left
            return None
        places = [place for place, part in enumerate(result) if _is_number(part)]
        named = [place for place in places if _names_cost(call.function.returned, place)]
        if named or (len(places) == 1 and len(result) == 2):
            return Joint(call, (named or places)[0])
        return None

    def _judge(self, run, scope, options):
        try:
            bound = run.cost.call if isinstance(run.cost, Joint) else scope.bind(self._passes.backward, options)
            leaves = run.start.leaves
            before = [leaf.array.copy() for leaf in leaves]
            backward = Backward(run, bound, leaves)
            with same_random_numbers(self._context.seed), numpy.errstate(all="ignore"):
                given = backward.try_it()
                if not any(way is not None for way in backward.way) and backward.empty:
                    raise not_implemented(bound.function)
        except Unbound as failure:
            self.failures.append((-1, failure))
            return None
        except BaseException as error:
            self.failures.append((2, problem_of(error, self._passes.backward.call)))
            run.start.fill()
            return None
        if any(not numpy.array_equal(leaf.array, values) for leaf, values in zip(leaves, before)):
            run.start.fill()
            self.failures.append((-1, None))
            return None
        gradients = [None if index is None else numpy.array(given[index][1]) for index in backward.way]
        closure = run.cost_closure()

        def cost():
            with same_random_numbers(self._context.seed):
                return closure()

        try:
            with numpy.errstate(all="ignore"):
                agreed = agreeing(cost, leaves, gradients, self._context.seed)
        except BaseException as error:
            self.failures.append((1, problem_of(error)))
            return None
        return Trial(run, backward, gradients, agreed, options)

    def _evaluate(self, call, outputs):
        try:
            with same_random_numbers(self._context.seed), numpy.errstate(all="ignore"):
                return call.bare()(outputs)
        except BaseException as error:
            raise problem_of(error, call.function.call) from None


def not_implemented(function):
    return Problem("code.notImplemented", "%s returns nothing yet." % function.shown, function.place)


def takes_labels(function):
    return any(plain(name) in vocabulary.LABELS and default is not None for name, default in function.arguments)


def count_examples(passes, count):
    """Sets the module's m to the examples of the check where the passes read it: scripts take it from their own data."""
    for function in [passes.backward] + passes.forwards + passes.costs:
        for name in function.mentions & {"m", "num_examples", "n_samples", "m_train"}:
            if type(function.globals.get(name, 0)) is int:
                function.globals[name] = count


def features_of(start, context):
    """Sizes that an example may have: the first layer's, else either side of the first kernel."""
    if start.features or start.sizes:
        return [start.features or start.sizes[0]]
    kernel = next((leaf.array for leaf in start.leaves if leaf.array.ndim == 2), None)
    if kernel is not None:
        return list(dict.fromkeys(kernel.shape[::-1]))
    return [start.leaves[0].array.size if start.leaves[0].array.ndim else None]


def predictions(outputs, returned, count):
    """Paths into the forward pass's outputs that may be the prediction, likeliest first."""
    return [path for path in _paths(outputs, returned) if _is_batch(Taken(*path).of(outputs), count)]


def _is_batch(value, count):
    return isinstance(value, (numpy.ndarray, numpy.floating)) and value.size > 0 and value.size % count == 0


def _paths(outputs, returned):
    if isinstance(outputs, dict):
        named = [key for key in outputs if plain(str(key)) in vocabulary.PREDICTIONS]
        active = sorted((key for key in outputs if str(key)[:1] in "aA" and str(key)[1:].isdigit()), reverse=True)
        return [(key,) for key in named + active + list(outputs)[::-1]]
    if isinstance(outputs, list):
        return [(-1,)] if outputs else []
    if not isinstance(outputs, tuple):
        return [()]
    places = list(range(len(outputs)))
    names = list(returned) + [None] * len(outputs)
    named = [place for place in places if names[place] and plain(names[place]) in vocabulary.PREDICTIONS]
    arrays = all(isinstance(part, numpy.ndarray) for part in outputs)
    inside = [(place,) + path for place in places[::-1] if isinstance(outputs[place], (dict, list))
              for path in _paths(outputs[place], ())]
    return [(place,) for place in named + (places[::-1] if arrays else places)] + inside


def _names_cost(returned, place):
    name = plain(returned[place] or "") if place < len(returned) else ""
    return name in ("j", "l", "cost", "loss", "error", "totalloss", "totalcost", "dataloss", "costs", "e")


def _alone(cost, inputs):
    """Whether this is the cost and the gradients without any other pass."""
    return isinstance(cost, Joint) and not cost.call.needs_forward(inputs)


def _is_number(value):
    return isinstance(value, (float, numpy.floating)) or (isinstance(value, numpy.ndarray) and value.size == 1)


def _joint(function):
    return "joint" in vocabulary.roles(function.name)
