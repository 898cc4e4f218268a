"""Where parameters to begin with come from: an initializer, or the names in the code."""

import numpy

from ...failure import call
from ...matching_names import kind_of, number_of
from ...problem import Problem
from . import vocabulary
from .binding import Scope, Unbound
from .leaves import Leaf, hold
from .sizes import made_up_sizes
from .smaller import shrunk, smaller_sizes
from .starts import KERNEL_OR_BIAS, Start
from .vocabulary import plain


def layer_sizes(context, hidden=None):
    """Candidates for [inputs, hidden …, outputs]: of the config's model, else such as fit the examples.

    `hidden`: the number of hidden layers where it is known.
    """
    if context.parameters is not None:
        kernels = [parameter.values for parameter in context.parameters if parameter.values.ndim > 1]
        return [[kernel.shape[0] for kernel in kernels] + [kernels[-1].shape[-1]]] if kernels else []
    own = _own_sizes(context.module.names)
    depths = [hidden] if hidden is not None else [len(own) - 2] if own else [2, 1, 0]
    outputs = _outputs(context)
    if own and own[-1] in range(2, 30) and context.y is None:
        outputs.insert(0, own[-1])
    sizes = [made_up_sizes(last, hidden) for hidden in depths for last in outputs]
    if own and hidden in (None, len(own) - 2):
        sizes.append(own)
    if context.x is not None:
        sizes = [[int(numpy.prod(numpy.shape(context.x)[1:]))] + size[1:] for size in sizes]
    return sizes


def _outputs(context):
    if context.y is None:
        return [3, 1, 2]
    if context.y.ndim > 1 and context.y.shape[1] > 1:
        return [context.y.shape[1]]
    if not context.classes or context.classes == 2:
        return [1, 2]
    return [context.classes, 1]


def _own_sizes(names):
    """A list of sizes that the module itself has, such as layers_dims = [12288, 20, 7, 5, 1]."""
    for name, value in names.items():
        if isinstance(value, (list, tuple)) and len(value) > 1 and all(type(n) is int and n > 0 for n in value):
            if plain(name) in ("layersdims", "layerdims", "layersizes", "sizes", "topology", "dims", "layers"):
                return list(value)
    return None


def initialized(function, context, options, container):
    """Starts from an initializer called with each of the sizes. Raises the last Problem when none works.

    `container`: what the passes call the whole of the parameters.
    """
    failure = None
    for sizes in layer_sizes(context):
        empty = Start({}, None, [], sizes)
        try:
            value = call(Scope(empty).bind(function, options).bare(), None)
        except (Problem, Unbound) as problem:
            failure = problem
            continue
        form = function.returned, sizes, container
        start = started(value, *form)
        if not any(sizes[0] in leaf.array.shape for leaf in start.leaves):
            # It has sizes of its own, written into it.
            sizes = smaller_sizes([leaf.array for leaf in start.leaves], context)
            if sizes:
                smaller = started(shrunk(call(Scope(empty).bind(function, options).bare(), None), sizes), *form)
                smaller.sizes, smaller.smaller = None, sizes
                yield smaller
            start.sizes = None
            yield start
            return
        yield start
    if isinstance(failure, Problem):
        raise failure


def started(value, returned, sizes, container):
    """Start from what an initializer returned."""
    if isinstance(value, tuple) and len(returned) == len(value):
        named = {name or str(index): part for index, (name, part) in enumerate(zip(returned, value))}
        named, leaves = hold(named)
        return Start(named, tuple(named.values()), leaves, sizes)
    value, leaves = hold(value, "" if isinstance(value, dict) else container)
    if isinstance(value, dict):
        return Start(dict(value), value, leaves, sizes)
    return Start({}, value, leaves, sizes)


def named(functions, context):
    """Starts made up from the names of arguments and keys: W1, b1, … in both layouts, or one vector theta."""
    arguments = {name: None for function in functions for name, _ in function.arguments}
    own = [name for name in arguments if KERNEL_OR_BIAS.fullmatch(name) and plain(name) not in vocabulary.CONTAINERS]
    container = next((name for name in arguments if plain(name) in vocabulary.CONTAINERS), None)
    if not own and container is not None:
        mentioned = set().union(*(function.mentions for function in functions))
        own = sorted(name for name in mentioned if KERNEL_OR_BIAS.fullmatch(name))
        numbered = [name for name in own if number_of(name) is not None]
        own = numbered or own
    kernels = sorted((n for n in own if kind_of(n, (2, 2)) == "kernel"), key=lambda n: number_of(n) or 0)
    biases = sorted((n for n in own if kind_of(n, (2, 2)) == "bias"), key=lambda n: number_of(n) or 0)
    if container is not None and kernels and number_of(kernels[0]) is None and len(kernels) == 1:
        yield from _built_up(kernels[0], biases, context)
    for sizes in layer_sizes(context, len(kernels) - 1) if kernels else []:
        if len(sizes) == len(kernels) + 1 and len(biases) in (0, len(kernels)):
            yield from _arrays(kernels, biases, sizes)
    if container is not None and not kernels:
        yield from _vectors(container, context)


def _built_up(kernel, biases, context):
    """Keys such as 'W' + str(l)."""
    for sizes in layer_sizes(context):
        numbers = range(1, len(sizes))
        named = [["%s%d" % (name, n) for n in numbers] for name in [kernel] + biases[:1]]
        yield from _arrays(named[0], named[1] if biases else [], sizes)


def _arrays(kernels, biases, sizes):
    pairs = list(zip(sizes[:-1], sizes[1:]))
    ways = [(True, (-1, 1)), (False, (1, -1)), (False, (-1,)), (True, (-1,))]
    for transposed, form in ways if biases else ways[:2]:
        values = {}
        for place, (inputs, units) in enumerate(pairs):
            values[kernels[place]] = numpy.zeros((units, inputs) if transposed else (inputs, units))
            if biases:
                values[biases[place]] = numpy.zeros(units).reshape(form)
        yield Start(values, values, [Leaf(name, array) for name, array in values.items()], sizes)
    if len(pairs) == 1 and pairs[0][1] == 1:
        values = {kernels[0]: numpy.zeros(pairs[0][0])}
        values.update({bias: numpy.zeros(()) for bias in biases})
        yield Start(values, values, [Leaf(name, array) for name, array in values.items()], sizes)


def _vectors(name, context):
    """One vector of all parameters: of a linear model, of a network whose sizes are asked for, or a single number."""
    for sizes in layer_sizes(context):
        total = sum((inputs + 1) * units for inputs, units in zip(sizes[:-1], sizes[1:]))
        for shape in [(sizes[0],), (sizes[0], 1)] if len(sizes) == 2 else [(total,)]:
            vector = numpy.zeros(shape)
            yield Start({}, vector, [Leaf(name, vector)], sizes)
    scalar = numpy.zeros(())
    yield Start({}, scalar, [Leaf(name, scalar)])
