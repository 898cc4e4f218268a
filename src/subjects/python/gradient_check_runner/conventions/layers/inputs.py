"""Made-up inputs of layers."""

import numpy


def examples(world, random, shape=None):
    """An input: whole numbers below `world.whole`, or real ones away from 0, where kinks are."""
    if world.whole is not None:
        return random.randint(world.whole, size=shape or world.shape)
    values = random.standard_normal(world.shape if shape is None else shape)
    return values + 0.1 * numpy.sign(values)


def probabilities(world, random):
    """Probabilities of each example, none of them small; of one class where there is one feature."""
    values = random.uniform(0.15, 0.85, world.shape)
    axis = 0 if world.columns else -1
    return values / values.sum(axis=axis, keepdims=True) if values.shape[axis] > 1 else values
