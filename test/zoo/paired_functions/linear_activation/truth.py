import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

# The parameters' gradients are means over the examples and that of the input is none: m is put back into them here.
rng = np.random.RandomState(15)
m = 6
a, w, b = rng.randn(4, m), rng.randn(3, 4), rng.randn(3, 1)
rows = {}


def layer(row, forward, backward):
    out, cache = forward()
    r = rng.randn(*out.shape)
    da, dw, db = backward(r, cache)
    measured = [slope(lambda: weighted([forward()[0]], [r]), array) for array in (a, w, b)]
    rows[row] = agree((da, measured[0]), (m * dw, measured[1]), (m * db, measured[2]))


layer("linear", lambda: nn.linear_forward(a, w, b), nn.linear_backward)
for kind in ("sigmoid", "relu"):
    layer(
        "linear_activation (%s)" % kind,
        lambda: nn.linear_activation_forward(a, w, b, kind),
        lambda r, cache: nn.linear_activation_backward(r, cache, kind),
    )
for row in ("relu", "sigmoid"):
    forward, backward = getattr(nn, row), getattr(nn, row + "_backward")
    z = rng.randn(5, 4)
    r = rng.randn(5, 4)
    rows[row] = agree((backward(r, forward(z)[1]), slope(lambda: weighted([forward(z)[0]], [r]), z)))
say(rows)
