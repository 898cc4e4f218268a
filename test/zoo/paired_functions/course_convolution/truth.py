import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(17)
a, w, b = rng.randn(2, 5, 7, 3), rng.randn(3, 3, 3, 2), rng.randn(1, 1, 1, 2)
conv, pool = {"stride": 2, "pad": 1}, {"stride": 2, "f": 3}
z, cache = nn.conv_forward(a, w, b, conv)
r = rng.randn(*z.shape)
rows = {
    "conv": agree(
        *zip(
            nn.conv_backward(r, cache),
            [slope(lambda: weighted([nn.conv_forward(a, w, b, conv)[0]], [r]), array) for array in (a, w, b)],
        )
    )
}
for mode in ("max", "average"):
    out, pool_cache = nn.pool_forward(a, pool, mode)
    s = rng.randn(*out.shape)
    measured = slope(lambda: weighted([nn.pool_forward(a, pool, mode)[0]], [s]), a)
    rows["pool (%s)" % mode] = agree((nn.pool_backward(s, pool_cache, mode), measured))
say(rows)
