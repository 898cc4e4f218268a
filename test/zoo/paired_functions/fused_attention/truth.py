import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(22)
arrays = [rng.randn(2, 4, 6)] + [rng.randn(*shape) * 0.4 for shape in ((6, 18), (18,), (6, 6), (6,))]
out, cache = nn.attn_forward(*arrays, 3)
r = rng.randn(*out.shape)
measured = [slope(lambda: weighted([nn.attn_forward(*arrays, 3)[0]], [r]), array) for array in arrays]
say({"attention": agree(*zip(nn.attn_backward(r, cache), measured))})
