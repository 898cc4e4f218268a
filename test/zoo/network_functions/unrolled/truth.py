import json

import numpy as np
from nn import nnCostFunction

stream = np.random.RandomState(21)
X, y = stream.randn(6, 3), np.array([0, 1, 2, 3, 1, 0])
theta = stream.randn(5 * 4 + 4 * 6)


def cost(vector):
    return nnCostFunction(vector, 3, 5, 4, X, y, 1.3)[0]


approx = [(cost(theta + 1e-5 * e) - cost(theta - 1e-5 * e)) / 2e-5 for e in np.eye(theta.size)]
grad = nnCostFunction(theta, 3, 5, 4, X, y, 1.3)[1]
print(json.dumps({"rows": {"nn_params": "pass" if np.allclose(grad, approx, atol=1e-8) else "fail"}}))
