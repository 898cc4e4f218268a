"""Losses of probabilities whose gradient is that of the logits: cross_entropy(y_hat, y) with y_hat - y."""

import numpy


def _softmax(logits, axis):
    powers = numpy.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


LINKS = (
    ("softmax(logits)", lambda logits: _softmax(logits, -1)),
    ("sigmoid(logits)", lambda logits: 1 / (1 + numpy.exp(-logits))),
    ("softmax(logits) along the first axis", lambda logits: _softmax(logits, 0)),
)


class Linked:
    """An Invocation that depends on the logits of one of its arguments, which is filled with their probabilities."""

    def __init__(self, invocation, path, name, link, random):
        self.signature = invocation.signature
        self.values = invocation.values
        self.path = path
        self.name = name
        """How the argument follows from the logits, in words."""
        probabilities = invocation.arrays[path]
        logits = numpy.asarray(random.standard_normal(probabilities.shape))
        self.arrays = {path: logits}

        def run():
            probabilities[...] = link(logits)
            return invocation.run()

        self.run = run


def linked(invocation, random):
    """[Linked] for every argument that may hold probabilities."""
    for path, array in invocation.arrays.items():
        if array.ndim and 0 < array.min() and array.max() < 1:
            for name, link in LINKS:
                yield Linked(invocation, path, name, link, random)
