import numpy as np


def categorical_crossentropy(y_pred, y_true):
    y_pred = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return -np.sum(y_true * np.log(y_pred)) / y_pred.shape[0]


def categorical_crossentropy_derivative(y_pred, y_true):
    """With respect to what goes into the softmax."""
    return (y_pred - y_true) / y_true.shape[0]


def log_loss(a, y):
    return np.mean(-(y * np.log(a) + (1 - y) * np.log(1 - a)))


def log_loss_gradient(a, y):
    """With respect to what goes into the sigmoid."""
    return (y - a) / y.size
