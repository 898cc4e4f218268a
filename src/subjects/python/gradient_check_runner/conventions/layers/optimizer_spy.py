"""An optimizer that changes nothing and remembers which gradient came with which array."""

import numpy


class OptimizerSpy:
    """Stands in for any optimizer: update(w, grad), step(params, grads), opt(w, grad), …

    Every method hands its first argument back, so that `self.W = optimizer.update(self.W, dW)` leaves W as it was.
    `learning_rate` and its other names are 1.
    """

    learning_rate = lr = eta = alpha = 1.0

    def __init__(self):
        self.seen = []
        """[(array, gradient)], in the order of the calls; one list for all copies of this optimizer."""

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *args, **kwargs):
        given = list(args) + list(kwargs.values())
        self.seen += _pairs([value for value in given if isinstance(value, (numpy.ndarray, list, tuple, dict))])
        return given[0] if given else None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def gradient_of(self, array):
        """The gradient that came with this very array, or None."""
        return next((gradient for owner, gradient in self.seen if owner is array), None)


def _pairs(given):
    """Arrays with their gradients: (w, dw), (w, dw, b, db), ([w, b], [dw, db]), ({W}, {dW}), [(w, dw), …]."""
    pairs = []
    for first, second in zip(given, given[1:]):
        if isinstance(first, numpy.ndarray) and isinstance(second, numpy.ndarray):
            pairs.append((first, second))
        elif isinstance(first, dict) and isinstance(second, dict):
            pairs += [(first[key], second.get(key, second.get("d%s" % key))) for key in first]
        elif isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
            pairs += list(zip(first, second))
    for value in given:
        if isinstance(value, (list, tuple)):
            pairs += [tuple(pair) for pair in value if isinstance(pair, (list, tuple)) and len(pair) == 2]
    return pairs
