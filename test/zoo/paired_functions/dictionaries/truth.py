import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(23)
x = rng.randn(6, 4)
layers = {"W1": rng.randn(4, 5), "b1": rng.randn(5), "W2": rng.randn(5, 3), "b2": rng.randn(3)}
square = {"W": rng.randn(4, 4), "b": rng.randn(4)}
r, s = rng.randn(6, 3), rng.randn(6, 4)
grads = nn.mlp_backward(layers, r, nn.mlp_forward(layers, x)[1])
mlp = [(grads["d" + k], slope(lambda: weighted([nn.mlp_forward(layers, x)[0]], [r]), layers[k])) for k in layers]
dx, own = nn.residual_backward(s, nn.residual_forward(x, square)[1])
gradients = [(dx, x), (own["W"], square["W"]), (own["b"], square["b"])]
residual = [(g, slope(lambda: weighted([nn.residual_forward(x, square)[0]], [s]), array)) for g, array in gradients]
gamma, beta, still = rng.randn(4), rng.randn(4), np.ones(4)


def normalised():
    return nn.batch_norm_forward(x, gamma, beta, still, still)


norm = [slope(lambda: weighted([normalised()[0]], [s]), array) for array in (x, gamma, beta)]
say(
    {
        "mlp": agree(*mlp),
        "residual": agree(*residual),
        "batch_norm": agree(*zip(nn.batch_norm_backward(s, normalised()[1]), norm)),
    }
)
