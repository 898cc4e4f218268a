import numpy as np


def split_heads(x, heads):
    B, T, D = x.shape
    return x.reshape(B, T, heads, D // heads).transpose(0, 2, 1, 3)


def merge_heads(x):
    B, heads, T, d = x.shape
    return x.transpose(0, 2, 1, 3).reshape(B, T, heads * d)


def attn_forward(x, w, b, wo, bo, heads):
    B, T, D = x.shape
    q, k, v = [split_heads(part, heads) for part in np.split(x @ w + b, 3, axis=-1)]
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(D // heads)
    scores = np.where(np.tril(np.ones((T, T), dtype=bool)), scores, -1e9)
    p = np.exp(scores - scores.max(axis=-1, keepdims=True))
    p /= p.sum(axis=-1, keepdims=True)
    y = merge_heads(p @ v)
    return y @ wo + bo, (x, w, q, k, v, p, y, wo)


def attn_backward(dout, cache):
    x, w, q, k, v, p, y, wo = cache
    B, T, D = x.shape
    heads, d = q.shape[1], q.shape[3]
    dwo = y.reshape(-1, D).T @ dout.reshape(-1, D)
    dbo = dout.reshape(-1, D).sum(axis=0)
    dy = split_heads(dout @ wo.T, heads)
    dv = p.transpose(0, 1, 3, 2) @ dy
    dp = dy @ v.transpose(0, 1, 3, 2)
    ds = p * (dp - np.sum(dp * p, axis=-1, keepdims=True))
    dq = ds @ k
    dk = ds.transpose(0, 1, 3, 2) @ q
    dqkv = np.concatenate([merge_heads(part) for part in (dq, dk, dv)], axis=-1)
    dx = dqkv @ w.T
    dw = x.reshape(-1, D).T @ dqkv.reshape(-1, 3 * D)
    db = dqkv.reshape(-1, 3 * D).sum(axis=0)
    return dx, dw, db, dwo, dbo
