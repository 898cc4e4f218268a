"""Finds the arguments that two functions can be called with: shapes are tried until forward and backward pass run and
every gradient has the shape of its argument."""

import functools
import itertools

import numpy

from . import options
from .families import CHAIN, SIZES
from .invocation import Invocation, elements, real
from .plans import plans
from .quiet import pin, quiet
from .reading import Reading
from .shapes import ALIKE, SQUARE, assignments, bound
from .trial import (
    EMPTY,
    NO_SHAPE,
    NOT_FINITE,
    NOTHING_BACKWARD,
    NOTHING_FORWARD,
    NOTHING_TO_CALL,
    RAISED_BACKWARD,
    RAISED_FORWARD,
    RAN,
    Trial,
)

MOST = 4000
"""Dry runs of one row."""

GATES = (1, 4, 3)
"""How many gates a cell's kernels may hold side by side: none, those of an LSTM, those of a GRU."""

_SIZES = dict(SIZES, **{"U%d" % layer: units for layer, units in enumerate(CHAIN)})


class Search:
    """`forward`: Signature. `read(invocation, parts, random)` makes [Reading] of one run of it."""

    def __init__(self, forward, read, given, seed):
        self.forward = forward
        self.read = read
        self.given = given
        self.seed = seed
        self.tried = 0
        called = forward.hints.called
        limited = {"maximum", "minimum"} & called and "exp" not in called
        guarded = "log" in called and (limited or {"clip", "nan_to_num"} & called)
        # Logarithms of clipped values are flat outside of the unit interval, where probabilities never are.
        self._domain = "unit" if guarded else "any"

    def best(self, words):
        """The first Trial in which everything fits, else the one that came furthest; None where none was possible.

        Which way one-hot labels lie, a function cannot tell from them: of the layouts that fit, it means the one for
        which its gradients are right, if there is one.
        """
        best = None
        with quiet():
            for trial in itertools.islice(self._trials(words), MOST):
                self.tried += 1
                right = trial.fits and (not trial.assumes or trial.reading.agrees_everywhere())
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
                        values = draw(self._domain)
                        key = values is not None and _told(values)
                        if key and key not in seen:
                            seen.add(key)
                            trial = self._trial(values)
                            trial = self._trial(draw("unit")) if trial.error is NOT_FINITE else trial
                            trial.confidence = confidence
                            if confidence == SQUARE and trial.score == 1.0 and trial.reading.agrees_everywhere():
                                trial.confidence = ALIKE
                            trial.assumes = any(form.kind == "onehot" for form in forms.values())
                            yield trial

    def _assignments(self, plan, level):
        """[(confidence, forms of the arrays to fill in, sizes)], those first that suit the stated arrays."""
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
