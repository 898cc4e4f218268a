import math
import random


class Value:
    def __init__(self, data, parents=(), local_gradients=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._local_gradients = local_gradients

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def reciprocal(self):
        return Value(1 / self.data, (self,), (-1 / self.data**2,))

    def __radd__(self, other):
        return self + other

    def backward(self):
        ordered, seen = [], set()

        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node._parents:
                    visit(parent)
                ordered.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(ordered):
            for parent, local in zip(node._parents, node._local_gradients):
                parent.grad += local * node.grad


def softmax(scores):
    exponentials = [score.exp() for score in scores]
    total = sum(exponentials).reciprocal()
    return [e * total for e in exponentials]


class Layer:
    def __init__(self, inputs, units):
        self.kernel = [[Value(random.gauss(0, 1)) for _ in range(units)] for _ in range(inputs)]
        self.bias = [Value(0.0) for _ in range(units)]

    def __call__(self, x):
        return [sum((row[j] * xi for xi, row in zip(x, self.kernel)), b) for j, b in enumerate(self.bias)]

    def parameters(self):
        return [w for row in self.kernel for w in row] + self.bias


class Classifier:
    def __init__(self, n_features, n_hidden, n_classes):
        self.hidden = Layer(n_features, n_hidden)
        self.output = Layer(n_hidden, n_classes)

    def __call__(self, x):
        return softmax(self.output([z.tanh() for z in self.hidden(x)]))

    def parameters(self):
        return self.hidden.parameters() + self.output.parameters()
