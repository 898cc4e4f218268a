import numpy as np


def cross_entropy_fwd(logits, targets):
    """logits: (B, T, V), targets: (B, T) token ids"""
    B, T, V = logits.shape
    z = logits - logits.max(axis=-1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=-1, keepdims=True)
    picked = p[np.arange(B)[:, None], np.arange(T)[None, :], targets]
    loss = -np.log(picked).mean()
    return loss, (p, targets)


def cross_entropy_bwd(cache):
    p, targets = cache
    B, T, V = p.shape
    d = p.copy()
    d[np.arange(B)[:, None], np.arange(T)[None, :], targets] -= 1.0
    return d / B


def z_loss_fwd(logits):
    m = logits.max(axis=-1)
    lse = m + np.log(np.exp(logits - m[..., None]).sum(axis=-1))
    return np.mean(lse**2), (logits, lse)


def z_loss_bwd(dloss, cache):
    logits, lse = cache
    p = np.exp(logits - lse[..., None])
    return dloss * 2 * lse[..., None] * p / lse.size
