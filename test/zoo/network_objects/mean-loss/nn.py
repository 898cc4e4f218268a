"""Layers, a loss that is a mean over the examples, and a network of them."""
import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(0)
        return grad @ self.W.T


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, grad):
        return grad * self.mask


class SoftmaxCrossEntropy:
    def forward(self, logits, y):
        z = logits - logits.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        self.p, self.y = p, y
        return -np.log(p[np.arange(len(y)), y]).mean()

    def backward(self):
        g = self.p.copy()
        g[np.arange(len(self.y)), self.y] -= 1
        return g


class MLP:
    def __init__(self, sizes):
        self.layers = []
        for a, b in zip(sizes, sizes[1:]):
            self.layers += [Linear(a, b), ReLU()]
        self.layers.pop()
        self.loss = SoftmaxCrossEntropy()

    def forward(self, x, y):
        for l in self.layers:
            x = l.forward(x)
        return self.loss.forward(x, y)

    def backward(self):
        g = self.loss.backward()
        for l in reversed(self.layers):
            g = l.backward(g)
