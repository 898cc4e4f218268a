import json

import numpy as np
from nn import FullyConnectedNet

np.random.seed(30)
model = FullyConnectedNet([6, 4], input_dim=5, num_classes=3, reg=0.3, weight_scale=0.9, dtype=np.float64)
X, y = np.random.randn(7, 5), np.array([0, 1, 2, 1, 0, 2, 2])
_, grads = model.loss(X, y)
rows = {}
for name in sorted(grads):
    direction = np.random.randn(*grads[name].shape)
    start = model.params[name]
    model.params[name] = start + 1e-6 * direction
    above = model.loss(X, y)[0]
    model.params[name] = start - 1e-6 * direction
    below = model.loss(X, y)[0]
    model.params[name] = start
    along = np.sum(grads[name] * direction)
    rows[name] = "pass" if abs((above - below) / 2e-6 - along) < 1e-7 else "fail"
print(json.dumps({"rows": rows}))
