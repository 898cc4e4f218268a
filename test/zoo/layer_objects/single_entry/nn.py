import numpy as np


class Softmax:
    def __init__(self, input_len, nodes):
        self.weights = np.random.randn(input_len, nodes) / input_len
        self.biases = np.zeros(nodes)

    def forward(self, input):
        self.shape = input.shape
        self.last = input.flatten()
        self.totals = np.dot(self.last, self.weights) + self.biases
        exp = np.exp(self.totals)
        return exp / exp.sum()

    def backprop(self, d_out, learn_rate):
        for i, gradient in enumerate(d_out):
            if gradient == 0:
                continue
            exp = np.exp(self.totals)
            S = exp.sum()
            d_t = -exp[i] * exp / S**2
            d_t[i] = exp[i] * (S - exp[i]) / S**2
            d_totals = gradient * d_t
            back = self.weights @ d_totals
            self.weights -= learn_rate * np.outer(self.last, d_totals)
            self.biases -= learn_rate * d_totals
            return back.reshape(self.shape)


class Hasty(Softmax):
    def backprop(self, d_out, learn_rate):
        for i, gradient in enumerate(d_out):
            if gradient == 0:
                continue
            exp = np.exp(self.totals)
            S = exp.sum()
            d_t = np.zeros(len(exp))
            d_t[i] = exp[i] * (S - exp[i]) / S**2
            d_totals = gradient * d_t
            back = self.weights @ d_totals
            self.weights -= learn_rate * np.outer(self.last, d_totals)
            self.biases -= learn_rate * d_totals
            return back.reshape(self.shape)
