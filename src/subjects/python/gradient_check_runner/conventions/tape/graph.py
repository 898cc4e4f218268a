"""Expressions over a user's nodes, built anew for every evaluation: their cost and their gradients."""

import inspect
import weakref

import numpy

from ...target import Slot, Target


class Fresh:
    """An operand that becomes new leaves for every graph. `each`: the first axis counts graphs, else all see it all."""

    def __init__(self, name, array, each=False):
        self.name = name
        self.array = numpy.asarray(array, dtype=float)
        self.each = each

    def leaves(self, tape, point):
        return tape.leaf(self.array[point] if self.each else self.array)

    def gradient(self, tape, leaves):
        return tape.gradient_of(leaves)


class Held:
    """Parameters that live on in an object of the user's: their values are set, and their gradients cleared."""

    each = False

    def __init__(self, name, nodes, array, tape):
        self.name = name
        self.nodes = nodes
        self.array = array
        self._cleared = getattr(nodes[0], tape.gradient)

    def leaves(self, tape, point):
        values = [self.array.copy()] if tape.arrays else self.array.reshape(-1).tolist()
        for node, value in zip(self.nodes, values):
            setattr(node, tape.data, value)
            setattr(node, tape.gradient, None if self._cleared is None else self._zero(tape, value))
        return self.nodes

    def _zero(self, tape, value):
        zero = numpy.zeros_like(value) if tape.arrays else 0.0
        return tape.leaf(zero) if tape.is_node(self._cleared) else zero

    def gradient(self, tape, leaves):
        found = tape.gradient_of(leaves[0] if tape.arrays else list(leaves))
        return None if found is None else found.reshape(self.array.shape) if found.size == self.array.size else found


class Expression:
    """J = Σ R · roots, where build(*leaves) gives the roots: a node, or lists and tuples of nodes.

    The weights R are fixed random numbers. With `each` operands J sums over as many separate graphs.
    """

    def __init__(self, tape, operands, build, random):
        self.tape = tape
        self.operands = operands
        self.build = build
        self._points = next((len(operand.array) for operand in operands if operand.each), 1)
        self.weights = [
            [random.standard_normal(numpy.shape(tape.value(root))) for root in self._graph(point)[1]]
            for point in range(self._points)
        ]

    def _graph(self, point):
        leaves = [operand.leaves(self.tape, point) for operand in self.operands]
        return leaves, roots_of(self.tape, self.build(*leaves))

    def cost(self):
        total = 0.0
        for point, weights in enumerate(self.weights):
            for root, weight in zip(self._graph(point)[1], weights):
                total += float(numpy.sum(weight * self.tape.value(root)))
        return total

    def values(self):
        """What the roots hold, graph after graph."""
        return [self.tape.value(root) for point in range(self._points) for root in self._graph(point)[1]]

    def gradients(self):
        """One gradient for each operand, None where the backward pass wrote nothing."""
        found = [[None] * self._points if operand.each else None for operand in self.operands]
        for point, weights in enumerate(self.weights):
            for index, weight in enumerate(weights):
                for k, gradient in enumerate(self._backward(point, index, weight)):
                    if self.operands[k].each:
                        found[k][point] = _sum(found[k][point], gradient)
                    else:
                        found[k] = _sum(found[k], gradient)
        return [_stacked(part) if isinstance(part, list) else part for part in found]

    def _backward(self, point, index, weight):
        leaves, roots = self._graph(point)
        self.tape.run(roots[index], weight if self.tape.arrays else numpy.array(1.0))
        for operand, own in zip(self.operands, leaves):
            gradient = operand.gradient(self.tape, own)
            yield gradient if gradient is None or self.tape.arrays else weight * gradient

    def remembered(self):
        """For each operand: does a root lead back to it, so that something should flow there?"""
        leaves, roots = self._graph(0)
        found = [any(_reaches(roots, leaf, False) for leaf in _flat(own)) for own in leaves]
        return found if any(found) else [any(_reaches(roots, leaf, True) for leaf in _flat(own)) for own in leaves]


def target(name, kind, parts, forward, backward):
    """A Target for [(Expression, [names of slots or None where an operand is a constant])]."""
    slots = [
        Slot(name, own, operand.array, kind)
        for expression, names in parts
        for own, operand in zip(names, expression.operands)
        if own is not None
    ]

    def cost():
        return sum(expression.cost() for expression, _ in parts)

    def gradients():
        return [
            gradient
            for expression, names in parts
            for own, gradient in zip(names, expression.gradients())
            if own is not None
        ]

    return Target(name, "tape", slots, cost, gradients, forward, backward)


def roots_of(tape, thing):
    """The nodes in what an expression returned, in order."""
    if tape.is_node(thing):
        return [thing]
    if isinstance(thing, (list, tuple)):
        return [root for part in thing for root in roots_of(tape, part)]
    return []


def _flat(leaves):
    if isinstance(leaves, list):
        return [leaf for part in leaves for leaf in _flat(part)]
    return [leaves]


def _sum(one, other):
    return other if one is None else one if other is None else one + other


def _stacked(gradients):
    if any(gradient is None for gradient in gradients):
        return None
    if len({numpy.shape(gradient) for gradient in gradients}) == 1:
        return numpy.array(gradients)
    return numpy.concatenate([numpy.ravel(gradient) for gradient in gradients])


def _reaches(roots, leaf, closures):
    """Follows attributes and containers, and what functions have closed over where `closures` is set."""
    waiting, seen = list(roots), set()
    while waiting and len(seen) < 10000:
        thing = waiting.pop()
        if thing is leaf:
            return True
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, dict):
            waiting += thing.values()
        elif isinstance(thing, (list, tuple, set, frozenset)):
            waiting += thing
        elif isinstance(thing, weakref.ref):
            waiting.append(thing())
        elif inspect.isfunction(thing):
            waiting += [cell.cell_contents for cell in thing.__closure__ or () if closures]
        elif not inspect.isclass(thing) and not inspect.ismodule(thing):
            waiting += list(getattr(thing, "__dict__", {}).values())
            waiting += [getattr(thing, name, None) for name in getattr(type(thing), "__slots__", ())]
    return False
