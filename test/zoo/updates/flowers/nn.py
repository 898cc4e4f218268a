import numpy as np


class Layer:
    def __init__(self, n_inputs, n_neurons):
        self.weights = np.random.randn(n_inputs, n_neurons) * 0.1
        self.biases = np.zeros(n_neurons)

    def forward(self, inputs):
        self.inputs = inputs
        self.outputs = 1 / (1 + np.exp(-(inputs @ self.weights + self.biases)))
        return self.outputs

    def backward(self, errors, learning_rate):
        deltas = errors * self.outputs * (1 - self.outputs)
        previous = deltas @ self.weights.T
        self.weights -= learning_rate * self.inputs.T @ deltas
        self.biases -= learning_rate * deltas.sum(axis=0)
        return previous


class NeuralNetwork:
    def __init__(self, layer_sizes, learning_rate=0.5):
        self.learning_rate = learning_rate
        self.layers = [Layer(a, b) for a, b in zip(layer_sizes[:-1], layer_sizes[1:])]

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train(self, x, y, epochs=100):
        for _ in range(epochs):
            output = self.predict(x)
            errors = (output - y) / len(x)
            for layer in reversed(self.layers):
                errors = layer.backward(errors, self.learning_rate)
