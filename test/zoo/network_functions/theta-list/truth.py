import json

import nn
import numpy as np

np.random.seed(60)
thetas = [theta * 8 for theta in nn.init_thetas([4, 5, 6, 3])]
X, y, lam = np.random.randn(6, 4), np.eye(3)[[0, 1, 2, 2, 1, 0]], 0.4
rows = {}
for k, grad in enumerate(nn.backprop(X, y, thetas, lam)):
    slopes = np.empty(grad.shape)
    for at in np.ndindex(*grad.shape):
        thetas[k][at] += 1e-5
        above = nn.cost(X, y, thetas, lam)
        thetas[k][at] -= 2e-5
        slopes[at] = (above - nn.cost(X, y, thetas, lam)) / 2e-5
        thetas[k][at] += 1e-5
    rows["thetas[%d]" % k] = "pass" if np.abs(slopes - grad).max() < 1e-7 else "fail"
print(json.dumps({"rows": rows}))
