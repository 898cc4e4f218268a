import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(11)
rows = {}


def check(name, forward, backward, arrays, *options):
    def run():
        return forward(*arrays, *[dict(option) for option in options])

    out, cache = run()
    weights = rng.randn(*out.shape)
    claimed = backward(weights.copy(), cache)
    claimed = claimed if isinstance(claimed, tuple) else (claimed,)
    measured = [slope(lambda: weighted([run()[0]], [weights]), array) for array in arrays]
    rows[name] = agree(*zip(claimed, measured))


x, w, b = rng.randn(6, 3, 5), rng.randn(15, 4), rng.randn(4)
check("affine", nn.affine_forward, nn.affine_backward, [x, w, b])
check("relu", nn.relu_forward, nn.relu_backward, [rng.randn(6, 5)])
check("affine_relu", nn.affine_relu_forward, nn.affine_relu_backward, [x, w, b])
scaled = [rng.randn(6, 5), rng.randn(5), rng.randn(5)]
check("batchnorm", nn.batchnorm_forward, nn.batchnorm_backward, scaled, {"mode": "train"})
check("dropout", nn.dropout_forward, nn.dropout_backward, [rng.randn(6, 5)], {"mode": "train", "p": 0.7, "seed": 3})
say(rows)
