"""Models made of nodes: classes with parameters() that are called with an input, such as Neuron, Layer and MLP."""

import numpy

from ...constructors import constructed
from ...failure import call
from ...matching import match
from ...operands import Drawn
from ...problem import Place, Problem
from .graph import Expression, Fresh, Held, target
from .parameters import parameter_groups

EXAMPLES = 3
SIZES = [3, 4, 2]
"""Inputs, hidden units and outputs of a model that is made up."""


def model_rows(tape, context):
    found = []
    for name, cls in _classes(tape, context):
        for model in constructed(cls, SIZES, context.extra):
            x = Drawn((EXAMPLES if not tape.arrays else 5, SIZES[0])).draw(context.random)
            expression = _expression(tape, model, x, context)
            if expression is not None:
                names = [operand.name for operand in expression.operands]
                found.append(_target(tape, name, cls, [(expression, names)]))
                break
    return found


def network(tape, context):
    """The config's network in the first class whose parameters fit its layers. Raises Problem where none fits."""
    kernels = [parameter.values.shape for parameter in context.parameters if parameter.values.ndim > 1]
    sizes = [kernels[0][0]] + [shape[1] for shape in kernels]
    misfit = None
    for name, cls in reversed(_classes(tape, context)):
        for model in constructed(cls, sizes, context.extra):
            x = context.x if context.x is not None else Drawn((EXAMPLES, sizes[0])).draw(context.random)
            expression = _expression(tape, model, x, context, differentiated=False)
            if expression is None:
                continue
            held = [operand for operand in expression.operands if isinstance(operand, Held)]
            own = [(operand.name, operand.array.shape) for operand in held]
            try:
                # Kernels gathered from single units lie as (units, inputs), arrays mostly as (inputs, units).
                ways = match(own, context.parameters, context.code.get("parameters"))
                assigned = ways[0] if tape.arrays else ways[-1]
            except Problem as problem:
                misfit = misfit or problem
                continue
            for operand, one in zip(held, assigned):
                operand.array[...] = one.values(operand.array.shape)
            return [_network(tape, name, cls, expression, held, assigned)]
    if misfit:
        raise misfit
    return []


def _network(tape, name, cls, expression, held, assigned):
    names = [operand.name if operand in held else None for operand in expression.operands]
    found = _target(tape, name, cls, [(expression, names)])
    for slot, one in zip(found.slots, assigned):
        slot.own, slot.layer, slot.name = slot.name, one.parameter.layer, one.parameter.name
        slot.kind = one.parameter.kind
    return found


def _target(tape, name, cls, parts):
    return target(name, cls.__name__, parts, Place.of(cls), Place.of(getattr(tape.cls, tape.backward)))


def _classes(tape, context):
    """Classes of the file that can be called and have no backward pass of their own, in the order of the file."""
    return [
        (name, cls)
        for name, cls in context.module.classes.items()
        if _callable(cls) and not hasattr(cls, "backward")
    ]


def _callable(cls):
    return any("__call__" in vars(base) or "forward" in vars(base) for base in cls.__mro__)


def _expression(tape, model, x, context, differentiated=True):
    """The sum of the model's outputs with random weights, or None where it does not run on nodes of this tape."""
    try:
        groups = parameter_groups(tape, model)
    except Exception:
        return None
    if not groups:
        return None
    held = [Held(name, nodes, _values(shape, context.random), tape) for name, nodes, shape in groups]
    forward = model if callable(model) else model.forward
    for as_nodes in (True, False):
        operands = held + ([Fresh("x", x, each=not tape.arrays)] if as_nodes else [])
        if as_nodes and not differentiated and tape.arrays:
            continue
        build = _build(forward, len(held), None if as_nodes else x, tape)
        try:
            expression = Expression(tape, operands, build, context.random)
            gradients = expression.gradients()
            if expression.values() and any(gradient is not None for gradient in gradients):
                return expression
        except Exception:
            continue
    return None


def _build(forward, count, x, tape):
    """Leaves are the parameters' and then the input's, unless the input is a constant."""

    def build(*leaves):
        if x is None:
            return call(forward, leaves[count])
        return call(forward, x) if tape.arrays else [call(forward, list(row)) for row in x.tolist()]

    return build


def _values(shape, random):
    """Neither zeros, at which mistakes hide, nor so large that everything saturates."""
    return numpy.asarray(0.7 * random.standard_normal(shape))
