import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(29)
x, r = rng.randn(4, 5), rng.randn(4, 5)
rows = {}
for cls in (nn.Sigmoid, nn.LeakyReLU, nn.ELU):
    function = cls()
    rows[cls.__name__] = agree((r * function.gradient(x), slope(lambda: float(np.sum(function(x) * r)), x)))
y, p, entropy = (rng.rand(4, 5) > 0.5).astype(float), rng.uniform(0.1, 0.9, (4, 5)), nn.CrossEntropy()
measured = slope(lambda: float(entropy.loss(y, p).sum()), p)
rows["CrossEntropy"] = agree((entropy.gradient(y, p), measured))
a = rng.randn(4, 5)
rows["Quadratic"] = agree((nn.Quadratic.derivative(a, y), slope(lambda: float(nn.Quadratic.cost(a, y)), a)))
say(rows)
