import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say, verdict

rng = np.random.RandomState(3)
x, W, b = rng.randn(4, 5), rng.randn(5, 3), rng.randn(3)
rows = {}
affine = nn.Affine(W, b)
rows["Affine"] = layer_verdict(
    lambda: affine.forward(x), lambda d: [affine.backward(d), affine.dW, affine.db], x, [W, b], rng.randn(4, 3)
)
for cls in (nn.Relu, nn.Sigmoid):
    layer = cls()
    rows[cls.__name__] = layer_verdict(
        lambda: layer.forward(x), lambda d: [layer.backward(d)], x, [], rng.randn(4, 5)
    )
head, labels = nn.SoftmaxWithLoss(), np.array([2, 0, 4, 1])
head.forward(x, labels)
rows["SoftmaxWithLoss"] = verdict(lambda: head.forward(x, labels), [(x, head.backward())])


def dropped():
    np.random.seed(7)
    return drop.forward(x)


drop = nn.Dropout()
rows["Dropout"] = layer_verdict(dropped, lambda d: [drop.backward(d)], x, [], rng.randn(4, 5))
say(rows)
