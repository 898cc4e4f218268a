import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(38)
z, onehot = rng.randn(4, 3), np.eye(3)[[1, 0, 2, 1]]
binary = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
logits = rng.randn(3, 2)


def softmax():
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def sigmoid():
    return 1 / (1 + np.exp(-logits))


fused = nn.categorical_crossentropy_derivative(softmax(), onehot)
logistic = nn.log_loss_gradient(sigmoid(), binary)
say(
    {
        "categorical_crossentropy": agree((fused, slope(lambda: nn.categorical_crossentropy(softmax(), onehot), z))),
        "log_loss": agree((logistic, slope(lambda: nn.log_loss(sigmoid(), binary), logits))),
    }
)
