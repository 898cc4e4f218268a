import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from differences import layer_verdict, say, verdict

rng = np.random.RandomState(12)
x, h, c = rng.randn(5, 3), rng.randn(5, 4), rng.randn(5, 4)
upstream = rng.randn(2, 5, 4)
cell = nn.LSTM(rng.randn(3, 16), rng.randn(4, 16), rng.randn(16))
cell.forward(x, h, c)
claims = list(zip([x, h, c], cell.backward(*upstream))) + list(zip(cell.params, cell.grads))
rows = {"LSTM": verdict(lambda: np.sum(np.array(cell.forward(x, h, c)) * upstream), claims)}

xs = rng.randn(2, 5, 4)
head = nn.SelfAttention(4)
head.W_q, head.W_k, head.W_v = rng.randn(3, 4, 4)
rows["SelfAttention"] = layer_verdict(
    lambda: head.forward(xs),
    lambda d: [head.backward(d), head.dW_q, head.dW_k, head.dW_v],
    xs,
    [head.W_q, head.W_k, head.W_v],
    rng.randn(2, 5, 4),
)
say(rows)
