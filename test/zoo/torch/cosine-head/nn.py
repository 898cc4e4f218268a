import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.score = nn.Linear(dim, hidden)
        self.vector = nn.Parameter(torch.randn(hidden))

    def forward(self, x):
        weights = torch.softmax(torch.tanh(self.score(x)) @ self.vector, dim=-1)
        return (weights.unsqueeze(-1) * x).sum(dim=-2)


class CosineHead(nn.Module):
    def __init__(self, in_features, num_classes, scale=4.0):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_classes, in_features))
        self.scale = scale

    def forward(self, features, labels):
        w = self.weight / self.weight.data.norm(dim=1, keepdim=True)
        logits = self.scale * F.normalize(features, dim=1) @ w.t()
        return F.cross_entropy(logits, labels)
