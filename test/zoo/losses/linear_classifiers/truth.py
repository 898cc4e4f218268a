import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(31)
w, x, y, reg = rng.randn(5, 4), rng.randn(7, 5), rng.randint(4, size=7), 0.3
names = ("svm_loss_naive", "svm_loss_vectorized", "softmax_loss_naive", "softmax_loss_vectorized")
losses = [getattr(nn, name) for name in names]
say({name: agree((f(w, x, y, reg)[1], slope(lambda: f(w, x, y, reg)[0], w))) for name, f in zip(names, losses)})
