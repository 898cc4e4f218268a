import numpy as np


def mse(y_true, y_pred):
    return np.mean(np.power(y_true - y_pred, 2))


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / np.size(y_true)


def mae_loss(pred, target):
    n = pred.size
    loss = np.sum(np.abs(pred - target)) / n
    grad = np.sign(pred - target) / n
    return loss, grad


def huber_loss(pred, target, delta=1.0):
    error = pred - target
    small = np.abs(error) <= delta
    loss = np.mean(np.where(small, 0.5 * error**2, delta * (np.abs(error) - 0.5 * delta)))
    grad = np.where(small, error, delta) / error.size
    return loss, grad


def log_cosh(prediction, target):
    return np.sum(np.log(np.cosh(prediction - target)))


def log_cosh_gradient(prediction, target):
    return np.tanh(prediction - target)


def ridge_loss(w, X, y, reg=0.0):
    residual = X.dot(w) - y
    loss = 0.5 * np.mean(residual**2) + 0.5 * reg * np.sum(w**2)
    dw = X.T.dot(residual) / X.shape[0]
    return loss, dw
