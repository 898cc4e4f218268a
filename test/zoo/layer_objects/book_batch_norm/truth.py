import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say

rng = np.random.RandomState(5)
x, gamma, beta, weight = rng.randn(7, 4), rng.randn(4), rng.randn(4), rng.randn(7, 4)
norm, scale = nn.BatchNormalization(gamma, beta), nn.Scale(gamma)
say(
    {
        "BatchNormalization": layer_verdict(
            lambda: norm.forward(x), lambda d: [norm.backward(d), norm.dgamma, norm.dbeta], x, [gamma, beta], weight
        ),
        "Scale": layer_verdict(
            lambda: scale.forward(x), lambda d: [scale.backward(d), scale.dgamma], x, [gamma], weight
        ),
    }
)
