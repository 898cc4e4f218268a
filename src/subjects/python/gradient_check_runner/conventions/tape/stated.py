"""A row that the config spells out: an operation of a tape with the operands that it is given."""

import numpy

from ...failure import call
from ...operands import OPERAND, stated
from ...problem import Place
from .graph import Expression, Fresh, target
from .operations import operations


def stated_row(tape, name, entry, context):
    """[Target] for {"class": "Tensor.conv2d", "input": …, "arguments": {…}}; [] where this tape has no such thing."""
    arguments = {key: stated(value, context.random) for key, value in entry.get("arguments", {}).items()}
    for operation in operations(tape, context.module, dict(context.extra, **arguments)):
        if entry["class"] in names_of(operation):
            return [_row(tape, name, operation, arguments, entry, context)]
    return []


def names_of(operation):
    """What a config may call it: Square, Tensor.exp, Tensor.__mul__, Tensor.mul."""
    written = getattr(operation.place, "__name__", operation.name)
    if operation.kind in ("Function", "function"):
        return [operation.name]
    return ["%s.%s" % (operation.kind, operation.name), "%s.%s" % (operation.kind, written)]


def _row(tape, name, operation, arguments, entry, context):
    names = [key for key, _ in operation.arguments]
    if "input" in entry:
        arguments = dict(arguments, **{names[0]: stated(entry["input"], context.random)})
    given = {key: value for key, value in operation.arguments if value is not OPERAND}
    given.update(arguments)
    real = [key for key in names if isinstance(given.get(key), numpy.ndarray) and given[key].dtype.kind == "f"]

    def build(*leaves):
        values = dict(given, **dict(zip(real, leaves)))
        return call(operation.invoke, *[values[key] for key in names if key in values])

    operands = [Fresh(key, given[key]) for key in real]
    place, backward = Place.of(operation.place), Place.of(operation.backward)
    expression = Expression(tape, operands, build, context.random)
    return target(name, operation.kind, [(expression, real)], place, backward)
