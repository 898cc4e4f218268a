import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(33)
p, t = rng.randn(5, 3) * 2, rng.randn(5, 3)
x, w, y = rng.randn(6, 4), rng.randn(4), rng.randn(6)
say(
    {
        "mse": agree((nn.mse_prime(t, p), slope(lambda: nn.mse(t, p), p))),
        "mae_loss": agree((nn.mae_loss(p, t)[1], slope(lambda: nn.mae_loss(p, t)[0], p))),
        "huber_loss": agree((nn.huber_loss(p, t)[1], slope(lambda: nn.huber_loss(p, t)[0], p))),
        "log_cosh": agree((nn.log_cosh_gradient(p, t), slope(lambda: nn.log_cosh(p, t), p))),
        "ridge_loss": agree((nn.ridge_loss(w, x, y, 0.2)[1], slope(lambda: nn.ridge_loss(w, x, y, 0.2)[0], w))),
    }
)
