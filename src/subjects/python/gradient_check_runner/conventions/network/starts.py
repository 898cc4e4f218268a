"""Parameters to begin with, in the containers that the user's code expects."""

import re

import numpy

from ...matching import match
from ...matching_names import kind_of
from ...problem import Problem
from .pieces import pieces_of

KERNEL_OR_BIAS = re.compile(r"_*(w|b|theta|weights?|bias|biases|kernel)[a-z]{0,6}(_?[a-z]{1,7})?_?\d*", re.I)
"""Names that arguments, keys and variables have when they hold parameters: W1, b1, Wxh, w_out, bias_h, Theta2."""


class Start:
    """`values` by argument name; `container`: what the argument called parameters gets; `leaves`: the arrays.

    `sizes`: of the layers, as far as they are known; `instance`: the user's network object, which owns the leaves.
    """

    def __init__(self, values, container, leaves, sizes=None, instance=None):
        self.values = values
        self.container = container
        self.leaves = leaves
        self.sizes = sizes
        self.instance = instance
        self.image = None
        """The shape of one example where it is no vector."""
        self.variables = None
        """(namespace, {name: value}) of the module's variables that the code reads beside its arguments."""
        self.smaller = {}
        """{extent: the one in its place} where large sizes that are written into the code were made smaller."""
        self.pieces = []
        """[(Piece, matching.Assigned)], in the order of the config's parameters; empty without a model."""
        self._values = None

    def settle(self, context, mentions):
        """Starts with the config's values, one for each way in which they may lie, or one with telling values."""
        if context.parameters is None:
            self._values = _telling_values(self.leaves, context.seed)
            self.fill()
            yield self
            return
        pieces = pieces_of(self.leaves, context.parameters, mentions)
        own = [(piece.own, piece.take(self.leaves[piece.leaf].array).shape) for piece in pieces]
        for assignment in match(own, context.parameters, context.code.get("parameters")):
            settled = Start(self.values, self.container, self.leaves, self.sizes, self.instance)
            settled.image = self.image
            settled.variables = self.variables
            settled.pieces = sorted(
                zip(pieces, assignment), key=lambda pair: context.parameters.index(pair[1].parameter)
            )
            settled._values = [leaf.array.copy() for leaf in self.leaves]
            for piece, assigned in settled.pieces:
                part = piece.take(settled._values[piece.leaf])
                part[...] = assigned.values(part.shape)
            settled.fill()
            yield settled

    def fill(self):
        """Puts the values that it began with into the arrays, and the module's variables into their place."""
        if self.variables:
            namespace, values = self.variables
            namespace.update(values)
        for leaf, values in zip(self.leaves, self._values):
            leaf.array[...] = values

    def is_filled(self):
        """Whether the arrays still have the values that it began with."""
        return all(numpy.array_equal(leaf.array, values) for leaf, values in zip(self.leaves, self._values))

    @property
    def features(self):
        """Sizes that an example may have: the first layer's, else either side of the first kernel; None is a number."""
        if self.image or self.sizes:
            return [self.image or self.sizes[0]]
        kernel = next((leaf.array for leaf in self.leaves if leaf.array.ndim == 2), None)
        if kernel is not None:
            return list(dict.fromkeys(kernel.shape[::-1]))
        return [self.leaves[0].array.size if self.leaves[0].array.ndim else None]

    def forget(self, kept):
        """Leaves out the leaves that turned out to be no parameters. `kept`: a list of bools."""
        self._values = [values for values, keep in zip(self._values, kept) if keep]
        self.leaves = [leaf for leaf, keep in zip(self.leaves, kept) if keep]


def settled(start, context, mentions=frozenset()):
    """The start with its values in place, in each way that they may lie, or the Problem that they do not fit.

    `mentions`: names in the code that reads the parameters.
    """
    try:
        yield from start.settle(context, mentions)
    except Problem as problem:
        yield problem


def _telling_values(leaves, seed):
    """Kernels that neither vanish nor saturate, and biases that are not zero: small or empty ones hide mistakes."""
    random = numpy.random.RandomState(seed)
    values = []
    for leaf in leaves:
        array = leaf.array
        drawn = random.randn(*array.shape) if array.ndim else numpy.asarray(random.randn())
        constant = array.size and (array == array.flat[0]).all() and array.flat[0] != 0
        if constant and array.size > 1:
            values.append(array.flat[0] + 0.3 * drawn)
        elif kind_of(leaf.own, array.shape) == "bias" or array.ndim < 2:
            values.append(0.5 * drawn)
        else:
            values.append(drawn * numpy.sqrt(2.0 / (array.shape[0] + array.size // array.shape[0])))
    return values
