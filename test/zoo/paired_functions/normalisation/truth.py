import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(12)


def compare(run, backward, arrays):
    out, cache = run()
    weights = rng.randn(*out.shape)
    measured = [slope(lambda: weighted([run()[0]], [weights]), array) for array in arrays]
    return agree(*zip(backward(weights, cache), measured))


x, gamma, beta = rng.randn(6, 5) * 2 + 1, rng.randn(5), rng.randn(5)
image = [rng.randn(3, 6, 4, 5), rng.randn(1, 6, 1, 1), rng.randn(1, 6, 1, 1)]


def batch():
    return nn.batchnorm_forward(x, gamma, beta, {"mode": "train"})


say(
    {
        "batchnorm": compare(batch, nn.batchnorm_backward, [x, gamma, beta]),
        "batchnorm_alt": compare(batch, nn.batchnorm_backward_alt, [x, gamma, beta]),
        "layernorm": compare(lambda: nn.layernorm_forward(x, gamma, beta, {}), nn.layernorm_backward, [x, gamma, beta]),
        "spatial_groupnorm": compare(
            lambda: nn.spatial_groupnorm_forward(*image, 2, {}), nn.spatial_groupnorm_backward, image
        ),
    }
)
