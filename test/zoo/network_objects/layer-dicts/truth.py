import json

import numpy as np
from nn import MLP

np.random.seed(7)
mlp = MLP(4, 5, 3)
x, y = np.random.randn(6, 4), np.array([2, 0, 1, 1, 2, 0])
for layer in mlp.layers:
    for values in layer.values():
        values += np.random.randn(*values.shape)


def loss():
    mlp.forward(x)
    return mlp.loss(y)


loss()
mlp.backward()
rows = {}
for place in (0, 1):
    for key, values in mlp.layers[place].items():
        numerical = np.zeros_like(values)
        for at in np.ndindex(values.shape):
            values[at] += 1e-5
            numerical[at] = loss()
            values[at] -= 2e-5
            numerical[at] = (numerical[at] - loss()) / 2e-5
            values[at] += 1e-5
        same = np.allclose(numerical, mlp.grads[place][key], atol=1e-7)
        rows["layers[%d].%s" % (place, key)] = "pass" if same else "fail"
print(json.dumps({"rows": rows}))
