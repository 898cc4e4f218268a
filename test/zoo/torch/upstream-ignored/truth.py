import json

import torch
from nn import exp, swish

x = torch.tensor([[0.3, -1.2, 0.9], [1.6, -0.4, 0.1]], dtype=torch.float64)
upstream = torch.tensor([[1.5, -0.2, 0.7], [0.4, 2.3, -1.1]], dtype=torch.float64)


def verdict(function):
    leaf = x.clone().requires_grad_(True)
    function(leaf).backward(upstream)
    # Elementwise functions: one difference moves every entry.
    slope = upstream * (function(x + 1e-6) - function(x - 1e-6)) / 2e-6
    return "pass" if torch.allclose(leaf.grad, slope, 1e-7, 1e-7) else "fail"


print(json.dumps({"rows": {"Exp": verdict(exp), "Swish": verdict(swish)}}))
