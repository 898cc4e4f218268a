import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope, weighted

rng = np.random.RandomState(18)
n_x, n_a, n_y, m, steps = 3, 5, 2, 4, 6


def verdict(forward, backward, arrays, parameters, names, outputs):
    *out, cache = forward(*arrays, parameters)
    weights = [rng.randn(*array.shape) for array in out[:outputs]]
    claimed = backward(*weights, cache)
    held = dict(zip(names, arrays), **parameters)
    moved = [name for name in held if "d" + name in claimed]
    return agree(
        *[
            (claimed["d" + name], slope(lambda: weighted(forward(*arrays, parameters), weights), held[name]))
            for name in moved
        ]
    )


simple = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
gates = {"W" + gate: (n_a, n_a + n_x) for gate in "fico"}
gates.update({"b" + gate: (n_a, 1) for gate in "fico"}, Wy=(n_y, n_a), by=(n_y, 1))
simple, gates = [{name: rng.randn(*shape) * 0.6 for name, shape in shapes.items()} for shapes in (simple, gates)]
x, a, c = rng.randn(n_x, m), rng.randn(n_a, m), rng.randn(n_a, m)
sequence = rng.randn(n_x, m, steps)
say(
    {
        "rnn_cell": verdict(nn.rnn_cell_forward, nn.rnn_cell_backward, [x, a], simple, ["xt", "a_prev"], 1),
        "rnn": verdict(nn.rnn_forward, nn.rnn_backward, [sequence, a], simple, ["x", "a0"], 1),
        "lstm_cell": verdict(
            nn.lstm_cell_forward, nn.lstm_cell_backward, [x, a, c], gates, ["xt", "a_prev", "c_prev"], 2
        ),
    }
)
