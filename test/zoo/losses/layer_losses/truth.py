import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(32)
x, y, target = rng.randn(6, 4), rng.randint(4, size=6), rng.randn(6, 4)
sequence, words, mask = rng.randn(2, 5, 4), rng.randint(4, size=(2, 5)), rng.rand(2, 5) > 0.4


def verdict(loss, scores, *others):
    return agree((loss(scores, *others)[1], slope(lambda: loss(scores, *others)[0], scores)))


say(
    {
        "svm_loss": verdict(nn.svm_loss, x, y),
        "softmax_loss": verdict(nn.softmax_loss, x, y),
        "l2_loss": verdict(nn.l2_loss, x, target),
        "temporal_softmax_loss": verdict(nn.temporal_softmax_loss, sequence, words, mask),
    }
)
