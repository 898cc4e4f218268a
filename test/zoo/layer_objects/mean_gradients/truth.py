import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import say, verdict

rng = np.random.RandomState(4)
m = 7
rows = {}
for layer, x, weight in (
    (nn.LinearLayer(4, 3), rng.randn(m, 4), rng.randn(m, 3)),
    (nn.ColumnLayer(4, 3), rng.randn(4, m), rng.randn(3, m)),
):

    def total():
        return float(np.sum(layer.forward(x) * weight))

    layer.forward(x)
    dx = layer.backward(weight.copy())
    # The convention is that of a mean over the examples; all parameters have to keep to it.
    means = [(layer.params[name], m * layer.gradients[name]) for name in ("w", "b")]
    sums = [(layer.params[name], layer.gradients[name]) for name in ("w", "b")]
    right = "pass" in (verdict(total, means), verdict(total, sums)) and verdict(total, [(x, dx)]) == "pass"
    rows[type(layer).__name__] = "pass" if right else "fail"
say(rows)
