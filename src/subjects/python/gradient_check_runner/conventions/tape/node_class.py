"""The user's class of numbers that remember how they came about: Value, Tensor, Variable.

Recognised by trying it: made from a number or an array it keeps that in an attribute, has a gradient beside it and a
backward pass of its own. Whether it holds scalars or arrays, and how its backward pass is given an upstream gradient,
is found out in the same way.
"""

import inspect
import re

import numpy

from .seed import Seed

ARRAYS = {"shape", "ones_like", "zeros_like", "matmul", "dot", "T", "ndarray", "sum", "reshape"}
FLAGS = {"requires_grad", "require_grad", "requiresGrad", "requires_gradient", "autograd", "track_grad", "trainable"}
CHILDREN = {"children", "prev", "parents", "creators", "depends_on", "inputs", "op", "label", "name"}
BACKWARD = ("backward", "backprop", "backpropagate", "backward_pass")


class Tape:
    def __init__(self, cls, backward, arrays):
        self.cls = cls
        self.backward = backward
        """Name of the method that starts the backward pass."""
        self.arrays = arrays
        """Nodes hold arrays of any shape, else one number each."""
        self._given = _given(cls)
        probe = self.leaf(numpy.array(0.37))
        self.data = _attribute_of(probe, 0.37)
        self.gradient = _gradient_attribute(probe)
        self._seed = None

    def leaf(self, values):
        """A new node, or for a class of scalars nested lists of nodes, one for every entry."""
        if self.arrays:
            return self.cls(numpy.array(values), **self._given)
        if numpy.ndim(values) == 0:
            return self.cls(values.item(), **self._given)
        return [self.leaf(value) for value in values]

    def constant(self, values):
        """A node of an array that no gradient is wanted of."""
        given = {name: value for name, value in self._given.items() if name not in FLAGS}
        return self.cls(numpy.array(values), **given)

    def is_node(self, thing):
        return isinstance(thing, self.cls)

    def value(self, node):
        """The number or array that a node holds."""
        while self.is_node(node):
            node = getattr(node, self.data)
        return node

    def gradient_of(self, leaf):
        """d root / d leaf in the leaf's shape, or None where nothing was ever written to it."""
        if isinstance(leaf, list):
            found = [self.gradient_of(part) for part in leaf]
            return None if any(part is None for part in found) else numpy.array(found)
        gradient = self.value(getattr(leaf, self.gradient, None))
        if gradient is None:
            return None
        shape = numpy.shape(self.value(leaf))
        # A gradient that began as the number 0, and what `+=` made of it, stands for every entry.
        return numpy.full(shape, gradient) if numpy.ndim(gradient) == 0 else gradient

    def run(self, root, upstream):
        """Backpropagates from `root` with the given upstream gradient, an array of the root's shape."""
        if self._seed is None:
            self._seed = Seed(self)
        self._seed(root, upstream)


def tape_of(cls):
    """The Tape for a class, or None where it is none."""
    backward = next((name for name in BACKWARD if callable(getattr(cls, name, None))), None)
    if backward is None or hasattr(cls, "forward") or "__call__" in vars(cls):
        return None
    for arrays in (True, False):
        try:
            probe = cls(numpy.array([[0.37, 1.2, 0.5], [0.4, 0.6, 0.9]]) if arrays else 0.37, **_given(cls))
            name = _attribute_of(probe, 0.37 if not arrays else None)
            if name and _gradient_attribute(probe) and (not arrays or _holds_arrays(cls, probe, name)):
                return Tape(cls, backward, arrays)
        except Exception:
            continue
    return None


def _given(cls):
    """Keyword arguments of the constructor: gradients are wanted, and nothing came before."""
    parameters = list(inspect.signature(cls).parameters.values())[1:]
    given = {}
    for parameter in parameters:
        if parameter.name in FLAGS:
            given[parameter.name] = True
        elif parameter.default is parameter.empty and parameter.name.strip("_") in CHILDREN:
            given[parameter.name] = ()
    return given


def _attribute_of(node, number):
    """Name of the attribute that holds what the node was made from: an array, or this number."""
    for name in _attributes(node):
        value = getattr(node, name, None)
        if number is None:
            if isinstance(value, numpy.ndarray) and value.shape == (2, 3) and _equal(value[0, 1], 1.2):
                return name
        elif not isinstance(value, (bool, str)) and numpy.ndim(value) == 0 and _equal(value, number):
            return name
    return None


def _equal(value, number):
    try:
        return abs(float(value) - number) < 1e-6
    except (TypeError, ValueError):
        return False


def _gradient_attribute(node):
    """Name of the attribute for the gradient: called grad in some way, and neither a flag nor a function."""
    for name in sorted(_attributes(node), key=lambda name: (name.strip("_") not in ("grad", "gradient"), len(name))):
        if "grad" in name.lower() and not re.search(r"requires|fn$|func|no_?grad", name.lower()):
            value = getattr(node, name, None)
            if not isinstance(value, bool) and not callable(value):
                return name
    return None


def _attributes(node):
    names = list(getattr(node, "__dict__", {}))
    for cls in type(node).__mro__:
        slots = vars(cls).get("__slots__", ())
        names += [slots] if isinstance(slots, str) else list(slots)
        names += [name for name, value in vars(cls).items() if isinstance(value, property)]
    return list(dict.fromkeys(names))


def _holds_arrays(cls, probe, name):
    """An array passes through any class; one that is meant for arrays makes them itself or speaks of shapes."""
    if not isinstance(getattr(probe, name), numpy.ndarray):
        return False
    try:
        if isinstance(getattr(cls(0.37, **_given(cls)), name), (numpy.ndarray, numpy.generic)):
            return True
    except Exception:
        return True
    return bool(ARRAYS & _names_in(cls)) or "__matmul__" in vars(cls)


def _names_in(cls):
    """Attributes and globals that the class's methods speak of."""
    found = set()
    waiting = [getattr(value, "__code__", None) for value in vars(cls).values()]
    while waiting:
        code = waiting.pop()
        if inspect.iscode(code):
            found.update(code.co_names)
            waiting += code.co_consts
    return found
