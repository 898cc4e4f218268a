"""Costs to try where a class has none: functions of its output and of labels in the same layout."""

import numpy


class UsualCost:
    """`name` as a note says it; of(output, labels, examples) → J."""

    def __init__(self, name, loss, of):
        self.name = name
        self.loss = loss
        """The config's name for it."""
        self.of = of


def usual_costs(loss):
    """[UsualCost], those of the config's loss first. Each is summed, or a mean over the examples or all entries."""
    found = []
    for name, known, terms in _TERMS:
        found.append(UsualCost(name + ", summed", known, _summed(terms)))
        found.append(UsualCost(name + ", mean over the examples", known, _mean(terms)))
        found.append(UsualCost(name + ", mean over all entries", known, _overall(terms)))
    preferred = (loss or "").replace("sparse_", "")
    return sorted(found, key=lambda cost: cost.loss != preferred)


def _binary(output, labels):
    return -labels * numpy.log(output) - (1 - labels) * numpy.log(1 - output)


_TERMS = (
    ("½(A − Y)²", "mean_squared_error", lambda output, labels: 0.5 * (output - labels) ** 2),
    ("(A − Y)²", "mean_squared_error", lambda output, labels: (output - labels) ** 2),
    ("cross-entropy of Y and A", "binary_crossentropy", _binary),
    ("categorical cross-entropy", "categorical_crossentropy", lambda output, labels: -labels * numpy.log(output)),
)


def _summed(terms):
    return lambda output, labels, examples: numpy.sum(terms(output, labels))


def _mean(terms):
    return lambda output, labels, examples: numpy.sum(terms(output, labels)) / examples


def _overall(terms):
    return lambda output, labels, examples: numpy.mean(terms(output, labels))
