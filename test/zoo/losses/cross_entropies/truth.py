import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(34)
p, q = rng.uniform(0.1, 0.9, (5, 3)), rng.uniform(0.1, 0.9, (5, 3))
labels = np.array([2, 0, 1, 1, 2])
onehot = np.eye(3)[labels]
logs = rng.randn(5, 3)
binary = (rng.rand(5, 3) > 0.5) * 1.0
say(
    {
        "cross_entropy": agree((nn.cross_entropy_backward(p, onehot), slope(lambda: nn.cross_entropy(p, onehot), p))),
        "binary_cross_entropy": agree(
            (nn.binary_cross_entropy_derivative(binary, p), slope(lambda: nn.binary_cross_entropy(binary, p), p))
        ),
        "nll_loss": agree((nn.nll_loss_grad(logs, labels), slope(lambda: nn.nll_loss(logs, labels), logs))),
        "kl_divergence": agree((nn.kl_divergence_grad(p, q), slope(lambda: nn.kl_divergence(p, q), q))),
    }
)
