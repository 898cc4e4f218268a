import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(20)


def against(forward, arrays, claimed):
    """`claimed`: gradients for weights r, as a function of them and of what forward returned."""
    result = forward()
    out = result[0] if isinstance(result, tuple) else result
    r = rng.randn(*out.shape)

    def total():
        result = forward()
        return float(np.sum((result[0] if isinstance(result, tuple) else result) * r))

    measured = [slope(total, array) for array in arrays]
    said = claimed(r, result)
    return agree(*zip(said if isinstance(said, tuple) else (said,), measured))


x, w, b = rng.randn(3, 5, 4), rng.randn(6, 4), rng.randn(6)
g = rng.randn(4)
q, k, v = rng.randn(2, 3, 4), rng.randn(2, 5, 4), rng.randn(2, 5, 6)
tokens, table = rng.randint(7, size=(3, 5)), rng.randn(7, 4)
say(
    {
        "linear": against(lambda: nn.linear_fwd(x, w, b), [x, w, b], lambda r, out: nn.linear_bwd(r, x, w)),
        "rmsnorm": against(lambda: nn.rmsnorm_fwd(x, g), [x, g], lambda r, out: nn.rmsnorm_bwd(r, out[1])),
        "softmax": against(lambda: nn.softmax_fwd(x), [x], lambda r, out: nn.softmax_bwd(out, r)),
        "gelu": against(lambda: nn.gelu_fwd(x), [x], lambda r, out: nn.gelu_bwd(r, x)),
        "attention": against(
            lambda: nn.attention_fwd(q, k, v), [q, k, v], lambda r, out: nn.attention_bwd(r, out[1])
        ),
        "embed": against(lambda: nn.embed_fwd(tokens, table), [table], lambda r, out: nn.embed_bwd(r, out[1])),
    }
)
