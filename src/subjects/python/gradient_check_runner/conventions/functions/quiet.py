"""Runs the user's code as a trial: nothing of it is printed, warned about, or left in NumPy's random state."""

import contextlib
import sys
import warnings

import numpy


class _Nowhere:
    encoding = "utf-8"

    def write(self, text):
        return len(text)

    def flush(self):
        pass


@contextlib.contextmanager
def quiet():
    state = numpy.random.get_state()
    out = sys.stdout
    sys.stdout = _Nowhere()
    try:
        with warnings.catch_warnings(), numpy.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.stdout = out
        numpy.random.set_state(state)


def pin():
    """Makes what the user's code draws next from NumPy the same as last time: two of its results can be compared."""
    numpy.random.seed(0)
