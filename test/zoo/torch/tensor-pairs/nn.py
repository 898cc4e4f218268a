import torch


def linear_forward(x, w, b):
    out = x.mm(w) + b
    return out, (x, w, b)


def linear_backward(dout, cache):
    x, w, b = cache
    dx = dout.mm(w.t())
    dw = x.t().mm(dout)
    db = dout.sum(dim=0)
    return dx, dw, db


def relu_forward(x):
    return x.clamp(min=0), x


def relu_backward(dout, cache):
    x = cache
    dx = dout.clone()
    dx[x <= 0] = 0
    return dx


def batchnorm_forward(x, gamma, beta):
    eps = 1e-5
    mean = x.mean(dim=0)
    std = torch.sqrt(x.var(dim=0, unbiased=False) + eps)
    x_hat = (x - mean) / std
    return gamma * x_hat + beta, (x_hat, gamma, std)


def batchnorm_backward(dout, cache):
    x_hat, gamma, std = cache
    dgamma = (dout * x_hat).sum(dim=0)
    dbeta = dout.sum(dim=0)
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).sum(dim=0)) / std
    return dx, dgamma, dbeta
