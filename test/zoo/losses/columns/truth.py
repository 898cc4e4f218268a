import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(36)
z, onehot = rng.randn(3, 5), np.eye(3)[:, [0, 2, 1, 1, 0]]
a, y = rng.randn(4, 6), rng.randn(4, 6)
scores, labels = rng.randn(1, 7) * 2, np.array([[1, 0, 0, 1, 1, 0, 1]])
say(
    {
        "softmax_cost": agree((nn.softmax_cost(z, onehot)[1], slope(lambda: nn.softmax_cost(z, onehot)[0], z))),
        "squared_cost": agree((nn.squared_cost(a, y)[1], slope(lambda: nn.squared_cost(a, y)[0], a))),
        "hinge_cost": agree((nn.hinge_cost(scores, labels)[1], slope(lambda: nn.hinge_cost(scores, labels)[0], scores))),
    }
)
