"""Three kinds of iris from four lengths, as an object whose gradients are attributes. Examples are rows."""

import numpy as np


class NeuralNetwork:
    def __init__(self, input_size, hidden1_size, hidden2_size, output_size):
        self.W1 = np.random.randn(input_size, hidden1_size) * 0.1
        self.b1 = np.zeros((1, hidden1_size))
        self.W2 = np.random.randn(hidden1_size, hidden2_size) * 0.1
        self.b2 = np.zeros((1, hidden2_size))
        self.W3 = np.random.randn(hidden2_size, output_size) * 0.1
        self.b3 = np.zeros((1, output_size))

    def forward(self, X):
        self.a1 = np.tanh(X @ self.W1 + self.b1)
        self.a2 = np.tanh(self.a1 @ self.W2 + self.b2)
        z3 = self.a2 @ self.W3 + self.b3
        exp_z = np.exp(z3 - np.max(z3, axis=1, keepdims=True))
        self.a3 = exp_z / np.sum(exp_z, axis=1, keepdims=True)
        return self.a3

    def compute_loss(self, y, output):
        m = y.shape[0]
        return -np.sum(np.log(output[np.arange(m), y])) / m

    def backward(self, X, y):
        m = X.shape[0]
        dz3 = self.a3.copy()
        dz3[np.arange(m), y] -= 1
        dz3 /= m
        self.dW3 = self.a2.T @ dz3
        self.db3 = np.sum(dz3, axis=0, keepdims=True)
        dz2 = (dz3 @ self.W3.T) * (1 - self.a2**2)
        self.dW2 = self.a1.T @ dz2
        self.db2 = np.sum(dz2, axis=0, keepdims=True)
        dz1 = (dz2 @ self.W2.T) * (1 - self.a1**2)
        self.dW1 = X.T @ dz1
        self.db1 = np.sum(dz1, axis=0, keepdims=True)

    def update(self, learning_rate):
        for name in ("W1", "b1", "W2", "b2", "W3", "b3"):
            setattr(self, name, getattr(self, name) - learning_rate * getattr(self, "d" + name))
