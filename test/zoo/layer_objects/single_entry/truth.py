import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(6)
weight = np.array([0.0, 0.0, -1.3, 0.0])
rows = {}
for cls in (nn.Softmax, nn.Hasty):
    layer, x = cls(5, 4), rng.randn(5)
    layer.biases[...] = rng.randn(4)

    def step(upstream):
        kept = layer.weights.copy(), layer.biases.copy()
        back = layer.backprop(upstream, 1.0)
        taken = kept[0] - layer.weights, kept[1] - layer.biases
        layer.weights[...], layer.biases[...] = kept
        return [back, *taken]

    rows[cls.__name__] = layer_verdict(
        lambda: layer.forward(x), step, x, [layer.weights, layer.biases], weight
    )
say(rows)
