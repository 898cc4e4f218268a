from math import log


class Scalar:
    """One node of a computation graph."""

    def __init__(self, value, parents=()):
        self.value = float(value)
        self.gradient = 0.0
        self.parents = list(parents)
        self.push = None

    @staticmethod
    def wrap(x):
        return x if isinstance(x, Scalar) else Scalar(x)

    def __add__(self, other):
        other = Scalar.wrap(other)
        result = Scalar(self.value + other.value, [self, other])

        def push():
            self.gradient += result.gradient
            other.gradient += result.gradient

        result.push = push
        return result

    def __mul__(self, other):
        other = Scalar.wrap(other)
        result = Scalar(self.value * other.value, [self, other])

        def push():
            self.gradient += result.gradient * other.value
            other.gradient += result.gradient * self.value

        result.push = push
        return result

    def __pow__(self, exponent):
        result = Scalar(self.value**exponent, [self])

        def push():
            self.gradient += result.gradient * exponent * self.value**exponent

        result.push = push
        return result

    def log(self):
        result = Scalar(log(self.value), [self])

        def push():
            self.gradient += result.gradient / self.value

        result.push = push
        return result

    def __truediv__(self, other):
        return self * Scalar.wrap(other) ** -1

    def backprop(self):
        ordered, done = [], set()

        def walk(node):
            if id(node) in done:
                return
            done.add(id(node))
            for parent in node.parents:
                walk(parent)
            ordered.append(node)

        walk(self)
        self.gradient = 1.0
        while ordered:
            node = ordered.pop()
            if node.push:
                node.push()
