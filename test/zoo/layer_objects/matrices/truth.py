import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(9)
x = rng.randn(6, 4)
rows = {}
for cls in (nn.Dense, nn.Scaled):
    layer = cls(4, 3)
    matrices = [getattr(layer, name) for name in ("weights", "bias") if hasattr(layer, name)]

    def step(delta):
        kept = [matrix.copy() for matrix in matrices]
        back = layer.backward(delta, 0.1)
        taken = [(before - matrix) / 0.1 for before, matrix in zip(kept, matrices)]
        for before, matrix in zip(kept, matrices):
            matrix[...] = before
        return [back] + taken

    plain = [np.asarray(matrix) for matrix in matrices]
    rows[cls.__name__] = layer_verdict(
        lambda: np.asarray(layer.forward(x)), step, x, plain, rng.randn(6, 3)
    )
say(rows)
