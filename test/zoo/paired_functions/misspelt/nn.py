import numpy as np


def dense_forward(x, w, b):
    out = x @ w + b
    return out, (x, w)


def dense_backward(dout, cache):
    x, w = cache
    dx = dout @ w
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
