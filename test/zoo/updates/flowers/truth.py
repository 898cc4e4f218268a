import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from before_and_after import taken
from differences import say, verdict

np.random.seed(23)
network = nn.NeuralNetwork([4, 5, 3], 0.5)
network.weights = [np.random.randn(*w.shape) for w in network.weights]
x, labels = np.random.rand(6, 4), np.array([0, 2, 1, 1, 0, 2])
owned = [(part, layer) for layer in (0, 1) for part in (network.weights, network.biases)]
_, gradients = taken(lambda: network.train(x, np.eye(3)[labels], 1), owned, 0.5)


def cost():
    return -np.mean(np.log(network.predict(x)[np.arange(6), labels]))


claims = [(part[layer], gradient) for (part, layer), gradient in zip(owned, gradients)]
say({"hidden": verdict(cost, claims[:2]), "output": verdict(cost, claims[2:])})
