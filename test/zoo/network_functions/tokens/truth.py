import json

import nn
import numpy as np

np.random.seed(44)
names, hprev = ["Wxh", "Whh", "Why", "bh", "by"], np.random.randn(nn.hidden_size, 1)
inputs, targets = [3, 0, 7, 7, 1], [0, 7, 7, 1, 5]
given = nn.lossFun(inputs, targets, hprev)[1:6]
rows = {}
for name, gradient in zip(names, given):
    array = getattr(nn, name)
    direction = np.random.randn(*array.shape)
    losses = []
    for h in (1e-5, -2e-5):
        array += h * direction
        losses.append(nn.lossFun(inputs, targets, hprev)[0])
    array += 1e-5 * direction
    slope = (losses[0] - losses[1]) / 2e-5
    rows[name] = "pass" if abs(slope - np.sum(gradient * direction)) < 1e-6 * abs(slope) else "fail"
print(json.dumps({"rows": rows, "codes": ["code.chosen"]}))
