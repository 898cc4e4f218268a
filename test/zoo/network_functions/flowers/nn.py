"""Three kinds of iris from four lengths: tanh, tanh, softmax. Examples are columns, labels one-hot columns."""

import numpy as np


def initialize_parameters(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.1
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters


def softmax(Z):
    exponentials = np.exp(Z - Z.max(axis=0))
    return exponentials / exponentials.sum(axis=0)


def forward_propagation(X, parameters):
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    A2 = np.tanh(parameters["W2"] @ A1 + parameters["b2"])
    A3 = softmax(parameters["W3"] @ A2 + parameters["b3"])
    return A3, {"A1": A1, "A2": A2, "A3": A3}


def compute_cost(A3, Y):
    return -np.mean(np.sum(Y * np.log(A3), axis=0))


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ3 = (cache["A3"] - Y) / m
    dZ2 = parameters["W3"].T @ dZ3 * (1 - cache["A2"] ** 2)
    dZ1 = parameters["W2"].T @ dZ2 * (1 - cache["A1"])
    return {
        "dW1": dZ1 @ X.T,
        "db1": dZ1.sum(axis=1, keepdims=True),
        "dW2": dZ2 @ cache["A1"].T,
        "db2": dZ2.sum(axis=1, keepdims=True),
        "dW3": dZ3 @ cache["A2"].T,
        "db3": dZ3.sum(axis=1, keepdims=True),
    }
