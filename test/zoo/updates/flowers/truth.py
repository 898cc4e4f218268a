import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(23)
network = nn.NeuralNetwork([4, 5, 3], 0.5)
x, y = np.random.rand(6, 4), np.eye(3)[[0, 2, 1, 1, 0, 2]]
owned = [(layer, name) for layer in network.layers for name in ("weights", "biases")]
_, gradients = taken(lambda: network.train(x, y, 1), owned, 0.5)


def cost():
    return 0.5 * np.sum((network.predict(x) - y) ** 2) / len(x)


claims = [(getattr(*owner), gradient) for owner, gradient in zip(owned, gradients)]
say({"hidden": verdict(cost, claims[:2]), "output": verdict(cost, claims[2:])})
