"""What the truth scripts of pairs and losses share: central differences of a function, and what they say of a gradient."""

import json

import numpy as np


def slope(function, array, step=1e-5):
    """Gradient of function(), a number, with respect to an array that it reads."""
    found = np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        middle = array[place]
        array[place] = middle + step
        above = function()
        array[place] = middle - step
        below = function()
        array[place] = middle
        found[place] = (above - below) / (2 * step)
    return found


def agree(*pairs):
    """pass if every (gradient of the code, central differences) is the same to six digits, else fail."""
    for claimed, measured in pairs:
        claimed = np.asarray(claimed, float)
        if claimed.shape != measured.shape:
            return "fail"
        size = np.linalg.norm(claimed) + np.linalg.norm(measured)
        if np.linalg.norm(claimed - measured) > 1e-6 * size:
            return "fail"
    return "pass"


def weighted(outputs, weights):
    """The number Σ output · weight that stands for a cost behind a layer."""
    return sum(float(np.sum(output * weight)) for output, weight in zip(outputs, weights))


def say(rows):
    print(json.dumps({"rows": rows}))
