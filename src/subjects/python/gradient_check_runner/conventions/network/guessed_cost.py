"""Costs to try where the user's code has none, as functions of the prediction A and the labels Y of the same layout."""

import numpy

from .binding import Taken
from .examples import as_predicted


class GuessedCost:
    guessed = True
    call = None

    def __init__(self, name, loss, formula):
        self.name = name
        """As the note says it."""
        self.loss = loss
        """The config's name for it."""
        self._formula = formula

    def turned(self):
        """The negative cost, of which code gives the gradient that adds it to the parameters."""
        formula = self._formula
        return GuessedCost(
            "the negative of %s, as for gradients that are added to the parameters" % self.name,
            self.loss,
            lambda a, y, m: -formula(a, y, m),
        )

    def score(self, run):
        formula, prediction, count = self._formula, Taken(*run.prediction), run.inputs.count
        labels = as_predicted(run.labels, numpy.shape(prediction.of(run.outputs())))
        return lambda outputs: formula(prediction.of(outputs), labels, count)


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


_SQUARES = "mean_squared_error"
_SUMS = (
    ("cross-entropy of Y and A", "binary_crossentropy", _binary),
    ("categorical cross-entropy", "categorical_crossentropy", _categorical),
    ("cross-entropy of the softmax of A", "categorical_crossentropy", _softmax),
    ("cross-entropy of the sigmoid of A", "binary_crossentropy", _with_logits),
)


def guessed_costs(loss):
    """[GuessedCost], those of the config's loss first."""
    costs = []
    for words, known, total in _SUMS:
        costs.append(GuessedCost(words + ", mean over the examples", known, _mean(total, 1.0)))
        costs.append(GuessedCost(words + ", summed", known, _sum(total, 1.0)))
    for factor, shown in ((0.5, "½(A − Y)²"), (1.0, "(A − Y)²")):
        costs.append(GuessedCost(shown + ", summed", _SQUARES, _sum(_squares, factor)))
        costs.append(GuessedCost(shown + ", mean over the examples", _SQUARES, _mean(_squares, factor)))
    for factor, shown in ((1.0, "(A − Y)²"), (0.5, "½(A − Y)²")):
        costs.append(GuessedCost(shown + ", mean over all entries", _SQUARES, _overall(factor)))
    preferred = (loss or "").replace("sparse_", "")
    return sorted(costs, key=lambda cost: cost.loss != preferred)


def _sum(total, factor):
    return lambda a, y, m: factor * total(a, y)


def _mean(total, factor):
    return lambda a, y, m: factor * total(a, y) / m


def _overall(factor):
    return lambda a, y, m: factor * numpy.mean((a - y) ** 2)
