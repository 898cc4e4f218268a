# The guard of 1e-7 inside the logarithm is in the cost and not in the gradient, which is right but for that.
import json

import numpy as np
from nn import TwoLayerNet

np.random.seed(13)
net = TwoLayerNet(5, 4, 3, weight_init_std=1)
x, t = np.random.randn(6, 5), np.eye(3)[[0, 2, 2, 1, 0, 1]]
rows = {}
for key, gradient in net.gradient(x, t).items():
    value = net.params[key]
    far = []
    for index in np.ndindex(*value.shape):
        losses = []
        for h in (1e-5, -1e-5):
            net.params[key] = value.copy()
            net.params[key][index] += h
            losses.append(net.loss(x, t))
        far.append(abs((losses[0] - losses[1]) / 2e-5 - gradient[index]))
    net.params[key] = value
    rows[key] = "pass" if max(far) < 1e-5 else "fail"
print(json.dumps({"rows": rows, "codes": ["cost.guard"]}))
