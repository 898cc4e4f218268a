import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(14)
n, d, h, steps = 3, 5, 4, 6


def verdict(forward, backward, arrays, outputs):
    *out, cache = forward(*arrays)
    weights = [rng.randn(*array.shape) for array in out[:outputs]]
    claimed = backward(*weights, cache)
    moved = [array for array in arrays if array.dtype == float]
    measured = [slope(lambda: weighted(forward(*arrays), weights), array) for array in moved]
    return agree(*zip(claimed if isinstance(claimed, tuple) else (claimed,), measured))


x, hidden, c = rng.randn(n, d), rng.randn(n, h), rng.randn(n, h)
wx, wh, b = rng.randn(d, h), rng.randn(h, h), rng.randn(h)
gates = [rng.randn(d, 4 * h), rng.randn(h, 4 * h), rng.randn(4 * h)]
sequence = rng.randn(n, steps, d) * 0.5
tokens = rng.randint(7, size=(n, steps))
say(
    {
        "rnn_step": verdict(nn.rnn_step_forward, nn.rnn_step_backward, [x, hidden, wx, wh, b], 1),
        "rnn": verdict(nn.rnn_forward, nn.rnn_backward, [sequence, hidden, wx, wh, b], 1),
        "lstm_step": verdict(nn.lstm_step_forward, nn.lstm_step_backward, [x, hidden, c] + gates, 2),
        "word_embedding": verdict(nn.word_embedding_forward, nn.word_embedding_backward, [tokens, rng.randn(7, d)], 1),
        "temporal_affine": verdict(nn.temporal_affine_forward, nn.temporal_affine_backward, [sequence, wx, b], 1),
    }
)
