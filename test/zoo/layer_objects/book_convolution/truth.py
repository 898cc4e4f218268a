import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(8)
x, W, b = rng.randn(2, 3, 7, 6), rng.randn(4, 3, 3, 2), rng.randn(4)
conv, pool = nn.Convolution(W, b, 2, 1), nn.Pooling(2, 2)
say(
    {
        "Convolution": layer_verdict(
            lambda: conv.forward(x), lambda d: [conv.backward(d), conv.dW, conv.db], x, [W, b], rng.randn(2, 4, 4, 4)
        ),
        "Pooling": layer_verdict(lambda: pool.forward(x), lambda d: [pool.backward(d)], x, [], rng.randn(2, 3, 3, 3)),
    }
)
