import json

import torch
from nn import batchnorm_backward, batchnorm_forward, linear_backward, linear_forward, relu_backward, relu_forward

torch.manual_seed(1)


def draw(*shape):
    return torch.randn(*shape, dtype=torch.float64)


def compare(forward, backward, *arguments):
    out, cache = forward(*arguments)
    dout = draw(*out.shape)
    gradients = backward(dout, cache)
    gradients = gradients if isinstance(gradients, tuple) else (gradients,)
    for argument, gradient in zip(arguments, gradients):
        flat = argument.reshape(-1)
        for i in range(len(flat)):
            kept = flat[i].item()
            flat[i] = kept + 1e-6
            above = (forward(*arguments)[0] * dout).sum()
            flat[i] = kept - 1e-6
            below = (forward(*arguments)[0] * dout).sum()
            flat[i] = kept
            if abs((above - below) / 2e-6 - gradient.reshape(-1)[i]) > 1e-6:
                return "fail"
    return "pass"


rows = {
    "linear": compare(linear_forward, linear_backward, draw(5, 3), draw(3, 4), draw(4)),
    "relu": compare(relu_forward, relu_backward, draw(5, 3)),
    "batchnorm": compare(batchnorm_forward, batchnorm_backward, draw(5, 3), draw(3), draw(3)),
}
print(json.dumps({"rows": rows}))
