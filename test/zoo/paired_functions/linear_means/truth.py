import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(16)
m = 7
a, w, b = rng.randn(4, m), rng.randn(3, 4), rng.randn(3, 1)


def layer(forward, backward):
    """Both gradients of parameters may be means over the examples; one alone, or over anything else, is wrong."""
    out, cache = forward(a, w, b)
    r = rng.randn(*out.shape)
    said = backward(r, cache)
    da, dw, db = [said[name] for name in ("dA_prev", "dW", "db")] if isinstance(said, dict) else said
    ma, mw, mb = [slope(lambda: weighted([forward(a, w, b)[0]], [r]), array) for array in (a, w, b)]
    sums = agree((da, ma), (dw, mw), (db, mb))
    means = agree((da, ma), (m * dw, mw), (m * db, mb))
    return "pass" if "pass" in (sums, means) else "fail"


rows = ("linear", "dense", "output")
say({row: layer(getattr(nn, row + "_forward"), getattr(nn, row + "_backward")) for row in rows})
