import torch
import torch.nn as nn


class Tanh(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        ctx.save_for_backward(z)
        return torch.tanh(z)

    @staticmethod
    def backward(ctx, grad_output):
        (z,) = ctx.saved_tensors
        return grad_output * (1 - z**2)


class IrisNet(nn.Module):
    def __init__(self, input_size=4, hidden_size=5, num_classes=3):
        super().__init__()
        self.fc1 = nn.Linear(input_size, hidden_size)
        self.fc2 = nn.Linear(hidden_size, num_classes)

    def forward(self, x):
        return torch.softmax(self.fc2(Tanh.apply(self.fc1(x))), dim=1)
