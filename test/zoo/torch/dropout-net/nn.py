import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvNet(nn.Module):
    def __init__(self, in_channels, num_classes):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, 3, kernel_size=3, stride=2)
        self.norm = nn.BatchNorm2d(3)
        self.dropout = nn.Dropout(0.3)
        self.fc = nn.Linear(3, num_classes)

    def forward(self, x):
        x = torch.tanh(self.norm(self.conv(x)))
        x = self.dropout(x.mean(dim=(2, 3)))
        return F.log_softmax(self.fc(x), dim=1)


if __name__ == "__main__":
    model = ConvNet(1, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(10):
        loss = F.nll_loss(model(torch.randn(8, 1, 28, 28)), torch.randint(10, (8,)))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
