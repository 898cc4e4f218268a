import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(6)
x = rng.randn(3, 5)
rows = {}
for layer, width in ((nn.Linear(5, 4), 4), (nn.LayerNorm(5), 5), (nn.GELU(), 5)):
    for parameter in layer.parameters():
        parameter.data += rng.randn(*parameter.data.shape)

    def back(upstream):
        layer.zero_grad()
        return [layer.backward(upstream)] + [parameter.grad for parameter in layer.parameters()]

    values = [parameter.data for parameter in layer.parameters()]
    rows[type(layer).__name__] = layer_verdict(lambda: layer(x), back, x, values, rng.randn(3, width))
say(rows)
