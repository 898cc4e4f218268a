"""What a network that trains is given: its examples, labels, and the further arguments of its training step."""

import re

import numpy

from ..network.vocabulary import PREDICTIONS, plain
from .arguments import FLAG, OPTIMIZER, REPEATS, is_rate
from .inputs import examples
from .labels import given_labels, made_up_labels
from .methods import TARGET, arguments
from .optimizer_spy import OptimizerSpy
from .run import Misfit


def network_examples(world, context, random, index=0):
    """The dataset's examples in the layout of the world, one alone from `index` on, or made-up ones."""
    if context.x is None:
        return examples(world, random)
    rows = numpy.array(context.x, dtype=float)
    if world.examples == 1:
        rows = rows[index : index + 1]
    if world.name == "vector":
        return rows[0].copy()
    return (rows.T if world.columns else rows).copy()


def forward_arguments(forward, world, context, random):
    """{argument of forward: value}; empty where the network was given its examples when it was made."""
    required = [argument.name for argument in arguments(forward) if argument.default is argument.empty]
    return {name: network_examples(world, context, random) if name == required[0] else True for name in required}


def label_forms(shape, world, context, random):
    """[[labels of a batch]]: every form they may be asked for in; a batch of its own for each example taken alone."""
    if context.y is None:
        return [[labels] for labels in made_up_labels(shape, world.examples, random)]
    batches = [context.y] if world.examples > 1 else [context.y[k : k + 1] for k in range(len(context.y))]
    count = max(1, int(numpy.prod(shape)) // max(1, world.examples))
    forms = [given_labels(batch, context.classes, count) for batch in batches]
    return [list(batch) for batch in zip(*forms)]


def step_arguments(method, inputs, labels, world, extra):
    """{argument: function of (run, result)} of a method that trains; `inputs`: those of forward. Raises Misfit."""
    made = {}
    for argument in arguments(method):
        name = argument.name.strip("_")
        if is_rate(argument.name):
            continue
        if argument.name in extra:
            value = _constantly(extra[argument.name])
        elif REPEATS.match(name.lower()):
            value = _constantly(1)
        elif argument.default is not argument.empty:
            continue
        elif OPTIMIZER.match(name):
            value = _constantly(OptimizerSpy())
        elif TARGET.match(name):
            value = _constantly(labels)
        elif FLAG.match(name):
            value = _constantly(True)
        elif re.search(r"batch_?size|^m$|^n$", name.lower()):
            value = _constantly(world.examples)
        elif plain(name) in PREDICTIONS:
            value = _output
        elif inputs:
            value = _constantly(next(iter(inputs.values())))
        else:
            raise Misfit(method, TypeError("nothing is known for its argument %s" % argument.name))
        made[argument.name] = value
    return made


def _constantly(value):
    return lambda run, result: value


def _output(run, result):
    return run.read(result)[0]
