import numpy as np


def cross_entropy(y, t):
    return -np.mean(np.log(y[np.arange(len(t)), t] + 1e-7))


class SigmoidWithLoss:
    def __init__(self):
        self.params, self.grads = [], []
        self.y = None
        self.t = None

    def forward(self, x, t):
        self.t = t
        self.y = 1 / (1 + np.exp(-x))
        return cross_entropy(np.c_[1 - self.y, self.y], self.t)

    def backward(self, dout=1):
        return (self.y - self.t) * dout / len(self.t)


class HalvedLoss:
    def forward(self, x, t):
        self.t = t
        self.y = 1 / (1 + np.exp(-x))
        return cross_entropy(np.c_[1 - self.y, self.y], self.t)

    def backward(self, dout=1):
        return (self.y - self.t) * dout


class BothWays:
    def __init__(self, Wx1, b1, Wx2, b2):
        self.params = [Wx1, b1, Wx2, b2]
        self.grads = [np.zeros_like(param) for param in self.params]

    def forward(self, xs):
        Wx1, b1, Wx2, b2 = self.params
        self.xs = xs
        self.ahead = np.tanh(xs @ Wx1 + b1)
        self.behind = np.tanh(xs[:, ::-1] @ Wx2 + b2)
        return np.concatenate((self.ahead, self.behind[:, ::-1]), axis=2)

    def backward(self, dout):
        H = dout.shape[2] // 2
        Wx1, b1, Wx2, b2 = self.params
        da = dout[:, :, :H] * (1 - self.ahead**2)
        db = dout[:, ::-1, H:] * (1 - self.behind**2)
        turned = self.xs[:, ::-1]
        self.grads[0][...] = np.einsum("ntd,nth->dh", self.xs, da)
        self.grads[1][...] = da.sum(axis=(0, 1))
        self.grads[2][...] = np.einsum("ntd,nth->dh", turned, db)
        self.grads[3][...] = db.sum(axis=(0, 1))
        return da @ Wx1.T + (db @ Wx2.T)[:, ::-1]
