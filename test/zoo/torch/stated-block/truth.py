import json
from types import SimpleNamespace

import torch
from nn import Block, SoftCap

torch.set_default_dtype(torch.float64)
torch.manual_seed(3)


def agrees(cost, tensors):
    for tensor in tensors:
        (gradient,) = torch.autograd.grad(cost(), tensor)
        u = torch.randn(tensor.shape)
        kept = tensor.detach().clone()
        with torch.no_grad():
            tensor.copy_(kept + 1e-6 * u)
            rise = cost()
            tensor.copy_(kept - 1e-6 * u)
            rise = rise - cost()
            tensor.copy_(kept)
        if abs(rise / 2e-6 - (gradient * u).sum()) > 1e-6:
            return "fail"
    return "pass"


block = Block(SimpleNamespace(n_embd=6, n_head=2)).double()
x = torch.randn(2, 5, 6, requires_grad=True)
r = torch.randn(2, 5, 6)
logits = torch.randn(4, 7, requires_grad=True)
s = torch.randn(4, 7)
rows = {
    "block": agrees(lambda: (block(x) * r).sum(), [x, *block.parameters()]),
    "softcap": agrees(lambda: (SoftCap.apply(logits, 5.0) * s).sum(), [logits]),
}
print(json.dumps({"rows": rows}))
