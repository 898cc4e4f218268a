"""Costs to try where the user's code has none, as functions of the prediction A and the labels Y of the same layout."""

import numpy

from .binding import Taken
from .examples import as_predicted


class GuessedCost:
    guessed = True
    call = None

    def __init__(self, name, loss, of):
        self.name = name
        """As the note says it."""
        self.loss = loss
        """The config's name for it."""
        self.of = of
        """J of A, Y and the number of examples."""

    def turned(self):
        """The negative cost, of which code gives the gradient that adds it to the parameters."""
        return GuessedCost(
            "the negative of %s, as for gradients that are added to the parameters" % self.name,
            self.loss,
            lambda a, y, m: -self.of(a, y, m),
        )

    def score(self, run):
        of, prediction, count = self.of, Taken(*run.prediction), run.inputs.count
        labels = as_predicted(run.labels, numpy.shape(prediction.of(run.outputs())))
        return lambda outputs: of(prediction.of(outputs), labels, count)


def _binary(a, y):
    return -numpy.sum(y * numpy.log(a) + (1 - y) * numpy.log(1 - a))


def _categorical(a, y):
    return -numpy.sum(y * numpy.log(a))


def _with_logits(a, y):
    return numpy.sum(numpy.maximum(a, 0) - a * y + numpy.log1p(numpy.exp(-numpy.abs(a))))


def _softmax(a, y):
    axis = 0 if a.ndim > 1 and abs(y.sum(axis=0) - 1).max() < 1e-9 else -1
    shifted = a - a.max(axis=axis, keepdims=True)
    return -numpy.sum(y * (shifted - numpy.log(numpy.exp(shifted).sum(axis=axis, keepdims=True))))


def _squares(a, y):
    return numpy.sum((a - y) ** 2)


def _half_squares(a, y):
    return 0.5 * _squares(a, y)


_BINARY = ("cross-entropy of Y and A", "binary_crossentropy", _binary)
_CATEGORICAL = ("categorical cross-entropy", "categorical_crossentropy", _categorical)
_OF_SOFTMAX = ("cross-entropy of the softmax of A", "categorical_crossentropy", _softmax)
_OF_SIGMOID = ("cross-entropy of the sigmoid of A", "binary_crossentropy", _with_logits)
_SQUARES = ("(A − Y)²", "mean_squared_error", _squares)
_HALF_SQUARES = ("½(A − Y)²", "mean_squared_error", _half_squares)
"""(as the note says it, the config's name, the sum over all entries)"""


def guessed_costs(loss):
    """[GuessedCost] of a network, those of the config's loss first."""
    entropies = (_BINARY, _CATEGORICAL, _OF_SOFTMAX, _OF_SIGMOID)
    costs = [made(kind) for kind in entropies for made in (_over_examples, _summed)]
    costs += [made(kind) for kind in (_HALF_SQUARES, _SQUARES) for made in (_summed, _over_examples)]
    costs += [_over_entries(kind) for kind in (_SQUARES, _HALF_SQUARES)]
    return _preferring(loss, costs)


def costs_of_steps(loss):
    """[GuessedCost] of a training step, those of the config's loss first."""
    kinds = (_HALF_SQUARES, _SQUARES, _BINARY, _CATEGORICAL)
    return _preferring(loss, [made(kind) for kind in kinds for made in (_summed, _over_examples, _over_entries)])


def _preferring(loss, costs):
    preferred = (loss or "").replace("sparse_", "")
    return sorted(costs, key=lambda cost: cost.loss != preferred)


def _summed(kind):
    words, loss, total = kind
    return GuessedCost(words + ", summed", loss, lambda a, y, m: total(a, y))


def _over_examples(kind):
    words, loss, total = kind
    return GuessedCost(words + ", mean over the examples", loss, lambda a, y, m: total(a, y) / m)


def _over_entries(kind):
    words, loss, total = kind
    return GuessedCost(words + ", mean over all entries", loss, lambda a, y, m: total(a, y) / numpy.size(a))
