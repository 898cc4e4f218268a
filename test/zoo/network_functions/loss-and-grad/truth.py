import json

import numpy as np
from nn import init_params, loss_and_grad

np.random.seed(4)
X, y = np.random.randn(5, 6), np.array([0, 2, 1, 2, 0])
params = {key: np.random.randn(*value.shape) for key, value in init_params(6, 4, 3).items()}
_, grads = loss_and_grad(params, X, y, reg=0.05)
rows = {}
for key, value in params.items():
    worst = 0.0
    for at in np.ndindex(value.shape):
        ahead, behind = value.copy(), value.copy()
        ahead[at] += 1e-5
        behind[at] -= 1e-5
        high, low = (loss_and_grad(dict(params, **{key: each}), X, y, reg=0.05)[0] for each in (ahead, behind))
        worst = max(worst, abs((high - low) / 2e-5 - grads[key][at]))
    rows[key] = "pass" if worst < 1e-7 else "fail"
print(json.dumps({"rows": rows}))
