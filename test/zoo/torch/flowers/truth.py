import json

import torch
from nn import IrisNet

torch.manual_seed(8)
net = IrisNet().double()
flowers = torch.rand(6, 4, dtype=torch.float64)
weights = torch.randn(6, 3, dtype=torch.float64)


def cost():
    return (net(flowers) * weights).sum()


def verdict(layer):
    for parameter in layer.parameters():
        (gradient,) = torch.autograd.grad(cost(), parameter)
        direction = torch.randn_like(parameter)
        kept = parameter.detach().clone()
        with torch.no_grad():
            parameter.copy_(kept + 1e-6 * direction)
            up = cost()
            parameter.copy_(kept - 1e-6 * direction)
            down = cost()
            parameter.copy_(kept)
        if abs((up - down) / 2e-6 - (gradient * direction).sum()) > 1e-7:
            return "fail"
    return "pass"


print(json.dumps({"rows": {"hidden": verdict(net.fc1), "output": verdict(net.fc2)}}))
