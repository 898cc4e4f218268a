import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(8)
network = nn.neuralNetwork(5, 4, 3, 0.25)
x, targets = np.random.randn(6, 5), np.random.uniform(0.1, 0.9, (6, 3))
names = ["wih", "who"]
_, gradients = taken(lambda: network.train(x, targets), [(network, name) for name in names], 0.25)


def cost():
    return 0.5 * np.sum((network.query(x) - targets.T) ** 2)


say({name: verdict(cost, [(getattr(network, name), gradient)]) for name, gradient in zip(names, gradients)})
