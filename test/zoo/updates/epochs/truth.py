import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(5)
network = nn.MLP(4, 6, 3)
names = ["W1", "b1", "W2", "b2"]
for name in names:
    setattr(network, name, np.random.randn(*getattr(network, name).shape) * 0.7)
X, y = np.random.randn(5, 4), np.eye(3)[[0, 1, 2, 2, 0]]
network.forward(X)
_, gradients = taken(lambda: network.backward(X, y, 0.5), [(network, name) for name in names], 0.5)
say(
    {
        name: verdict(lambda: network.compute_loss(y, network.forward(X)), [(getattr(network, name), gradient)])
        for name, gradient in zip(names, gradients)
    }
)
