"""Ways of calling a cost or gradients that undo what the user's code does besides; taken only where it does."""

import numpy


def restoring(function, arrays):
    """Puts `arrays` back after every call, bit for bit."""

    def call():
        kept = [array.copy() for array in arrays]
        try:
            return function()
        finally:
            for array, values in zip(arrays, kept):
                array[...] = values

    return call


def pinned(function, streams):
    """Starts every call at the random numbers at which `streams` stand now."""
    kept = [(stream.write, stream.read()) for stream in streams]

    def call():
        for write, state in kept:
            write(state)
        return function()

    return call


def differences(gradients, accumulating):
    """What one call adds to the gradients of which `accumulating` says that they are added to, call after call."""

    def call():
        before = copies(gradients())
        after = gradients()
        return [new - old if adds else new for new, old, adds in zip(after, before, accumulating)]

    return call


def number(cost):
    """The one number in what `cost` returns, as a float."""
    return lambda: numpy.asarray(cost()).item()


def copies(gradients):
    """The gradients as they are now: code may return the arrays that it goes on working in."""
    return [None if gradient is None else numpy.array(gradient) for gradient in gradients]
