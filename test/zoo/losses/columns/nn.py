import numpy as np


def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def softmax_cost(Z, Y):
    """Z: (classes, examples), Y: (classes, examples) one-hot"""
    m = Z.shape[1]
    A = softmax(Z)
    cost = -np.sum(Y * np.log(A)) / m
    dZ = (A - Y) / m
    return cost, dZ


def squared_cost(A, Y):
    """A, Y: (units, examples)"""
    m = A.shape[1]
    cost = np.sum((A - Y) ** 2) / (2 * m)
    dA = (A - Y) / A.shape[0]
    return cost, dA


def hinge_cost(scores, labels):
    """scores: (1, examples), labels: (1, examples) of 0 and 1"""
    m = scores.shape[1]
    signs = 2 * labels - 1
    margins = np.maximum(0, 1 - signs * scores)
    cost = float(np.dot(margins, np.ones((m, 1))).item()) / m
    dscores = -signs * (margins > 0) / m
    return cost, dscores
