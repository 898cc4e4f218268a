"""What the cost J may be: a function of the user's, something the forward pass returns, or beside the gradients.

Each has `score(run)`, a callable of the forward pass's outputs that gives J; `call`, the Call that it makes, or None;
and `name`, to find the same one again. guessed_cost has those for code without a cost.
"""

from .binding import Taken


class OwnCost:
    """A function of the user's."""

    guessed = False

    def __init__(self, call):
        self.call = call
        self.name = call.function.shown

    def score(self, run):
        return self.call.bare()


class ForwardCost:
    """At `path` in what the forward pass returns."""

    guessed = False
    call = None

    def __init__(self, path):
        self.name = path
        self._taken = Taken(*path)

    def score(self, run):
        return self._taken.of


class JointCost:
    """At `place` in what a function returns that gives the gradients too."""

    guessed = False

    def __init__(self, call, place):
        self.call = call
        self.place = place
        self.name = call.function.shown

    def score(self, run):
        both, place = self.call.bare(), self.place
        return lambda outputs: both(outputs)[place]
