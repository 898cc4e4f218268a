import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class NeuralNetwork:
    """Layers of tanh units under a softmax, trained on the whole batch at once."""

    def __init__(self, layer_sizes, learning_rate=0.5):
        self.learning_rate = learning_rate
        self.weights = [np.random.randn(a, b) * 0.1 for a, b in zip(layer_sizes[:-1], layer_sizes[1:])]
        self.biases = [np.zeros(b) for b in layer_sizes[1:]]

    def predict(self, x):
        self.activations = [x]
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            self.activations.append(np.tanh(self.activations[-1] @ w + b))
        return softmax(self.activations[-1] @ self.weights[-1] + self.biases[-1])

    def train(self, x, y, epochs=100):
        for _ in range(epochs):
            delta = (self.predict(x) - y) / len(x)
            for layer in reversed(range(len(self.weights))):
                below = self.activations[layer]
                gradient = below.T @ delta
                self.biases[layer] -= self.learning_rate * delta.sum(axis=0)
                self.weights[layer] -= self.learning_rate * gradient
                delta = (delta @ self.weights[layer].T) * (1 - below**2)
