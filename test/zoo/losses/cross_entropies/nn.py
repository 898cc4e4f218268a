import numpy as np


def cross_entropy(y_hat, y):
    """y_hat: (N, C) probabilities, y: (N, C) one-hot"""
    return -np.sum(y * np.log(y_hat)) / y.shape[0]


def cross_entropy_backward(y_hat, y):
    return -y / y_hat


def binary_cross_entropy(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


def binary_cross_entropy_derivative(y_true, y_pred):
    return ((1 - y_true) / (1 - y_pred) - y_true / y_pred) / np.size(y_true)


def nll_loss(log_probs, targets):
    n = log_probs.shape[0]
    return -log_probs[np.arange(n), targets].mean()


def nll_loss_grad(log_probs, targets):
    n = log_probs.shape[0]
    d = np.zeros_like(log_probs)
    d[np.arange(n), targets] = -1.0 / n
    return d


def kl_divergence(p, q):
    return np.sum(p * np.log(p / q))


def kl_divergence_grad(p, q):
    return -p / q
