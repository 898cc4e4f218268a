"""What the truth scripts of layers and of networks that train share: central differences, and what they say."""

import json

import numpy as np


def slope(cost, array, step=1e-5):
    """Gradient of cost(), a number, with respect to an array that it reads."""
    found = np.zeros(array.shape)
    cells = array.reshape(-1)
    for k in range(cells.size):
        middle = cells[k]
        values = []
        for offset in (step, -step):
            cells[k] = middle + offset
            values.append(cost())
        cells[k] = middle
        found.reshape(-1)[k] = (values[0] - values[1]) / (2 * step)
    return found


def verdict(cost, claims):
    """pass if every gradient of `claims`, [(array, gradient)], is what central differences of the cost say."""
    for array, gradient in claims:
        measured = slope(cost, array)
        gradient = np.asarray(gradient, dtype=float)
        if gradient.shape != measured.shape:
            return "fail"
        if np.linalg.norm(gradient - measured) > 1e-6 * (np.linalg.norm(gradient) + np.linalg.norm(measured)):
            return "fail"
    return "pass"


def layer_verdict(run, back, x, parameters, weight):
    """Of a layer: run() gives its output; back(upstream) gives dx and the gradients of `parameters`, in order."""
    run()
    gradients = back(weight.copy())
    return verdict(lambda: float(np.sum(run() * weight)), list(zip([x] + parameters, gradients)))


def say(rows):
    print(json.dumps({"rows": rows}))
