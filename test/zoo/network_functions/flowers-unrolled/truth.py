import json

import numpy as np
from nn import nnCostFunction

stream = np.random.RandomState(33)
theta, X, y = stream.randn(5 * 5 + 3 * 6), stream.rand(7, 4), np.array([0, 1, 2, 0, 1, 2, 2])
grad = nnCostFunction(theta, 4, 5, 3, X, y)[1]
steps = np.eye(theta.size) * 1e-5
J = [nnCostFunction(theta + step, 4, 5, 3, X, y)[0] - nnCostFunction(theta - step, 4, 5, 3, X, y)[0] for step in steps]
right = np.abs(np.array(J) / 2e-5 - grad) < 1e-8
rows = {"hidden": "pass" if right[:25].all() else "fail", "output": "pass" if right[25:].all() else "fail"}
print(json.dumps({"rows": rows}))
