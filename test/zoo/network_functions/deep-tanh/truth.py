import json

import numpy as np
from nn import L_model_backward, L_model_forward, compute_cost, initialize_parameters

X = np.random.RandomState(3).randn(6, 5)
Y = np.array([[0.0, 1.0, 1.0, 0.0, 1.0]])
parameters = initialize_parameters([6, 4, 3, 1])
for key in parameters:
    parameters[key] = np.random.RandomState(len(parameters[key])).randn(*parameters[key].shape) * 0.6


def J():
    return float(compute_cost(L_model_forward(X, parameters)[0], Y))


AL, caches = L_model_forward(X, parameters)
grads = L_model_backward(AL, Y, caches)
rows = {}
for key, values in parameters.items():
    slope = np.zeros(values.shape)
    for place in np.ndindex(*values.shape):
        kept = values[place]
        values[place] = kept + 1e-5
        above = J()
        values[place] = kept - 1e-5
        slope[place] = (above - J()) / 2e-5
        values[place] = kept
    rows[key] = "pass" if np.allclose(grads["d" + key], slope, rtol=1e-5, atol=1e-8) else "fail"
print(json.dumps({"rows": rows}))
