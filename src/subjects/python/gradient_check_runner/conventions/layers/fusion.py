"""Backward passes that are right only beside another: p - y behind a softmax whose own backward hands it on."""

import numpy

from .candidate import STEP

_CLOSE = 1e-5


def fused(candidate):
    """'softmax' or 'sigmoid' where the only gradient belongs on the other side of that activation, else None."""
    if len(candidate.entries) != 1 or not candidate.complete or candidate.agreeing:
        return None
    (gradient,) = candidate.gradients_of(candidate.traces)
    values = candidate.entries[0][1]
    if candidate.pose.loss:
        return _behind(values, gradient, candidate)
    (output,) = candidate.run.outputs()[:1]
    if output.shape != gradient.shape or not numpy.array_equal(gradient, candidate.pose.weights[0]):
        return None
    if not numpy.all((output > 0) & (output < 1)):
        return None
    return "softmax" if any(numpy.allclose(output.sum(axis), 1) for axis in range(output.ndim)) else "sigmoid"


def _behind(values, gradient, candidate):
    """Whether a loss of probabilities gives its gradient by the logits that they come from."""
    slopes = _slopes(values, candidate.cost)
    if numpy.allclose(gradient, slopes * values * (1 - values), _CLOSE, _CLOSE):
        return "sigmoid"
    for axis in range(values.ndim):
        if numpy.allclose(values.sum(axis), 1):
            through = values * (slopes - numpy.sum(values * slopes, axis, keepdims=True))
            if numpy.allclose(gradient, through, _CLOSE, _CLOSE):
                return "softmax"
    return None


def _slopes(values, cost):
    found = numpy.empty(values.shape)
    for index in numpy.ndindex(*values.shape):
        kept = values[index]
        values[index] = kept + STEP
        above = cost()
        values[index] = kept - STEP
        found[index] = (above - cost()) / (2 * STEP)
        values[index] = kept
    return found
