"""One dry run of a row: how far it came."""

import inspect
import re

from .shapes import ALIKE, NUMBERS, TELLING

CAUSED_BY_ARGUMENTS = (ValueError, IndexError, KeyError, AssertionError, TypeError, ZeroDivisionError)
"""What arguments of the wrong kind may raise; any other exception is the code's own."""

RAISED_FORWARD, NOTHING_FORWARD, RAISED_BACKWARD, NOTHING_BACKWARD, RAN = range(5)
"""How far a dry run may come: forward or backward pass raised or gave nothing, or there are gradients."""

NOT_FINITE = ValueError("what it returns is not finite")
NOTHING_TO_CALL = ValueError("nothing that it returns is an output or a loss to differentiate")
_NEEDS_A_NUMBER = re.compile(
    r"truth value of an array|can be converted to (a )?(Python )?scalar|must be real number|to a scalar", re.I
)
EMPTY = ValueError("what it returns is empty")
NO_SHAPE = ValueError("no gradient has the shape of an argument")


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
    def wants_numbers(self):
        """Whether the code, as `if x > 0` and math.exp(x) do, takes numbers and no arrays."""
        return self.confidence == NUMBERS or self.raised and _NEEDS_A_NUMBER.search(str(self.error)) is not None

    @property
    def reached_backward(self):
        return self.confidence >= ALIKE and self.stage == RAISED_BACKWARD

    @property
    def score(self):
        return self.reading.score if self.stage == RAN else 0.0

    @property
    def fits(self):
        """Nothing better can come."""
        return self.score == 1.0 and self.confidence == TELLING

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
            telling and self.stage == RAISED_BACKWARD,
            # The code's own failure, whatever it is called with: no other shapes would help.
            self.raised and not self.raised_by_arguments,
            self.score == 1.0,
            self.stage == RAN,
            telling,
            True,
        )
        return -ranks.index(True), self.score, self.stage, _line(self.error, self.function)


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
