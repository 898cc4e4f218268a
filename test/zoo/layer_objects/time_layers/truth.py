import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say, verdict

rng = np.random.RandomState(2)
Wx, Wh, b = rng.randn(5, 3), rng.randn(3, 3), rng.randn(3)
x, h, xs = rng.randn(4, 5), rng.randn(4, 3), rng.randn(4, 6, 5)
rows = {}

table, tokens, weight = rng.randn(8, 3), np.array([[1, 7, 1], [0, 2, 7]]), rng.randn(2, 3, 3)
embedding = nn.Embedding(table)
embedding.forward(tokens)
embedding.backward(weight)
rows["Embedding"] = verdict(lambda: np.sum(embedding.forward(tokens) * weight), [(table, embedding.grads[0])])

cell, weight = nn.RNN(Wx, Wh, b), rng.randn(4, 3)
cell.forward(x, h)
claims = list(zip([x, h], cell.backward(weight))) + list(zip(cell.params, cell.grads))
rows["RNN"] = verdict(lambda: np.sum(cell.forward(x, h) * weight), claims)

for name, layer, weight in (
    ("TimeRNN", nn.TimeRNN(Wx, Wh, b), rng.randn(4, 6, 3)),
    ("TimeAffine", nn.TimeAffine(Wx, b), rng.randn(4, 6, 3)),
):
    rows[name] = layer_verdict(
        lambda: layer.forward(xs), lambda d: [layer.backward(d)] + layer.grads, xs, layer.params, weight
    )
say(rows)
