import json

import nn
import numpy as np

draw = np.random.RandomState(17)
X, y = draw.randn(5, 4), draw.randn(5, 2)
nn.b1 += draw.randn(6)
nn.b2 += draw.randn(2)


def squared_error():
    return np.sum((nn.forward(X)[-1] - y) ** 2) / 5


rows = {}
for name, gradient in zip(["W1", "b1", "W2", "b2"], nn.backward(X, y, *nn.forward(X))):
    entries = getattr(nn, name).reshape(-1)
    slopes = []
    for k, value in enumerate(entries):
        entries[k] = value + 1e-6
        up = squared_error()
        entries[k] = value - 1e-6
        slopes.append((up - squared_error()) / 2e-6)
        entries[k] = value
    rows[name] = "pass" if np.abs(gradient.reshape(-1) - slopes).max() < 1e-6 else "fail"
print(json.dumps({"rows": rows, "codes": ["code.costGuessed"]}))
