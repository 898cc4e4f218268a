import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Network:
    def __init__(self, *layers):
        self.layers = [np.zeros((size, 1)) for size in layers]
        self.weights = [np.random.rand(n, k) * 2 - 1 for k, n in zip(layers, layers[1:])]

    def feedforward(self, x):
        self.layers[0] = x
        for i in range(len(self.weights)):
            self.layers[i + 1] = sigmoid(np.dot(self.weights[i], self.layers[i]))

    def backprop(self, target):
        output = self.layers[-1]
        delta = (output - target) * output * (1 - output)
        for i in range(len(self.weights) - 1, -1, -1):
            step = delta.dot(self.layers[i].T)
            delta = self.weights[i].T.dot(delta) * self.layers[i]
            self.weights[i] -= step
