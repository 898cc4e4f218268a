"""A network of three layers and its backward pass, written by hand as in a course. One line of it is wrong.

Examples are columns: X has the shape (features, m), Y and the predictions A3 have (classes, m).
"""

import numpy as np


def initialize_parameters(layers_dims=(4, 8, 6, 3)):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_out, n_in = layers_dims[l], layers_dims[l - 1]
        parameters["W" + str(l)] = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        parameters["b" + str(l)] = np.zeros((n_out, 1))
    return parameters


def softmax(Z):
    exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)


def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = np.tanh(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = softmax(Z3)

    cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache


def compute_cost(A3, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A3)) / m


def backward_propagation(X, Y, cache):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m

    dZ2 = np.dot(W3.T, dZ3) * (1 - np.power(A2, 2))
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(Z1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}


def update_parameters(parameters, gradients, learning_rate):
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return parameters


def train(X, Y, iterations=5001, learning_rate=0.5):
    parameters = initialize_parameters()
    for i in range(iterations):
        A3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        parameters = update_parameters(parameters, gradients, learning_rate)
        if i % 1000 == 0:
            print("cost after iteration %4d: %.4f" % (i, compute_cost(A3, Y)))
    return parameters


if __name__ == "__main__":
    import h5py

    with h5py.File("data/iris.h5", "r") as f:
        X, labels = f["features"][:].T / 10, f["labels"][:]
    train(X, np.eye(3)[:, labels])
