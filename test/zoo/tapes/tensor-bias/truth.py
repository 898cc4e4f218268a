import json

import numpy as np
from nn import Tensor

random = np.random.default_rng(8)
A, B, W = random.normal(size=(5, 4)), random.normal(size=(5, 4)), random.normal(size=(4, 3))


def numerical(cost, array):
    slope = np.empty(array.shape)
    for place in np.ndindex(array.shape):
        number = array[place]
        array[place] = number + 1e-6
        slope[place] = cost()
        array[place] = number - 1e-6
        slope[place] -= cost()
        array[place] = number
    return slope / 2e-6


def judge(*cases):
    for f, *given in cases:
        arrays = [np.array(array) for array in given]
        upstream = random.normal(size=f(*[Tensor(array) for array in arrays]).data.shape)
        leaves = [Tensor(array) for array in arrays]
        f(*leaves).backward(upstream)
        for leaf, array in zip(leaves, arrays):
            slope = numerical(lambda: (f(*[Tensor(a) for a in arrays]).data * upstream).sum(), array)
            if leaf.grad.shape != slope.shape or abs(leaf.grad - slope).max() > 1e-6:
                return "fail"
    return "pass"


rows = {
    "add": judge((lambda a, b: a + b, A, B), (lambda a: a + 2.5, A)),
    "sub": judge((lambda a, b: a - b, A, B), (lambda a: a - 2.5, A)),
    "pow": judge((lambda a: a**3, A), (lambda a: a**-1.5, 0.5 + abs(A))),
    "matmul": judge((lambda a, b: a.matmul(b), A, W)),
    "mean": judge((lambda a: a.mean(), A)),
    "sigmoid": judge((lambda a: a.sigmoid(), A)),
    "reuse": judge((lambda a: a + a, A), (lambda a: a.sigmoid() + a.sigmoid(), A), (lambda a: a**3 + a**3, A)),
    "graph": judge((lambda a, b: (a.sigmoid() + b.sigmoid()).sigmoid() + (a.sigmoid() + a), A, B)),
    "broadcast": judge((lambda a, b: a + b, A, B[0]), (lambda a, b: a - b, A, B[:, :1])),
}
print(json.dumps({"rows": rows}))
