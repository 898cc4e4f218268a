import json

import nn
import numpy as np

draw = np.random.RandomState(8)
X, Y = draw.randn(4, 7), np.array([[1.0, 0, 0, 1, 1, 0, 1]])
shapes = {"W1": (5, 4), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}
parameters = {key: draw.randn(*shape) for key, shape in shapes.items()}
grads = nn.backward_propagation_n(X, Y, nn.forward_propagation_n(X, Y, parameters)[1])

numerical = (nn.forward_propagation(3.7, 1.9 + 1e-4) - nn.forward_propagation(3.7, 1.9 - 1e-4)) / 2e-4
same = abs(nn.backward_propagation(3.7, 1.9) - numerical) < 1e-8
rows = {"backward_propagation.theta": "pass" if same else "fail"}
for key, array in parameters.items():
    approx = np.empty_like(array)
    for i in range(array.shape[0]):
        for j in range(array.shape[1]):
            plus, minus = dict(parameters), dict(parameters)
            plus[key], minus[key] = array.copy(), array.copy()
            plus[key][i, j] += 1e-6
            minus[key][i, j] -= 1e-6
            J_plus, J_minus = (nn.forward_propagation_n(X, Y, each)[0] for each in (plus, minus))
            approx[i, j] = (J_plus - J_minus) / 2e-6
    rows["backward_propagation_n." + key] = "pass" if np.abs(approx - grads["d" + key]).max() < 1e-7 else "fail"
print(json.dumps({"rows": rows}))
