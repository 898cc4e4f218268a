import numpy as np


def relu_forward(x):
    mask = x > 0
    x *= mask
    return x, mask


def relu_backward(dout, cache):
    dout *= cache
    return dout
