import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say, slope

rng = np.random.RandomState(17)
rows = {}
for cls in (nn.SigmoidWithLoss, nn.HalvedLoss):
    head, x, t = cls(), rng.randn(5), np.array([1, 0, 0, 1, 1])
    head.forward(x, t)
    far = np.linalg.norm(head.backward() - slope(lambda: head.forward(x, t), x))
    # The logarithm's guard of 1e-7 is left out of the gradient.
    rows[cls.__name__] = "pass" if far < 1e-5 else "fail"
arrays = [rng.randn(4, 3), rng.randn(3), rng.randn(4, 3), rng.randn(3)]
both, xs = nn.BothWays(*arrays), rng.randn(2, 5, 4)
rows["BothWays"] = layer_verdict(
    lambda: both.forward(xs), lambda d: [both.backward(d)] + both.grads, xs, arrays, rng.randn(2, 5, 6)
)
say(rows)
