import os

import numpy as np


def noisy_forward(x):
    noise = np.frombuffer(os.urandom(x.size), dtype=np.uint8).reshape(x.shape) / 255.0
    return x * noise, noise


def noisy_backward(dout, cache):
    return dout * cache
