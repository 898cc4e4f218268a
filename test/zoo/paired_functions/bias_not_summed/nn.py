import numpy as np


def forward_affine(x, w, b):
    out = np.dot(x, w) + b
    return out, (x, w, b)


def backward_affine(dout, cache):
    x, w, b = cache
    dx = np.dot(dout, w.T)
    dw = np.dot(x.T, dout)
    db = dout
    return dx, dw, db


def forward_scale(x, gamma, beta):
    return gamma * x + beta, (gamma, x)


def backward_scale(dout, cache):
    gamma, x = cache
    dgamma = np.sum(x * dout, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma * dout
    return dgamma, dbeta, dx
