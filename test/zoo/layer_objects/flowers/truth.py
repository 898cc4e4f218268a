import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import say, verdict

np.random.seed(21)
x, labels = np.random.rand(5, 4), np.array([0, 2, 1, 1, 0])
dense = [nn.Dense(4, 6), nn.Dense(6, 5), nn.Dense(5, 3)]
network = nn.Network([dense[0], nn.Tanh(), dense[1], nn.Tanh(), dense[2]])
head = nn.SoftmaxCrossEntropy()


def loss():
    return head.forward(network.forward(x), labels)


loss()
network.backward(head.backward())
names = ["hidden1", "hidden2", "output"]
say({name: verdict(loss, [(layer.W, layer.W_grad), (layer.b, layer.b_grad)]) for name, layer in zip(names, dense)})
