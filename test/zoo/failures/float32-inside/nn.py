import numpy as np


def affine_forward(x, w, b):
    x, w, b = (value.astype(np.float32) for value in (x, w, b))
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dout = dout.astype(np.float32)
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
