"""conv - relu - 2x2 max pool - affine - relu - affine - softmax on small images, (N, C, H, W)."""

import numpy as np


def conv_forward(x, w, b, pad):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, H, W))
    for i in range(H):
        for j in range(W):
            window = padded[:, :, i : i + HH, j : j + WW]
            out[:, :, i, j] = np.tensordot(window, w, axes=([1, 2, 3], [1, 2, 3])) + b
    return out, padded


def conv_backward(dout, padded, w):
    N, F, H, W = dout.shape
    HH, WW = w.shape[2:]
    dw = np.zeros_like(w)
    for i in range(H):
        for j in range(W):
            window = padded[:, :, i : i + HH, j : j + WW]
            dw += np.tensordot(dout[:, :, i, j], window, axes=([0], [0]))
    return dw, dout.sum(axis=(0, 2, 3))


def pool_forward(x):
    N, C, H, W = x.shape
    blocks = x.reshape(N, C, H // 2, 2, W // 2, 2)
    out = blocks.max(axis=(3, 5))
    return out, blocks == out[:, :, :, None, :, None]


def pool_backward(dout, mask):
    N, C, H, _, W, _ = mask.shape
    return (dout[:, :, :, None, :, None] * mask).reshape(N, C, 2 * H, 2 * W)


class ThreeLayerConvNet(object):
    def __init__(
        self,
        input_dim=(3, 32, 32),
        num_filters=32,
        filter_size=7,
        hidden_dim=100,
        num_classes=10,
        weight_scale=1e-3,
        reg=0.0,
        dtype=np.float32,
    ):
        C, H, W = input_dim
        self.reg = reg
        self.dtype = dtype
        self.params = {
            "W1": weight_scale * np.random.randn(num_filters, C, filter_size, filter_size),
            "b1": np.zeros(num_filters),
            "W2": weight_scale * np.random.randn(num_filters * (H // 2) * (W // 2), hidden_dim),
            "b2": np.zeros(hidden_dim),
            "W3": weight_scale * np.random.randn(hidden_dim, num_classes),
            "b3": np.zeros(num_classes),
        }
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        W3, b3 = self.params["W3"], self.params["b3"]
        conv, padded = conv_forward(X, W1, b1, (W1.shape[2] - 1) // 2)
        pooled, mask = pool_forward(np.maximum(conv, 0))
        flat = pooled.reshape(len(X), -1)
        hidden = np.maximum(flat @ W2 + b2, 0)
        scores = hidden @ W3 + b3
        if y is None:
            return scores

        probs = np.exp(scores - scores.max(axis=1, keepdims=True))
        probs /= probs.sum(axis=1, keepdims=True)
        N = len(X)
        loss = -np.log(probs[np.arange(N), y]).sum() / N
        loss += 0.5 * self.reg * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))

        grads = {}
        dscores = probs
        dscores[np.arange(N), y] -= 1
        dscores /= N
        grads["W3"] = hidden.T @ dscores + self.reg * W3
        grads["b3"] = dscores.sum(axis=0)
        dhidden = dscores @ W3.T * (hidden > 0)
        grads["W2"] = flat.T @ dhidden + self.reg * W2
        grads["b2"] = dhidden.sum(axis=0)
        dpool = (dhidden @ W2.T).reshape(pooled.shape)
        dconv = pool_backward(dpool, mask) * (conv > 0)
        grads["W1"], grads["b1"] = conv_backward(dconv, padded, W1)
        grads["W1"] += self.reg * W1
        return loss, grads
