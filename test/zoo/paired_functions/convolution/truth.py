import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(13)
conv, pool = {"stride": 2, "pad": 1}, {"pool_height": 3, "pool_width": 2, "stride": 2}
x, w, b = rng.randn(2, 3, 5, 6), rng.randn(4, 3, 3, 2), rng.randn(4)
out, cache = nn.conv_forward_naive(x, w, b, conv)
r = rng.randn(*out.shape)
convolved = [slope(lambda: weighted([nn.conv_forward_naive(x, w, b, conv)[0]], [r]), array) for array in (x, w, b)]
said = nn.conv_backward_naive(r, cache)

pooled, pool_cache = nn.max_pool_forward_naive(x, pool)
s = rng.randn(*pooled.shape)
shift = rng.randn(3)
biased, bias_cache = nn.spatial_bias_forward(x, shift)
t = rng.randn(*biased.shape)
by_bias = [slope(lambda: weighted([nn.spatial_bias_forward(x, shift)[0]], [t]), array) for array in (x, shift)]
by_pool = slope(lambda: weighted([nn.max_pool_forward_naive(x, pool)[0]], [s]), x)
say(
    {
        "conv": agree(*zip(said, convolved)),
        "max_pool": agree((nn.max_pool_backward_naive(s, pool_cache), by_pool)),
        "spatial_bias": agree(*zip(nn.spatial_bias_backward(t, bias_cache), by_bias)),
    }
)
