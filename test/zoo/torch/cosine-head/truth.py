import json

import torch
from nn import Attention, CosineHead

torch.manual_seed(6)


def same(module, *inputs, moved=()):
    """Gradients of the parameters, and of the inputs in `moved`, against differences."""
    module = module.double()
    tensors = list(module.parameters()) + list(moved)
    for tensor in moved:
        tensor.requires_grad_(True)
    weights = torch.randn(module(*inputs).shape, dtype=torch.float64)

    def cost():
        return (module(*inputs) * weights).sum()

    for tensor, gradient in zip(tensors, torch.autograd.grad(cost(), tensors)):
        for k in range(tensor.numel()):
            with torch.no_grad():
                entries = tensor.view(-1)
                number = entries[k].item()
                entries[k] = number + 1e-6
                up = cost()
                entries[k] = number - 1e-6
                down = cost()
                entries[k] = number
            if abs((up - down) / 2e-6 - gradient.reshape(-1)[k]) > 1e-6:
                return "fail"
    return "pass"


sequence = torch.randn(2, 5, 4, dtype=torch.float64)
features = torch.randn(6, 4, dtype=torch.float64)
labels = torch.tensor([0, 2, 1, 1, 2, 0])
rows = {
    "Attention": same(Attention(4, 3), sequence, moved=[sequence]),
    "CosineHead": same(CosineHead(4, 3), features, labels, moved=[features]),
}
print(json.dumps({"rows": rows}))
