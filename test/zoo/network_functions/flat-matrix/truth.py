import json

import nn
import numpy as np

np.random.seed(8)
sizes, X, y = (3, 5, 2), np.random.randn(6, 3), np.eye(2)[[0, 1, 1, 0, 1, 0]]
theta = np.random.randn(5 * 4 + 2 * 6)
J, gradient = nn.backprop(theta, *sizes, X, y, 0.7)
far = 0
for k in range(theta.size):
    costs = []
    for h in (1e-5, -1e-5):
        moved = theta.copy()
        moved[k] += h
        costs.append(nn.cost(moved, *sizes, X, y, 0.7))
    far = max(far, abs((costs[0] - costs[1]) / 2e-5 - gradient[k]))
assert J == nn.cost(theta, *sizes, X, y, 0.7)
print(json.dumps({"rows": {"params": "pass" if far < 1e-7 else "fail"}}))
