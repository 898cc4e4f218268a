"""Layer objects one after another, as the network of the config's model."""

import numpy

from ..gradient_names import is_gradient_of
from .arguments import is_rate
from .methods import Methods, arguments
from .run import output_attribute

class Link:
    """A layer in the chain: forward(x) → output, backward(upstream, rate) → gradient of x."""

    def __init__(self, instance):
        self.instance = instance
        self.methods = Methods(type(instance))
        self._forward = getattr(instance, self.methods.forward)
        self._backward = getattr(instance, self.methods.backward)
        self._input_name = next((argument.name for argument in arguments(self._forward)), None)
        self._input = None

    def forward(self, x):
        self._input = x
        flags = [argument for argument in arguments(self._forward)[1:] if argument.default is argument.empty]
        returned = self._forward(x, *[True for _ in flags])
        return returned if returned is not None else output_attribute(self.instance)

    def backward(self, upstream, rate):
        given = {}
        for argument in arguments(self._backward):
            if is_rate(argument.name):
                given[argument.name] = rate
            elif argument.name == self._input_name:
                given[argument.name] = self._input
            elif argument.default is argument.empty:
                given[argument.name] = upstream
        return input_gradient(self._backward(**given), self.instance)


def input_gradient(returned, instance):
    """dx, which backward returned, alone or first of several, or which it left in an attribute."""
    if isinstance(returned, (tuple, list)):
        returned = returned[0] if len(returned) else None
    if returned is not None:
        return returned
    held = [name for name, value in vars(instance).items() if isinstance(value, numpy.ndarray)]
    return next((getattr(instance, name) for name in held if is_gradient_of((name,), ("x",))), None)


class Chain:
    """`layers`: instances of the user's, in order; `head`: their loss."""

    def __init__(self, layers, head):
        self.layers = layers
        self.head = head
        self.links = tuple(Link(layer) for layer in layers)
        self._output = None

    def forward(self, x):
        for link in self.links:
            x = link.forward(x)
        self._output = x
        return x

    def loss(self, y_pred, y_true):
        return self.head.cost(y_pred, y_true)

    def backward(self, y_true, learning_rate=1.0):
        upstream = self.head.gradient(self._output, y_true)
        for link in reversed(self.links):
            upstream = link.backward(upstream, learning_rate)
