import numpy as np


class Parameter:
    def __init__(self, data):
        self.data = data
        self.grad = np.zeros_like(data)


class Module:
    def forward(self, x):
        raise NotImplementedError

    def backward(self, grad_output):
        raise NotImplementedError

    def __call__(self, x):
        return self.forward(x)

    def parameters(self):
        return [value for value in vars(self).values() if isinstance(value, Parameter)]

    def zero_grad(self):
        for parameter in self.parameters():
            parameter.grad[...] = 0


class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        self.weight = Parameter(np.random.randn(out_features, in_features) / np.sqrt(in_features))
        self.bias = Parameter(np.zeros(out_features)) if bias else None

    def forward(self, x):
        self.x = x
        out = x @ self.weight.data.T
        return out + self.bias.data if self.bias else out

    def backward(self, grad_output):
        self.weight.grad += grad_output.T @ self.x
        if self.bias:
            self.bias.grad += grad_output.sum(axis=0)
        return grad_output @ self.weight.data


class LayerNorm(Module):
    def __init__(self, dim, eps=1e-5):
        self.gamma = Parameter(np.ones(dim))
        self.beta = Parameter(np.zeros(dim))
        self.eps = eps

    def forward(self, x):
        self.std = np.sqrt(x.var(axis=-1, keepdims=True) + self.eps)
        self.x_hat = (x - x.mean(axis=-1, keepdims=True)) / self.std
        return self.gamma.data * self.x_hat + self.beta.data

    def backward(self, grad_output):
        self.gamma.grad += (grad_output * self.x_hat).sum(axis=0)
        self.beta.grad += grad_output.sum(axis=0)
        g = grad_output * self.gamma.data
        return (g - g.mean(axis=-1, keepdims=True)) / self.std


class GELU(Module):
    def forward(self, x):
        self.x = x
        self.t = np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))
        return 0.5 * x * (1 + self.t)

    def backward(self, grad_output):
        inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * self.x**2)
        return grad_output * (0.5 * (1 + self.t) + 0.5 * self.x * (1 - self.t**2) * inner)


class Sequential(Module):
    def __init__(self, *modules):
        self.modules = list(modules)

    def forward(self, x):
        for module in self.modules:
            x = module(x)
        return x

    def backward(self, grad_output):
        for module in reversed(self.modules):
            grad_output = module.backward(grad_output)
        return grad_output
