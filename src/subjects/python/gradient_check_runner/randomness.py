"""Streams of random numbers that the user's code may draw from: seeding them, putting them back where they stood."""

import gc
import pickle
import random
import sys

import numpy


def seed(value):
    """Makes whatever the code draws the same in every process that is started with this value."""
    # Not the stream of the value alone: arguments are made up from that one.
    numpy.random.seed([value, 1])
    random.seed(value)
    entropy = random.Random(value)
    unseeded = numpy.random.default_rng

    def default_rng(seed=None):
        return unseeded(entropy.getrandbits(64) if seed is None else seed)

    # A generator made without a seed depends on a stream as well, which is among those that are found below.
    numpy.random.default_rng = default_rng


class Stream:
    """`read()` returns its state, `write(state)` sets it."""

    def __init__(self, read, write):
        self.read = read
        self.write = write


def streams(except_for):
    """Every generator that there is by now, NumPy's, random's and PyTorch's global ones among them."""
    found = [_of(thing) for thing in gc.get_objects() if isinstance(thing, _KINDS) and thing is not except_for]
    if "torch" in sys.modules:
        torch = sys.modules["torch"]
        found.append(
            Stream(lambda: torch.get_rng_state().numpy(), lambda state: torch.set_rng_state(torch.from_numpy(state)))
        )
    return [stream for stream in found if stream]


def states(streams):
    """Where each of them stands, as bytes that can be compared."""
    return [pickle.dumps(stream.read()) for stream in streams]


_KINDS = (numpy.random.RandomState, numpy.random.Generator, random.Random)


def _of(thing):
    if isinstance(thing, numpy.random.RandomState):
        return Stream(thing.get_state, thing.set_state)
    if isinstance(thing, numpy.random.Generator):
        bits = thing.bit_generator
        return Stream(lambda: bits.state, lambda state: setattr(bits, "state", state))
    # The system's own randomness has no state.
    return None if isinstance(thing, random.SystemRandom) else Stream(thing.getstate, thing.setstate)
