import json

import nn
import numpy as np

rng = np.random.RandomState(5)
X, Y, w, b = rng.randn(4, 6), np.array([[1, 0, 0, 1, 1, 0]]), rng.randn(4, 1), 0.3
dw, db = nn.backward_propagation(X, Y, nn.forward_propagation(X, Y, w, b)[0])


def along(direction, h):
    return nn.forward_propagation(X, Y, w + h * direction, b)[1]


units = [np.eye(4)[:, [k]] for k in range(4)]
slopes = [(along(unit, 1e-5) - along(unit, -1e-5)) / 2e-5 for unit in units]
of_b = [nn.forward_propagation(X, Y, w, b + h)[1] for h in (1e-5, -1e-5)]
rows = {
    "w": "pass" if np.allclose(dw.ravel(), slopes, atol=1e-8) else "fail",
    "b": "pass" if abs(db - (of_b[0] - of_b[1]) / 2e-5) < 1e-8 else "fail",
}
print(json.dumps({"rows": rows}))
