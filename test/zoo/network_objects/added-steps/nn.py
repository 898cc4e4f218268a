import numpy as np


class Network:
    def __init__(self):
        self.input_size = 300
        self.hidden_size = 14
        self.output_size = 9
        self.W1 = np.random.randn(self.input_size, self.hidden_size)
        self.W2 = np.random.randn(self.hidden_size, self.output_size)

    def sigmoid(self, x, derivative=False):
        return x * (1 - x) if derivative else 1 / (1 + np.exp(-x))

    def forward_propagation(self, X):
        self.hidden = self.sigmoid(np.dot(X, self.W1))
        return self.sigmoid(np.dot(self.hidden, self.W2))

    def back_propagation(self, X, y, output):
        output_step = (y - output) * self.sigmoid(output, derivative=True)
        hidden_step = output_step.dot(self.W2.T) * self.sigmoid(self.hidden)
        W1_delta = X.T.dot(hidden_step)
        W2_delta = self.hidden.T.dot(output_step)
        return W1_delta, W2_delta

    def train(self, X, y, rate):
        W1_delta, W2_delta = self.back_propagation(X, y, self.forward_propagation(X))
        self.W1 += rate * W1_delta
        self.W2 += rate * W2_delta
