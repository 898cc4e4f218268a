import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

rng = np.random.RandomState(6)
rows = {}
dense, relu = nn.Dense(4, 3), nn.ReLU()
dense.weights, dense.biases = rng.randn(4, 3), rng.randn(3)
x = rng.randn(5, 4)
for layer, names, width in ((dense, ["weights", "biases"], 3), (relu, [], 4)):
    upstream = rng.randn(5, width)
    dx, gradients = taken(lambda: layer.backward(x, upstream), [(layer, name) for name in names], 0.1)
    claims = [(getattr(layer, name), gradient) for name, gradient in zip(names, gradients)]
    rows[type(layer).__name__] = verdict(lambda: np.sum(layer.forward(x) * upstream), claims + [(x, dx)])
say(rows)
