import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class LSTM:
    def __init__(self, Wx, Wh, b):
        self.params = [Wx, Wh, b]
        self.grads = [np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)]
        self.cache = None

    def forward(self, x, h_prev, c_prev):
        Wx, Wh, b = self.params
        H = h_prev.shape[1]
        A = np.dot(x, Wx) + np.dot(h_prev, Wh) + b
        f = sigmoid(A[:, :H])
        g = np.tanh(A[:, H : 2 * H])
        i = sigmoid(A[:, 2 * H : 3 * H])
        o = sigmoid(A[:, 3 * H :])
        c_next = f * c_prev + g * i
        h_next = o * np.tanh(c_next)
        self.cache = (x, h_prev, c_prev, i, f, g, o, c_next)
        return h_next, c_next

    def backward(self, dh_next, dc_next):
        Wx, Wh, b = self.params
        x, h_prev, c_prev, i, f, g, o, c_next = self.cache
        tanh_c_next = np.tanh(c_next)
        ds = dc_next + (dh_next * o) * (1 - tanh_c_next**2)
        di = ds * g * i * (1 - i)
        df = ds * c_prev * f * (1 - f)
        do = dh_next * tanh_c_next * o * (1 - o)
        dg = ds * i * (1 - g**2)
        dA = np.hstack((df, dg, di, do))
        self.grads[0][...] = np.dot(x.T, dA)
        self.grads[1][...] = np.dot(h_prev.T, dA)
        self.grads[2][...] = dA.sum(axis=0)
        return np.dot(dA, Wx.T), np.dot(dA, Wh.T), ds * f


class SelfAttention:
    def __init__(self, d_model):
        self.W_q = np.random.randn(d_model, d_model) * 0.1
        self.W_k = np.random.randn(d_model, d_model) * 0.1
        self.W_v = np.random.randn(d_model, d_model) * 0.1

    def forward(self, x):
        B, T, D = x.shape
        self.x = x
        self.q, self.k, self.v = x @ self.W_q, x @ self.W_k, x @ self.W_v
        self.a = softmax(self.q @ self.k.transpose(0, 2, 1) / np.sqrt(D))
        return self.a @ self.v

    def backward(self, d_out):
        D = self.x.shape[2]
        d_v = self.a.transpose(0, 2, 1) @ d_out
        d_a = d_out @ self.v.transpose(0, 2, 1)
        d_s = self.a * (d_a - np.sum(d_a * self.a, axis=-1, keepdims=True))
        d_q = d_s @ self.k / np.sqrt(D)
        d_k = d_s @ self.q / np.sqrt(D)
        flat = self.x.reshape(-1, D)
        self.dW_q = flat.T @ d_q.reshape(-1, D)
        self.dW_k = flat.T @ d_k.reshape(-1, D)
        self.dW_v = flat.T @ d_v.reshape(-1, D)
        return d_q @ self.W_q.T + d_k @ self.W_k.T + d_v @ self.W_v.T
