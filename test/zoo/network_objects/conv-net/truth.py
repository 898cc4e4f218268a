import json

import numpy as np
from nn import ThreeLayerConvNet

np.random.seed(40)
model = ThreeLayerConvNet((2, 4, 6), 3, 3, 5, 4, weight_scale=0.4, reg=0.2, dtype=np.float64)
X, y = np.random.randn(3, 2, 4, 6), np.array([3, 0, 2])
grads = model.loss(X, y)[1]
rows = {}
for key, parameter in model.params.items():
    entries = parameter.reshape(-1)
    numerical = np.empty(entries.size)
    for k in range(entries.size):
        value = entries[k]
        entries[k] = value + 1e-6
        numerical[k] = model.loss(X, y)[0]
        entries[k] = value - 1e-6
        numerical[k] = (numerical[k] - model.loss(X, y)[0]) / 2e-6
        entries[k] = value
    rows[key] = "pass" if np.abs(numerical - grads[key].reshape(-1)).max() < 1e-6 else "fail"
print(json.dumps({"rows": rows}))
