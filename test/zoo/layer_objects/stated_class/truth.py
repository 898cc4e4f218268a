import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(1)
A, B, x = rng.randn(2, 4), rng.randn(3, 4), rng.randn(6, 5)
layer = nn.Bilinear(2, A, B, 2)
say(
    {
        "bilinear": layer_verdict(
            lambda: layer.forward(x),
            lambda d: [layer.backward(d), layer.grads["A"], layer.grads["B"]],
            x,
            [A, B],
            rng.randn(6, 4),
        )
    }
)
