"""Tries the layouts in which passes may be meant and takes the one whose gradients fit best."""

import itertools

from .dry_runs import FORWARD, DryRuns
from .examples import inputs_of, one_at_a_time
from .sequences import tokens_of

LIMIT = 400
"""Dry runs for one backward pass, at the most."""
PATIENCE = 3
"""Further parameters to start with after some that ran, in search of gradients that fit better."""
SUMS = frozenset(("sum", "mean", "einsum", "average", "ones"))


class Found:
    """Passes that ran, with the layout in which their gradients fit best."""

    def __init__(self, passes, dry_runs):
        self.passes = passes
        self.dry_runs = dry_runs
        """One, or one for each example where the code takes one at a time."""

    @property
    def best(self):
        return self.dry_runs[0]


class Search:
    """Of one backward pass. `starts()` yields Starts, and Problems of what was none."""

    def __init__(self, context, passes, starts):
        self._context = context
        self._passes = passes
        self._starts = starts
        self._dry_runs = DryRuns(context, passes)
        self._left = LIMIT
        self.best = None
        """The DryRun that fits best so far."""

    @property
    def failures(self):
        return self._dry_runs.failures

    def found(self):
        """Found, or None."""
        tried = 0
        for start in self._started():
            inputs = itertools.chain(inputs_of(self._context, start.features), tokens_of(self._context, start.leaves))
            if self._tries(start, inputs) or tried == PATIENCE:
                break
            if start.smaller and self.best is not None and self.best.fits:
                # In its whole size it would say the same.
                break
            tried += self.best is not None
        if self.best is None or not self.best.fits:
            singles = self._one_at_a_time()
            if singles:
                return self._taken(singles)
        return None if self.best is None else self._taken([self.best])

    def _started(self):
        for start in self._starts():
            if isinstance(start, Exception):
                self.failures.append((FORWARD, start))
            elif not self._dry_runs.hopeless:
                yield start

    def _tries(self, start, candidates):
        """Goes through layouts of the inputs; True when nothing can fit better, or enough was tried."""
        for inputs in candidates:
            for forward in self._passes.forwards or [None]:
                for dry_run in self._dry_runs.all(start, inputs, forward):
                    if self.best is None or dry_run.score > self.best.score:
                        self.best = dry_run
                    self._left -= 1
                    if dry_run.complete or self._left < 0:
                        return True
        return False

    def _one_at_a_time(self):
        """Dry runs of each example by itself, where every gradient has its shape then; else []."""
        if self.best is not None and self._passes.backward.mentions & SUMS:
            # It sums over examples, so a gradient that is not summed is a mistake and no convention.
            return []
        batch = self.best
        for start in self._started():
            for singles in one_at_a_time(self._context, start.features):
                self.best, self._left = None, LIMIT
                self._tries(start, singles[:1])
                if self.best is not None and self.best.fits:
                    every = [self.best] + [self._again(self.best, single) for single in singles[1:]]
                    if all(every):
                        return every
        self.best = batch
        return []

    def _again(self, first, single):
        """The same layout and cost with another example, or None."""
        run = first.run
        for forward in self._passes.forwards or [None]:
            for dry_run in self._dry_runs.all(run.start, single, forward):
                other = dry_run.run
                if (other.cost.name, other.labels.shape, other.labels.dtype) == (
                    run.cost.name,
                    run.labels.shape,
                    run.labels.dtype,
                ):
                    return dry_run
        return None

    def _taken(self, dry_runs):
        run = dry_runs[0].run
        run.start.fill()
        self._passes.count_examples(run.inputs.count)
        return Found(self._passes, dry_runs)
