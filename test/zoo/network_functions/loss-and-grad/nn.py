"""One function for the loss of a two-layer classifier and its gradients, examples in rows."""

import numpy as np


def init_params(input_size, hidden_size, num_classes, std=1e-2):
    return {
        "W1": std * np.random.randn(input_size, hidden_size),
        "b1": np.zeros(hidden_size),
        "W2": std * np.random.randn(hidden_size, num_classes),
        "b2": np.zeros(num_classes),
    }


def loss_and_grad(params, X, y, reg=0.0):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    N = X.shape[0]
    hidden = np.maximum(0, X @ W1 + b1)
    scores = hidden @ W2 + b2
    scores -= scores.max(axis=1, keepdims=True)
    probs = np.exp(scores)
    probs /= probs.sum(axis=1, keepdims=True)
    loss = -np.log(probs[np.arange(N), y]).sum() / N + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

    dscores = probs.copy()
    dscores[np.arange(N), y] -= 1
    dscores /= N
    dhidden = dscores @ W2.T
    dhidden[hidden <= 0] = 0
    grads = {
        "W2": hidden.T @ dscores + 2 * reg * W2,
        "b2": dscores.sum(axis=0),
        "W1": X.T @ dhidden + reg * W1,
        "b1": dhidden.sum(axis=0),
    }
    return loss, grads
