import json

import torch
from nn import LeakyReLU, Sigmoid

generator = torch.Generator().manual_seed(11)
x = torch.randn(4, 3, generator=generator, dtype=torch.float64)
dy = torch.randn(4, 3, generator=generator, dtype=torch.float64)


def judge(f):
    leaf = x.clone().requires_grad_(True)
    (analytical,) = torch.autograd.grad(f(leaf), leaf, dy)
    h = 1e-6
    numerical = dy * (f(x + h) - f(x - h)) / (2 * h)
    return "pass" if (analytical - numerical).abs().max() < 1e-6 else "fail"


print(json.dumps({"rows": {"Sigmoid": judge(Sigmoid.apply), "LeakyReLU": judge(lambda a: LeakyReLU.apply(a, 0.2))}}))
