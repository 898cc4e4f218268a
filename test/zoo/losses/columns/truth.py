import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(36)
z, onehot = rng.randn(3, 5), np.eye(3)[:, [0, 2, 1, 1, 0]]
a, y = rng.randn(4, 6), rng.randn(4, 6)
scores, labels = rng.randn(1, 7) * 2, np.array([[1, 0, 0, 1, 1, 0, 1]])
arguments = {"softmax_cost": (z, onehot), "squared_cost": (a, y), "hinge_cost": (scores, labels)}


def verdict(cost, prediction, truth):
    return agree((cost(prediction, truth)[1], slope(lambda: cost(prediction, truth)[0], prediction)))


say({name: verdict(getattr(nn, name), *given) for name, given in arguments.items()})
