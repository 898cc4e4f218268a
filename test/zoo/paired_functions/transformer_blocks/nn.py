import numpy as np


def linear_fwd(x, W, b):
    return x @ W.T + b


def linear_bwd(dy, x, W):
    dx = dy @ W
    dW = dy.reshape(-1, dy.shape[-1]).T @ x.reshape(-1, x.shape[-1])
    db = dy.reshape(-1, dy.shape[-1]).sum(0)
    return dx, dW, db


def rmsnorm_fwd(x, g, eps=1e-5):
    B, T, D = x.shape
    inv = 1.0 / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    return x * inv * g, (x, inv, g)


def rmsnorm_bwd(dout, cache):
    x, inv, g = cache
    D = x.shape[-1]
    dg = np.sum(dout * x * inv, axis=(0, 1))
    d = dout * g
    dx = d * inv - x * inv**3 * np.sum(d * x, axis=-1, keepdims=True) / D
    return dx, dg


def softmax_fwd(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_bwd(probs, dprobs):
    s = np.sum(dprobs * probs, axis=-1, keepdims=True)
    return probs * (dprobs - s)


def gelu_fwd(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def gelu_bwd(dout, x):
    t = np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
    return dout * (0.5 * (1 + t) + 0.5 * x * np.sqrt(2 / np.pi) * (1 - t**2))


def attention_fwd(q, k, v):
    scale = 1.0 / np.sqrt(q.shape[-1])
    p = softmax_fwd(q @ k.swapaxes(-1, -2) * scale)
    return p @ v, (q, k, v, p, scale)


def attention_bwd(dout, cache):
    q, k, v, p, scale = cache
    dv = p.swapaxes(-1, -2) @ dout
    dp = dout @ v.swapaxes(-1, -2)
    ds = softmax_bwd(p, dp) * scale
    dq = ds @ k
    dk = ds.swapaxes(-1, -2) @ q
    return dq, dk, dv


def embed_fwd(tokens, table):
    return table[tokens], (tokens, table.shape)


def embed_bwd(dout, cache):
    tokens, shape = cache
    dtable = np.zeros(shape)
    np.add.at(dtable, tokens, dout)
    return dtable
