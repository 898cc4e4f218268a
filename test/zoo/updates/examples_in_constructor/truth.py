import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(9)
network = nn.NeuralNetwork(np.random.randn(5, 3), np.random.rand(5, 1))
names = ["weights1", "weights2"]


def cost():
    network.feedforward()
    return np.sum((network.output - network.y) ** 2)


cost()
_, gradients = taken(network.backprop, [(network, name) for name in names], 1.0)
rows = {name: verdict(cost, [(getattr(network, name), gradient)]) for name, gradient in zip(names, gradients)}
x = np.random.randn(3, 4)
rows["sigmoid"] = verdict(lambda: np.sum(nn.sigmoid(x)), [(x, nn.sigmoid_derivative(nn.sigmoid(x)))])
say(rows)
