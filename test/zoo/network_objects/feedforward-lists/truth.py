import json

import numpy as np
from nn import Network

np.random.seed(5)
net = Network([4, 5, 3, 2])
x, y = np.random.randn(4, 1), np.array([[1.0], [0.0]])


def cost():
    return 0.5 * np.sum((net.feedforward(x) - y) ** 2)


def agrees(array, gradient):
    for index in np.ndindex(*array.shape):
        array[index] += 1e-5
        above = cost()
        array[index] -= 2e-5
        slope = (above - cost()) / 2e-5
        array[index] += 1e-5
        if abs(slope - gradient[index]) > 1e-9:
            return False
    return True


nabla_b, nabla_w = net.backprop(x, y)
rows = {}
for kind, arrays, gradients in (("biases", net.biases, nabla_b), ("weights", net.weights, nabla_w)):
    for k in range(3):
        rows["%s[%d]" % (kind, k)] = "pass" if agrees(arrays[k], gradients[k]) else "fail"
print(json.dumps({"rows": rows, "codes": ["code.costGuessed", "code.oneExample"]}))
