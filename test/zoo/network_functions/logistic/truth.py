import json

import numpy as np
from nn import propagate

X = np.array([[1.0, -2.0, 0.4], [0.3, 0.8, -1.1]])
Y = np.array([[1.0, 0.0, 1.0]])
w, b = np.array([[0.5], [-0.7]]), 0.2
grads, _ = propagate(w, b, X, Y)
h = 1e-5
steps = [np.array([[h], [0.0]]), np.array([[0.0], [h]])]
dw = [(propagate(w + e, b, X, Y)[1] - propagate(w - e, b, X, Y)[1]) / (2 * h) for e in steps]
db = (propagate(w, b + h, X, Y)[1] - propagate(w, b - h, X, Y)[1]) / (2 * h)
agrees = {"w": np.allclose(np.ravel(grads["dw"]), dw, atol=1e-9), "b": np.isclose(grads["db"], db, atol=1e-9)}
print(json.dumps({"rows": {name: "pass" if same else "fail" for name, same in agrees.items()}}))
