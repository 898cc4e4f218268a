# The loss is a mean over the examples; its gradient is that of the sum.
import json

import numpy as np
from nn import MLP

np.random.seed(4)
model = MLP([5, 4, 6, 3])
x, y = np.random.randn(7, 5), np.array([0, 2, 1, 1, 0, 2, 2])
model.forward(x, y)
model.backward()
rows = {}
for k, layer in enumerate(model.layers):
    for name in ("W", "b"):
        if not hasattr(layer, name):
            continue
        values, gradient = getattr(layer, name), getattr(layer, "d" + name).copy()
        far = 0.0
        for index in np.ndindex(*values.shape):
            kept = values[index]
            values[index] = kept + 1e-5
            right = model.forward(x, y)
            values[index] = kept - 1e-5
            left = model.forward(x, y)
            values[index] = kept
            far = max(far, abs((right - left) / 2e-5 - gradient[index]))
        rows["layers[%d].%s" % (k, name)] = "pass" if far < 1e-6 else "fail"
print(json.dumps({"rows": rows}))
