import math

import numpy as np


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))


def relu(x):
    return max(0, x)


def relu_derivative(x):
    if x > 0:
        return 1
    return 0


def elu(x, alpha=1.0):
    return x if x >= 0 else alpha * (math.exp(x) - 1)


def elu_derivative(x, alpha=1.0):
    return 1 if x > 0 else alpha * (math.exp(x) - 1)


def step_relu(Z):
    return np.maximum(Z, 0)


def step_relu_prime(Z):
    return Z > 0


def squared_error(y_true, y_pred):
    return (y_true - y_pred) ** 2


def squared_error_derivative(y_true, y_pred):
    return 2 * (y_true - y_pred)
