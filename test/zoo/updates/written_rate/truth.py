import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(17)
network = nn.Network()
X, y = np.random.randn(5, 3), np.random.uniform(-0.8, 0.8, (5, 2))
owned = [(network.weights, 0), (network.weights, 1), (network.biases, 0), (network.biases, 1)]
_, gradients = taken(lambda: network.train_step(X, y), owned, 0.05)
names = ["weights[0]", "weights[1]", "biases[0]", "biases[1]"]
say(
    {
        name: verdict(lambda: 0.5 * np.sum((network.forward(X) - y) ** 2), [(owner[key], gradient)])
        for name, (owner, key), gradient in zip(names, owned, gradients)
    }
)
