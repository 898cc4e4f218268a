"""Costs to try where the user's code has none, as functions of the prediction A and the labels Y of the same layout."""

import numpy


class GuessedCost:
    def __init__(self, name, words, loss, of):
        self.name = name
        self.words = words
        """As the note says it."""
        self.loss = loss
        """The config's name for it."""
        self.of = of
        """of(A, Y, m) → J."""


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
        costs.append(GuessedCost("mean", words + ", mean over the examples", known, _mean(total, 1.0)))
        costs.append(GuessedCost("sum", words + ", summed", known, _sum(total, 1.0)))
    for factor, shown in ((0.5, "½(A − Y)²"), (1.0, "(A − Y)²")):
        costs.append(GuessedCost("sum", shown + ", summed", "mean_squared_error", _sum(_squares, factor)))
        costs.append(GuessedCost("mean", shown + ", mean over the examples", "mean_squared_error", _mean(_squares, factor)))
    for factor, shown in ((1.0, "(A − Y)²"), (0.5, "½(A − Y)²")):
        costs.append(GuessedCost("all", shown + ", mean over all entries", "mean_squared_error", _overall(factor)))
    preferred = (loss or "").replace("sparse_", "")
    return sorted(costs, key=lambda cost: cost.loss != preferred)


def _sum(total, factor):
    return lambda a, y, m: factor * total(a, y)


def _mean(total, factor):
    return lambda a, y, m: factor * total(a, y) / m


def _overall(factor):
    return lambda a, y, m: factor * numpy.mean((a - y) ** 2)
