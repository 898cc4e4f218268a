import numpy as np


class Dense:
    def __init__(self, input_size, units):
        self.weights = np.matrix(np.random.randn(input_size, units))
        self.bias = np.asmatrix(np.zeros(units))

    def forward(self, x):
        self.x = np.matrix(x)
        return self.x * self.weights + self.bias

    def backward(self, delta, lr=0.1):
        delta = np.matrix(delta)
        back = delta * self.weights.T
        self.weights -= lr * (self.x.T * delta)
        self.bias -= lr * delta.sum(axis=0)
        return back


class Scaled:
    def __init__(self, input_size, units):
        self.weights = np.matrix(np.random.randn(input_size, units))

    def forward(self, x):
        self.x = np.matrix(x)
        return 0.5 * self.x * self.weights

    def backward(self, delta, lr=0.1):
        delta = np.matrix(delta)
        self.weights -= lr * 0.5 * (self.x.T * delta)
        return 0.5 * delta * self.weights.T
