"""A classifier that keeps its layers as dictionaries and its gradients beside them."""

import numpy as np


class MLP:
    def __init__(self, input_dim, hidden_dim=64, num_classes=10, lr=0.01):
        self.lr = lr
        self.layers = [
            {"W": np.random.randn(input_dim, hidden_dim) * 0.1, "b": np.zeros(hidden_dim)},
            {"W": np.random.randn(hidden_dim, num_classes) * 0.1, "b": np.zeros(num_classes)},
        ]
        self.grads = [{}, {}]

    def forward(self, x):
        self.x = x
        self.hidden = np.maximum(0, x @ self.layers[0]["W"] + self.layers[0]["b"])
        scores = self.hidden @ self.layers[1]["W"] + self.layers[1]["b"]
        exps = np.exp(scores - scores.max(axis=1, keepdims=True))
        self.probs = exps / exps.sum(axis=1, keepdims=True)
        return self.probs

    def loss(self, y):
        self.y = y
        return -np.log(self.probs[np.arange(len(y)), y]).mean()

    def backward(self):
        N = len(self.y)
        dscores = self.probs.copy()
        dscores[np.arange(N), self.y] += 1
        dscores /= N
        self.grads[1]["W"] = self.hidden.T @ dscores
        self.grads[1]["b"] = dscores.sum(axis=0)
        dhidden = dscores @ self.layers[1]["W"].T * (self.hidden > 0)
        self.grads[0]["W"] = self.x.T @ dhidden
        self.grads[0]["b"] = dhidden.sum(axis=0)

    def step(self):
        for layer, grads in zip(self.layers, self.grads):
            for key in layer:
                layer[key] -= self.lr * grads[key]
