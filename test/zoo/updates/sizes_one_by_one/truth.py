import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(2)
network = nn.Network(4, 5, 3)
x, y = np.random.randn(4, 1), np.random.rand(3, 1)


def cost():
    network.feedforward(x)
    return 0.5 * np.sum((network.layers[-1] - y) ** 2)


def step():
    network.feedforward(x)
    network.backprop(y)


_, gradients = taken(step, [(network.weights, 0), (network.weights, 1)], 1)
say({"weights[%d]" % k: verdict(cost, [(network.weights[k], gradients[k])]) for k in range(2)})
