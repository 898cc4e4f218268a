"""The loop that a careful person writes: every parameter is changed in place, and put back. Prints seconds."""

import json
import sys
import time

import numpy as np
from nn import L_model_backward, L_model_forward, compute_cost, initialize_parameters

np.random.seed(1)
sizes = [12288, 5, 5, 1]
parameters = initialize_parameters(sizes)
rng = np.random.RandomState(0)
X, Y = rng.rand(sizes[0], 1), np.array([[1.0]])
epsilon = 1e-4

AL, caches = L_model_forward(X, parameters)
gradients = L_model_backward(AL, Y, caches)
started = time.perf_counter()
count = 0
apart = size = 0.0
for name, values in parameters.items():
    flat = values.reshape(-1)
    analytical = gradients["d" + name].reshape(-1)
    for k in range(flat.size):
        kept = flat[k]
        flat[k] = kept + epsilon
        right = compute_cost(L_model_forward(X, parameters)[0], Y)
        flat[k] = kept - epsilon
        left = compute_cost(L_model_forward(X, parameters)[0], Y)
        flat[k] = kept
        numerical = (right - left) / (2 * epsilon)
        apart += (analytical[k] - numerical) ** 2
        size += analytical[k] ** 2
        count += 2
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "evaluations": count, "difference": (apart / (4 * size)) ** 0.5}))
sys.exit(0)
