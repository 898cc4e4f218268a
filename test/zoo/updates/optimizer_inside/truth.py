import sys

import numpy as np

sys.path[:0] = ["..", "../../layer_objects"]
import nn
from differences import say, verdict


class Seen:
    """Takes the gradients that an optimizer is given, and leaves the parameters as they are."""

    pairs = []

    def update(self, w, gradient):
        self.pairs.append((w, gradient))
        return w


np.random.seed(14)
x = np.random.randn(6, 4)
dense, norm = nn.Dense(3, (4,)), nn.BatchNormalization()
norm.set_input_shape((4,))
rows = {}
for layer, names, width in ((dense, ["W", "w0"], 3), (norm, ["gamma", "beta"], 4)):
    layer.initialize(Seen())
    for name in names:
        setattr(layer, name, np.random.randn(*getattr(layer, name).shape))
    upstream = np.random.randn(6, width)
    layer.forward_pass(x)
    Seen.pairs = []
    dx = layer.backward_pass(upstream)
    rows[type(layer).__name__] = verdict(lambda: np.sum(layer.forward_pass(x) * upstream), Seen.pairs + [(x, dx)])
say(rows)
