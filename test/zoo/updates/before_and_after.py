"""What the truth scripts here share: the gradient that a step took from the parameters, which are put back."""

import sys

import numpy as np

sys.path.insert(0, "../../layer_objects")


def read(owner, key):
    return owner[key] if isinstance(key, int) else getattr(owner, key)


def taken(step, parameters, rate):
    """(what step() returns, [what it took from every parameter, divided by the rate]).

    `parameters`: [(owner, key)], attributes or elements of a list.
    """
    before = [np.copy(read(owner, key)) for owner, key in parameters]
    returned = step()
    gradients = [(old - read(owner, key)) / rate for old, (owner, key) in zip(before, parameters)]
    for old, (owner, key) in zip(before, parameters):
        if isinstance(key, int):
            owner[key] = old
        else:
            setattr(owner, key, old)
    return returned, gradients
