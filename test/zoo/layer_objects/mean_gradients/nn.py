import numpy as np


class Layer:
    def __init__(self):
        self.params = {}
        self.gradients = {}

    def forward(self, inputs):
        raise NotImplementedError

    def backward(self, gradient):
        raise NotImplementedError


class LinearLayer(Layer):
    """Parameters' gradients are means over the batch; the loss hands back one gradient for each example."""

    def __init__(self, input_size, output_size):
        super().__init__()
        self.params["w"] = np.random.randn(input_size, output_size) * 0.1
        self.params["b"] = np.zeros(output_size)

    def forward(self, inputs):
        self.inputs = inputs
        return inputs @ self.params["w"] + self.params["b"]

    def backward(self, gradient):
        batch_size = gradient.shape[0]
        self.gradients["w"] = self.inputs.T @ gradient / batch_size
        self.gradients["b"] = np.mean(gradient, axis=0)
        return gradient @ self.params["w"].T


class ColumnLayer(Layer):
    """The same with examples as columns."""

    def __init__(self, input_size, output_size):
        super().__init__()
        self.params["w"] = np.random.randn(output_size, input_size) * 0.1
        self.params["b"] = np.zeros((output_size, 1))

    def forward(self, inputs):
        self.inputs = inputs
        return np.dot(self.params["w"], inputs) + self.params["b"]

    def backward(self, gradient):
        m = self.inputs.shape[1]
        self.gradients["w"] = np.dot(gradient, self.inputs.T) / m
        self.gradients["b"] = np.sum(gradient, axis=1, keepdims=True)
        return np.dot(self.params["w"].T, gradient)
