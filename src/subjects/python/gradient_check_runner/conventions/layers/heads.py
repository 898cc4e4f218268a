"""Losses at the end of a chain: an object with forward(prediction, labels) and backward, two functions, or ours."""

import re

import numpy

from ..network.vocabulary import plain
from .chain import input_gradient
from .construction import Construction
from .labels import like_output
from .methods import TARGET, Methods, arguments, takes_labels
from .run import output_attribute
from .worlds import World

_UPSTREAM_NAMES = ("dout", "d_out", "grad", "grad_output", "dl", "dy", "upstream")
_LOSSES = {
    "mean_squared_error": r"mse|squared|quadratic|l2loss",
    "binary_crossentropy": r"binary|bce|logloss|logistic|crossentropy",
    "categorical_crossentropy": r"categorical|softmax|cce|crossentropy|nll|loglikelihood",
}
DERIVATIVE = re.compile(r"prime|deriv|grad|backward|delta|^d_|_d$")
"""Names of functions that give a derivative."""


def is_loss(cls):
    """Whether its forward pass takes labels."""
    return takes_labels(getattr(cls, Methods(cls).forward))


def heads(classes, activation, context, examples):
    """[(function that makes a head, whether it does the last activation as well)], those of the config's loss.

    `activation`: the last one of the config. Where the file has no such loss, the config's own is supplied.
    """
    wanted = (context.loss or "").replace("sparse_", "")
    pattern = re.compile(_LOSSES.get(wanted, "."))
    found = []
    for cls in classes:
        if is_loss(cls) and pattern.search(plain(cls.__name__)):
            found.append((_maker(cls, context), activation != "linear" and names_activation(cls.__name__, activation)))
    functions = context.module.functions
    costs = [key for key in functions if re.search(r"loss|cost|mse|entropy|error|bce|cce", key.lower())]
    for key in costs:
        partners = [other for other in costs if other != key and key in other and DERIVATIVE.search(other.lower())]
        if partners and pattern.search(plain(key)) and not DERIVATIVE.search(key.lower()):
            pair = functions[key], functions[partners[0]]
            found.append((lambda pair=pair: LossFunctions(*pair), False))
    return found + [(lambda: SuppliedLoss(wanted, examples), False)]


def names_activation(name, activation):
    """Whether a class of this name is the activation: ReLU for relu, and not LeakyReLU."""
    rest = r"activation|layer|function|loss|with|cross|entropy|categorical|binary|class|_|\d"
    spelled = re.sub(rest, "", name.lower())
    return spelled in (activation.replace("_", ""), {"sigmoid": "logistic", "linear": "identity"}.get(activation))


def _maker(cls, context):
    return lambda: LossHead(next(Construction(cls, context).makers(World("rows", (3, 2))))()[0])


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
