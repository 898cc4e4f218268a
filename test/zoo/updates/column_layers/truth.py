import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(4)
rows = {}
for layer, x, names in (
    (nn.Dense(5, 3), np.random.randn(5, 1), ["weights", "bias"]),
    (nn.Convolutional((2, 6, 5), 3, 4), np.random.randn(2, 6, 5), ["kernels", "biases"]),
    (nn.Activation(np.sin, np.cos), np.random.randn(5, 1), []),
    (nn.Tanh(), np.random.randn(5, 1), []),
):
    upstream = np.random.randn(*layer.forward(x).shape)
    dx, gradients = taken(lambda: layer.backward(upstream.copy(), 0.5), [(layer, name) for name in names], 0.5)
    claims = [(getattr(layer, name), gradient) for name, gradient in zip(names, gradients)]
    rows[type(layer).__name__] = verdict(lambda: np.sum(layer.forward(x) * upstream), claims + [(x, dx)])
say(rows)
