import json

import nn
import numpy as np

stream = np.random.RandomState(11)
X, Y = stream.randn(5, 6), stream.randint(2, size=(1, 6)) * 1.0
theta = {name: stream.randn(*value.shape) * 0.7 for name, value in nn.initialize_parameters_deep([5, 4, 3, 1]).items()}


def cost_with(name, values):
    return float(nn.compute_cost(nn.L_model_forward(X, dict(theta, **{name: values}))[0], Y))


gradients = nn.L_model_backward(*nn.L_model_forward(X, theta)[:1], Y, nn.L_model_forward(X, theta)[1])
verdicts = {}
for name, value in theta.items():
    unit = np.eye(value.size).reshape((value.size,) + value.shape) * 1e-6
    numerical = [(cost_with(name, value + e) - cost_with(name, value - e)) / 2e-6 for e in unit]
    error = np.abs(np.array(numerical).reshape(value.shape) - gradients["d" + name]).max()
    verdicts[name] = "pass" if error < 1e-7 else "fail"
print(json.dumps({"rows": verdicts}))
