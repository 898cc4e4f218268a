import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(37)
a, b, c = rng.randn(5, 3), rng.randn(5, 3), rng.randn(5, 3)
same = np.array([1, 0, 0, 1, 0])
pairs = [slope(lambda: nn.contrast(a, b, same, 2.5)[0], array) for array in (a, b)]
threes = [slope(lambda: nn.triplet(a, b, c)[0], array) for array in (a, b, c)]
say(
    {
        "contrastive": agree(*zip(nn.contrast(a, b, same, 2.5)[1], pairs)),
        "triplet": agree(*zip(nn.triplet(a, b, c)[1:], threes)),
    }
)
