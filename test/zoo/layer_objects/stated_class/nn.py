import numpy as np


class Bilinear:
    """Two branches of one input that are multiplied: x[:, :split] · A and x[:, split:] · B."""

    def __init__(self, split, A, B, power):
        self.split = split
        self.A = A
        self.B = B
        self.power = power
        self.grads = {}

    def forward(self, x):
        assert x.shape[1] == len(self.A) + len(self.B)
        self.left, self.right = x[:, : self.split], x[:, self.split :]
        self.u, self.v = self.left @ self.A, self.right @ self.B
        return self.u * self.v**self.power

    def backward(self, dout):
        du = dout * self.v**self.power
        dv = dout * self.u * self.power * self.v ** (self.power - 1)
        self.grads["A"] = self.left.T @ du
        self.grads["B"] = self.right.T @ dv
        return np.hstack([dv @ self.B.T, du @ self.A.T])
