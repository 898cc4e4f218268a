import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(21)
x, w, b, gamma, beta = rng.randn(6, 4), rng.randn(4, 3), rng.randn(3), rng.randn(4), rng.randn(4)
r, s = rng.randn(6, 3), rng.randn(6, 4)
affine = [slope(lambda: weighted([nn.forward_affine(x, w, b)[0]], [r]), array) for array in (x, w, b)]
scale = [slope(lambda: weighted([nn.forward_scale(x, gamma, beta)[0]], [s]), array) for array in (gamma, beta, x)]
say(
    {
        "affine": agree(*zip(nn.backward_affine(r, nn.forward_affine(x, w, b)[1]), affine)),
        "scale": agree(*zip(nn.backward_scale(s, nn.forward_scale(x, gamma, beta)[1]), scale)),
    }
)
