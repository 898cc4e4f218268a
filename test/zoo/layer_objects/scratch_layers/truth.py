import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say, verdict

rng = np.random.RandomState(9)
x, labels = rng.randn(6, 4), np.array([0, 3, 1, 2, 0, 1])
probabilities, soft = rng.uniform(0.2, 0.8, (6, 4)), rng.uniform(0, 1, (6, 4))


def output(layer):
    layer.forward(x)
    return layer.output


def back(layer, names):
    def run(upstream):
        layer.backward(upstream)
        return [getattr(layer, name) for name in names]

    return run


rows = {}
dense = nn.Layer_Dense(4, 3)
dense.weights, dense.biases = rng.randn(4, 3), rng.randn(1, 3)
rows["Layer_Dense"] = layer_verdict(
    lambda: output(dense),
    back(dense, ["dinputs", "dweights", "dbiases"]),
    x,
    [dense.weights, dense.biases],
    rng.randn(6, 3),
)
for cls in (nn.Activation_ReLU, nn.Activation_Softmax):
    layer = cls()
    rows[cls.__name__] = layer_verdict(lambda: output(layer), back(layer, ["dinputs"]), x, [], rng.randn(6, 4))
for cls, truth in ((nn.Loss_CategoricalCrossentropy, labels), (nn.Loss_MeanSquaredError, soft)):
    loss = cls()
    loss.backward(probabilities, truth)
    rows[cls.__name__] = verdict(lambda: loss.calculate(probabilities, truth), [(probabilities, loss.dinputs)])
joined = nn.Activation_Softmax_Loss_CategoricalCrossentropy()
joined.forward(x, labels)
joined.backward(joined.output, labels)
rows["Activation_Softmax_Loss_CategoricalCrossentropy"] = verdict(
    lambda: joined.forward(x, labels), [(x, joined.dinputs)]
)
say(rows)
