import numpy as np


def linear_forward(A_prev, W, b):
    Z = W @ A_prev + b
    return Z, (A_prev, W, b)


def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True)
    dA_prev = W.T @ dZ
    return dA_prev, dW, db


def dense_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    A = np.tanh(Z)
    return A, {"A_prev": A_prev, "W": W, "A": A}


def dense_backward(dA, cache):
    A_prev, W, A = cache["A_prev"], cache["W"], cache["A"]
    m = W.shape[0]
    dZ = dA * (1 - np.power(A, 2))
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def output_forward(A_prev, W, b):
    Z = np.dot(W, A_prev) + b
    A = 1 / (1 + np.exp(-Z))
    return A, (A_prev, W, A)


def output_backward(dA, cache):
    A_prev, W, A = cache
    m = A_prev.shape[1]
    dZ = dA * A * (1 - A)
    grads = {
        "dA_prev": np.dot(W.T, dZ),
        "dW": np.dot(dZ, A_prev.T) / m,
        "db": np.mean(dZ, axis=1, keepdims=True),
    }
    return grads
