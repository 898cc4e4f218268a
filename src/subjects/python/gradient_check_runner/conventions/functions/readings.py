"""The ways of reading one run of a forward pass: which of what it returned is the cost's, and how the backward pass is
called."""

import numpy

from .invocation import real
from .linked import linked
from .reading import Reading
from .wiring import wirings


def of_pair(forward, backward, derivative, given):
    """read(invocation, parts, random) for a forward and a backward pass."""
    own = {name: value for name, value in given.items() if name in backward.names}

    def read(invocation, parts, random):
        for wiring in wirings(backward, forward, invocation.values, parts, own, derivative):
            if wiring.outputs:
                weights = {index: _drawn(random, real(parts[index])) for index in wiring.outputs}
                yield Reading(invocation, weights, backward, wiring)
            elif real(parts[0]) is not None:
                yield from _without_upstream(invocation, real(parts[0]), backward, wiring, random)

    return read


def _without_upstream(invocation, output, backward, wiring, random):
    """A backward pass of its own: of a loss, of losses one by one, or a derivative element by element."""
    if output.size > 1:
        reading = Reading(invocation, {0: _drawn(random, output)}, backward, wiring)
        reading.elementwise = True
        yield reading
    called = [invocation] + (list(linked(invocation, random)) if output.size == 1 else [])
    for weight in (1.0,) if output.size == 1 else (1.0, 1.0 / len(output)):
        for each in called:
            reading = Reading(each, {0: numpy.full(output.shape, weight)}, backward, wiring)
            reading.loss = True
            yield reading


def of_loss(forward):
    """read(invocation, parts, random) for a function that returns a loss and its gradients."""

    def read(invocation, parts, random):
        for index, value in enumerate(parts):
            value = real(value)
            if value is not None and value.size == 1 and len(parts) > 1:
                reading = Reading(invocation, {index: numpy.ones(value.shape)})
                reading.loss = True
                yield reading
                return

    return read


def _drawn(random, output):
    return numpy.asarray(random.standard_normal(output.shape))
