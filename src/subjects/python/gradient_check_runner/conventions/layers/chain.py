"""Layer objects one after another, as the network of the config's model."""

import numpy

from ..gradient_names import is_gradient_of
from .arguments import RATE
from .labels import like_output
from .methods import TARGET, Methods, arguments
from .run import output_attribute

_UPSTREAM_NAMES = ("dout", "d_out", "grad", "grad_output", "dl", "dy", "upstream")


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
            if RATE.match(argument.name.strip("_")):
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


class LossHead:
    """A loss of the user's: an object with forward(prediction, labels) and backward, or a pair of functions."""

    def __init__(self, instance):
        self.instance = instance
        methods = Methods(type(instance))
        self._forward = getattr(instance, methods.forward)
        self._backward = getattr(instance, methods.backward)

    def cost(self, prediction, labels):
        return numpy.mean(_with_labels(self._forward, prediction, labels))

    def gradient(self, prediction, labels):
        _with_labels(self._forward, prediction, labels)
        return input_gradient(_with_labels(self._backward, prediction, labels, self.instance), self.instance)


class LossFunctions:
    def __init__(self, cost, gradient):
        self.instance = None
        self._cost = cost
        self._gradient = gradient

    def cost(self, prediction, labels):
        return numpy.mean(_with_labels(self._cost, prediction, labels))

    def gradient(self, prediction, labels):
        return _with_labels(self._gradient, prediction, labels)


def _with_labels(function, prediction, labels, head=None):
    """Calls a function of a loss with the labels under their name and the prediction under the other.

    A head that joins the last activation keeps its output, which is the prediction that its backward asks for.
    """
    given = {}
    for argument in arguments(function):
        if TARGET.match(argument.name):
            given[argument.name] = labels
        elif argument.default is not argument.empty:
            continue
        elif head is not None and argument.name.lower() in _UPSTREAM_NAMES:
            given[argument.name] = 1.0
        else:
            output = output_attribute(head) if head is not None else None
            given[argument.name] = prediction if output is None else output
    return function(**given)


class SuppliedLoss:
    """The config's loss where the file has none: cost and gradient of a prediction, probabilities for cross-entropy."""

    instance = None

    def __init__(self, name, examples):
        self._name = name or "mean_squared_error"
        self._examples = examples

    def cost(self, prediction, labels):
        y = like_output(labels, prediction.shape)
        if self._name == "binary_crossentropy":
            return -numpy.sum(y * numpy.log(prediction) + (1 - y) * numpy.log(1 - prediction)) / self._examples
        if "categorical" in self._name:
            return -numpy.sum(y * numpy.log(prediction)) / self._examples
        return numpy.mean((prediction - y) ** 2)

    def gradient(self, prediction, labels):
        y = like_output(labels, prediction.shape)
        if self._name == "binary_crossentropy":
            return (prediction - y) / (prediction * (1 - prediction)) / self._examples
        if "categorical" in self._name:
            return -y / prediction / self._examples
        return 2 * (prediction - y) / y.size


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
