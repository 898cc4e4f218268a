import json

import nn
import numpy as np

rng = np.random.RandomState(2)
X, Y = rng.randn(4, 9), (rng.rand(1, 9) > 0.5) * 1.0
P = {key: rng.randn(*value.shape) for key, value in nn.initialize_parameters([4, 5, 3, 1]).items()}

LAMBD, KEEP = 0.7, 0.6
ways = {
    "backward_propagation": (
        lambda: nn.compute_cost(nn.forward_propagation(X, P)[0], Y),
        lambda: nn.backward_propagation(X, Y, nn.forward_propagation(X, P)[1]),
    ),
    "backward_propagation_with_regularization": (
        lambda: nn.compute_cost_with_regularization(nn.forward_propagation(X, P)[0], Y, P, LAMBD),
        lambda: nn.backward_propagation_with_regularization(X, Y, nn.forward_propagation(X, P)[1], LAMBD),
    ),
    "backward_propagation_with_dropout": (
        lambda: nn.compute_cost(nn.forward_propagation_with_dropout(X, P, KEEP)[0], Y),
        lambda: nn.backward_propagation_with_dropout(X, Y, nn.forward_propagation_with_dropout(X, P, KEEP)[1], KEEP),
    ),
}


def central(cost, array, h=1e-5):
    flat, found = array.ravel(), []
    for k in range(flat.size):
        flat[k] += h
        up = cost()
        flat[k] -= 2 * h
        found.append((up - cost()) / (2 * h))
        flat[k] += h
    return np.reshape(found, array.shape)


rows = {}
for way, (cost, gradients) in ways.items():
    given = gradients()
    for key in P:
        far = np.linalg.norm(given["d" + key] - central(cost, P[key]))
        rows[way + "." + key] = "pass" if far <= 1e-6 * np.linalg.norm(given["d" + key]) else "fail"
print(json.dumps({"rows": rows}))
