import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward_propagation(X, Y, w, b):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return A, cost


def backward_propagation(X, Y, A):
    m = X.shape[1]
    dz = (A - Y) / m
    dw = np.dot(X, dz.T)
    db = np.sum(dz)
    return dw, db


w, b = np.array([[0.5], [-1.0]]), 0.25
X, Y = np.array([[1.0, 2.0, -1.0], [3.0, 4.0, -3.2]]), np.array([1, 0, 1])
A, cost = forward_propagation(X, Y, w, b)
dw, db = backward_propagation(X, Y, A)
print("dw =", dw.ravel(), "db =", db)
