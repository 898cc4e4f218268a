import json

import numpy as np
from nn import Linear, Tensor

rng = np.random.default_rng(3)


def close(function, *arrays):
    """Every gradient of sum(R * function) against central differences."""
    arrays = [np.array(array) for array in arrays]
    weights = rng.normal(size=function(*map(Tensor, arrays)).shape)
    leaves = [Tensor(array.copy(), requires_grad=True) for array in arrays]
    function(*leaves).backward(weights)
    for leaf, array in zip(leaves, arrays):
        numerical = np.zeros_like(array)
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + 1e-6
            up = np.sum(weights * function(*map(Tensor, arrays)).data)
            array[index] = kept - 1e-6
            down = np.sum(weights * function(*map(Tensor, arrays)).data)
            array[index] = kept
            numerical[index] = (up - down) / 2e-6
        if leaf.grad.shape != array.shape or not np.allclose(leaf.grad, numerical, 1e-6, 1e-7):
            return False
    return True


def linear(x, weight, bias):
    layer = Linear(3, 2)
    layer.weight, layer.bias = weight, bias
    return layer(x)


x, y, w = rng.normal(size=(4, 3)), rng.normal(size=(4, 3)), rng.normal(size=(3, 2))
row, column = rng.normal(size=3), rng.normal(size=(4, 1))
right = {
    "add": close(lambda a, b: a + b, x, y) and close(lambda a: a + 2.5, x),
    "mul": close(lambda a, b: a * b, x, y) and close(lambda a: a * 2.5, x),
    "matmul": close(lambda a, b: a @ b, x, w),
    "sum": all(close(lambda a, axis=axis: a.sum(axis), x) for axis in (None, 0, 1)),
    "reshape": close(lambda a: a.reshape(2, 6), x),
    "T": close(lambda a: a.T, x),
    "relu": close(lambda a: a.relu(), x),
    "log": close(lambda a: a.log(), np.abs(x) + 0.1),
    "softmax": all(close(lambda a, axis=axis: a.softmax(axis), x) for axis in (-1, 0, 1)),
    "reuse": close(lambda a: a + a, x) and close(lambda a: a * a, x) and close(lambda a: a.relu() + a.relu(), x),
    "graph": close(lambda a, b: (a * b + a) * (a * b) + a, x, y),
    "broadcast": all(close(lambda a, b: a + b, x, z) and close(lambda a, b: a * b, z, x) for z in (row, column)),
    "Linear": close(linear, x, w, rng.normal(size=2)),
}
print(json.dumps({"rows": {name: "pass" if value else "fail" for name, value in right.items()}}))
