"""Sigmoid layers with the bias as the first column of each matrix, all matrices in a list."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def init_thetas(layer_sizes):
    return [np.random.uniform(-0.12, 0.12, (o, i + 1)) for i, o in zip(layer_sizes[:-1], layer_sizes[1:])]


def with_ones(a):
    return np.hstack([np.ones((len(a), 1)), a])


def forward(X, thetas):
    activations = [X]
    for theta in thetas:
        activations.append(sigmoid(with_ones(activations[-1]) @ theta.T))
    return activations


def cost(X, y, thetas, lam=0.0):
    m = len(X)
    h = forward(X, thetas)[-1]
    penalty = sum(np.sum(theta[:, 1:] ** 2) for theta in thetas)
    return -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h)) / m + lam / (2 * m) * penalty


def backprop(X, y, thetas, lam=0.0):
    m = len(X)
    activations = forward(X, thetas)
    delta = activations[-1] - y
    grads = []
    for k in range(len(thetas) - 1, -1, -1):
        grad = delta.T @ with_ones(activations[k]) / m
        grad[:, 1:] += lam * thetas[k][:, 1:]
        grads.insert(0, grad)
        if k > 0:
            delta = delta @ thetas[k][:, 1:] * activations[k] * (1 - activations[k])
    return grads
