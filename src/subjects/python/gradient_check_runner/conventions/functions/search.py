"""Finds the arguments that two functions can be called with: shapes are tried until forward and backward pass run and
every gradient has the shape of its argument."""

import functools
import inspect
import itertools

import numpy

from . import options
from .invocation import Invocation, elements, real
from .plans import plans
from .quiet import pin, quiet
from .reading import Reading
from .shapes import ALIKE, CHAIN, SIZES, TELLING, assignments, bound
from .wiring import wirings

MOST = 4000
"""Dry runs of one row."""

GATES = (1, 4, 3)
"""How many gates a cell's kernels may hold side by side: none, those of an LSTM, those of a GRU."""

CAUSED_BY_ARGUMENTS = (ValueError, IndexError, KeyError, AssertionError, TypeError, ZeroDivisionError)
"""What arguments of the wrong kind may raise; any other exception is the code's own."""

RAISED_FORWARD, NOTHING_FORWARD, RAISED_BACKWARD, NOTHING_BACKWARD, RAN = range(5)


class Trial:
    """How far one dry run came."""

    def __init__(self, stage, invocation, error=None, reading=None, function=None):
        self.stage = stage
        self.invocation = invocation
        self.error = error
        self.reading = reading
        self.function = function
        """The function that raised or returned nothing."""
        self.confidence = TELLING
        self.assumes = False
        """One-hot labels were given that may lie the other way."""

    @property
    def raised(self):
        """Whether the error is the user's code's, not one of ours."""
        return self.error is not None and self.error not in (NOTHING_TO_CALL, EMPTY, NOT_FINITE, NO_SHAPE)

    @property
    def raised_by_arguments(self):
        lacking = isinstance(self.error, AttributeError) and "object has no attribute" in str(self.error)
        return lacking or isinstance(self.error, CAUSED_BY_ARGUMENTS)

    @property
    def reached_backward(self):
        return self.confidence == TELLING and self.stage == RAISED_BACKWARD

    @property
    def score(self):
        return self.reading.score if self.stage == RAN else 0.0

    @property
    def fits(self):
        """Nothing better can come."""
        return self.score == 1.0 and self.confidence == TELLING

    def agrees(self):
        return self.reading.agrees_everywhere()

    @property
    def merit(self):
        """Trials with a greater one say more about the code.

        Where most gradients fit, the rest are mistakes, and shapes with which they do not show are no better.
        """
        telling = self.confidence == TELLING
        ranks = (
            telling and self.score > 0.5,
            self.score == 1.0 and self.confidence == ALIKE,
            telling and self.stage == RAN,
            self.score == 1.0,
            telling,
            True,
        )
        return -ranks.index(True), self.score, self.stage, _line(self.error, self.function)


class Search:
    """`forward`: Signature. `read(invocation, parts, random)` makes [Reading] of one run of it."""

    def __init__(self, forward, read, given, seed):
        self.forward = forward
        self.read = read
        self.given = given
        self.seed = seed
        self.tried = 0

    def best(self, words):
        """The first Trial in which everything fits, else the one that came furthest; None where none was possible.

        Which way one-hot labels lie, a function cannot tell from them: of the layouts that fit, it means the one for
        which its gradients are right, if there is one.
        """
        best = None
        with quiet():
            for trial in itertools.islice(self._trials(words), MOST):
                self.tried += 1
                right = trial.fits and (not trial.assumes or trial.agrees())
                if best is None or trial.merit > best.merit or right and best.assumes and trial.assumes:
                    best = trial
                if right and best is trial:
                    break
        return best

    def _trials(self, words):
        known = plans(self.forward, self.given, words)
        seen = set()
        for level in range(options.LEVELS):
            for plan in known:
                for confidence, forms, sizes in self._assignments(plan, level):
                    for draw in self._calls(plan, forms, level, sizes):
                        values = draw("any")
                        key = values is not None and _told(values)
                        if key and key not in seen:
                            seen.add(key)
                            trial = self._trial(values)
                            trial = self._trial(draw("unit")) if trial.error is NOT_FINITE else trial
                            trial.confidence = confidence
                            trial.assumes = any(form.kind == "onehot" for form in forms.values())
                            yield trial

    def _assignments(self, plan, level):
        """[(confidence, forms of the arrays to fill in, sizes)], those first that agree with the stated arrays' shapes."""
        sizes = options.sizes(plan.option_names, _SIZES, level)
        fitting, others = [], []
        for confidence, forms in assignments(plan.all_leaves, self.forward.hints):
            settled = bound(forms, plan.stated, sizes)
            free = {leaf: forms[leaf] for leaf in plan.leaves}
            (others if settled is None else fitting).append((confidence, free, settled or sizes))
        return fitting + others

    def _calls(self, plan, forms, level, sizes):
        """Ways of drawing {argument: value}: functions of the domain of the values."""
        gated = any("G" in form.extents for form in forms.values())
        for gates in GATES if gated else GATES[:1]:
            yield functools.partial(self._values, plan, forms, level, dict({"G": gates * sizes["H"]}, **sizes))

    def _values(self, plan, forms, level, sizes, domain):
        random = numpy.random.RandomState(self.seed)
        filled = {}
        for leaf, form in forms.items():
            of_data = leaf.role in ("data", "label")
            drawn = form.draw(random, sizes, domain if of_data else "any")
            if "kernel" in leaf.role and form.kind == "real":
                # Sums over inputs keep about the size of an input.
                drawn = numpy.asarray(drawn * (1.5 / numpy.sqrt(max(drawn.shape + (1,)))))
            filled[leaf.path] = drawn
        return plan.arguments(filled, level, sizes)

    def _trial(self, values):
        invocation = Invocation(self.forward, values)
        kept = {path: array.copy() for path, array in invocation.arrays.items()}
        try:
            pin()
            result = invocation.run()
        except (Exception, SystemExit) as error:
            return Trial(RAISED_FORWARD, invocation, error, function=self.forward)
        finally:
            _restore(invocation.arrays, kept)
        parts = elements(result)
        if parts[0] is None:
            return Trial(NOTHING_FORWARD, invocation, function=self.forward)
        arrays = [array for array in map(real, parts) if array is not None]
        if not all(numpy.isfinite(array).all() for array in arrays):
            return Trial(NOTHING_FORWARD, invocation, NOT_FINITE, function=self.forward)
        if any(array.size == 0 for array in arrays):
            return Trial(NOTHING_FORWARD, invocation, EMPTY, function=self.forward)
        return self._read(invocation, parts, kept)

    def _read(self, invocation, parts, kept):
        """Every reading is tried; where shapes leave several, the one that agrees along a direction is meant."""
        error = None
        fitting = []
        random = numpy.random.RandomState(self.seed + 1)
        for reading in self.read(invocation, parts, random):
            try:
                reading.attribute()
            except (Exception, SystemExit) as raised:
                error = error or (raised, reading.backward or self.forward)
            else:
                fitting.append(reading)
            finally:
                _restore(invocation.arrays, kept)
        given = [reading for reading in fitting if any(reading.present(path) for path in reading.paths)]
        if given:
            best = max(reading.score for reading in given)
            alike = [reading for reading in given if reading.score == best]
            return Trial(RAN, invocation, reading=_agreeing(alike, kept) if len(alike) > 1 else alike[0])
        if fitting:
            nothing = all(array is None for _, array in fitting[0].found)
            return Trial(NOTHING_BACKWARD, invocation, None if nothing else NO_SHAPE, function=fitting[0].last)
        raised, function = error or (NOTHING_TO_CALL, self.forward)
        return Trial(RAISED_BACKWARD, invocation, raised, function=function)


NOT_FINITE = ValueError("what it returns is not finite")
NOTHING_TO_CALL = ValueError("nothing that it returns is an output or a loss to differentiate")
EMPTY = ValueError("what it returns is empty")
NO_SHAPE = ValueError("no gradient has the shape of an argument")
_SIZES = dict(SIZES, **{"U%d" % layer: units for layer, units in enumerate(CHAIN)})


def _agreeing(readings, kept):
    for reading in readings:
        agrees = reading.agrees_everywhere()
        _restore(reading.invocation.arrays, kept)
        if agrees:
            return reading
    return readings[0]


def _restore(arrays, kept):
    for path, array in arrays.items():
        array[...] = kept[path]


def _told(values):
    """Arguments in short, the same for calls that are the same but for the numbers in their arrays."""
    told = []
    for name, value in values.items():
        if isinstance(value, dict):
            told.append((name, _told(value)))
        elif isinstance(value, numpy.ndarray):
            told.append((name, value.shape, value.dtype.kind, float(value.sum()) if value.dtype.kind != "f" else 0))
        else:
            told.append((name, repr(value)))
    return tuple(told)


def _line(error, function):
    """The line of the function that an exception left from: the further down, the more of it has run."""
    line = 0
    trace = getattr(error, "__traceback__", None)
    code = function and getattr(inspect.unwrap(function.function), "__code__", None)
    while trace:
        if trace.tb_frame.f_code is code:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
