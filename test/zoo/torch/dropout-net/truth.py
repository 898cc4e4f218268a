import json

import torch
from nn import ConvNet

torch.manual_seed(0)
model = ConvNet(2, 4).double()
x = torch.randn(5, 2, 7, 8, dtype=torch.float64)
upstream = torch.randn(5, 4, dtype=torch.float64)


def cost():
    # The same units are dropped in every run.
    torch.manual_seed(1)
    return (model(x) * upstream).sum()


verdict = "pass"
parameters = list(model.parameters())
for parameter, gradient in zip(parameters, torch.autograd.grad(cost(), parameters)):
    direction = torch.randn_like(parameter)
    with torch.no_grad():
        parameter += 1e-6 * direction
        up = cost()
        parameter -= 2e-6 * direction
        down = cost()
        parameter += 1e-6 * direction
    if abs((up - down) / 2e-6 - (gradient * direction).sum()) > 1e-6:
        verdict = "fail"
print(json.dumps({"rows": {"ConvNet": verdict}}))
