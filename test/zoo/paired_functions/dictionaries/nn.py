import numpy as np


def mlp_forward(params, X):
    """X: (examples, features); params: W1, b1, W2, b2"""
    hidden = np.tanh(X @ params["W1"] + params["b1"])
    out = hidden @ params["W2"] + params["b2"]
    return out, {"X": X, "hidden": hidden}


def mlp_backward(params, dout, cache):
    X, hidden = cache["X"], cache["hidden"]
    grads = {}
    grads["dW2"] = hidden.T @ dout
    grads["db2"] = dout.sum(axis=0)
    dhidden = dout @ params["W2"].T * (1 - hidden**2)
    grads["dW1"] = X.T @ dhidden
    grads["db1"] = dhidden.sum(axis=0)
    return grads


def residual_forward(x, params):
    z = x @ params["W"] + params["b"]
    return x + np.maximum(z, 0), (x, z, params)


def residual_backward(dy, cache):
    x, z, params = cache
    dz = dy * (z > 0)
    dx = dz @ params["W"].T
    return dx, {"W": x.T @ dz, "b": dz.sum(axis=0)}


def batch_norm_forward(x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5):
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
    inv = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv
    return gamma * x_hat + beta, (x_hat, inv, gamma), running_mean, running_var


def batch_norm_backward(dout, cache):
    x_hat, inv, gamma = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma * inv / N * (N * dout - dbeta - x_hat * dgamma)
    return dx, dgamma, dbeta
