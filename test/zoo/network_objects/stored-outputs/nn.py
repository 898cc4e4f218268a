"""A classifier that leaves everything in attributes: nothing is returned by the forward pass, and there is no cost."""

import numpy as np


class NeuralNetwork:
    def __init__(self, n_inputs, n_hidden_neurons=50, n_categories=10, eta=0.1, lmbd=0.0):
        self.eta = eta
        self.lmbd = lmbd
        self.hidden_weights = np.random.randn(n_inputs, n_hidden_neurons)
        self.hidden_bias = np.zeros(n_hidden_neurons) + 0.01
        self.output_weights = np.random.randn(n_hidden_neurons, n_categories)
        self.output_bias = np.zeros(n_categories) + 0.01

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def feed_forward(self, X):
        self.z_h = X @ self.hidden_weights + self.hidden_bias
        self.a_h = self.sigmoid(self.z_h)
        self.z_o = self.a_h @ self.output_weights + self.output_bias
        exp_term = np.exp(self.z_o)
        self.probabilities = exp_term / np.sum(exp_term, axis=1, keepdims=True)

    def backpropagation(self, X, Y):
        error_output = self.probabilities - Y
        error_hidden = error_output @ self.output_weights.T * self.a_h * (1 - self.a_h)
        self.output_weights_gradient = self.a_h.T @ error_output
        self.output_bias_gradient = np.sum(error_output, axis=0)
        self.hidden_weights_gradient = X.T @ error_hidden
        self.hidden_bias_gradient = np.sum(error_output @ self.output_weights.T, axis=0)

    def step(self):
        for name in ("output_weights", "output_bias", "hidden_weights", "hidden_bias"):
            gradient = getattr(self, name + "_gradient")
            setattr(self, name, getattr(self, name) - self.eta * (gradient + self.lmbd * getattr(self, name)))
