import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(19)
x, r = rng.randn(6, 5), rng.randn(6, 5)


def measured(function):
    return slope(lambda: float(np.sum(function(x) * r)), x)


say(
    {
        "relu": agree((nn.relu_backward(r, x), measured(nn.relu))),
        "sigmoid": agree((r * nn.sigmoid_derivative(x), measured(nn.sigmoid))),
        "tanh": agree((r * nn.tanh_prime(nn.tanh(x)), measured(nn.tanh))),
        "leaky_relu": agree((r * nn.leaky_relu_derivative(x), measured(nn.leaky_relu))),
        "elu": agree((r * nn.d_elu(x), measured(nn.elu))),
        "softplus": agree((r * nn.softplus_grad(x), measured(nn.softplus))),
    }
)
