"""Starts from the module's own variables: W1, b1, … that its functions read, as they are and made smaller."""

import copy

import numpy

from . import vocabulary
from .leaves import hold
from .smaller import shrunk, smaller_sizes
from .starts import KERNEL_OR_BIAS, Start
from .vocabulary import plain

_made_smaller = {}
"""{id of a namespace: (sizes, {name: smaller value})}: the passes of one module share its variables."""


def module_variables(functions, context):
    """Starts from variables that the functions read or that are named like their arguments."""
    names = functions[0].call.__globals__
    mentioned = set().union(*(function.mentions for function in functions))
    wanted = {
        name for name in names if name in mentioned or any(function.takes(name) for function in functions)
    }
    found = {name: value for name, value in _parameters(names).items() if name in wanted}
    # The functions read numbers such as hidden_size as well.
    numbers = {name: names[name] for name in wanted if type(names[name]) is int}
    sizes, smaller = _smaller(names, context)
    if sizes:
        for start in _started({name: smaller[name] for name in found}, shrunk(dict(numbers), sizes), names):
            start.smaller = sizes
            yield start
    yield from _started(found, numbers, names)


def _parameters(names):
    return {
        name: value
        for name, value in list(names.items())
        if KERNEL_OR_BIAS.fullmatch(name) or plain(name) in vocabulary.CONTAINERS
        if isinstance(value, (dict, list, tuple, numpy.ndarray))
    }


def _smaller(names, context):
    if id(names) not in _made_smaller:
        copied = copy.deepcopy(_parameters(names))
        sizes = smaller_sizes([leaf.array for leaf in hold(copied)[1]], context)
        _made_smaller[id(names)] = sizes, hold(shrunk(copied, sizes))[0]
    return _made_smaller[id(names)]


def _started(found, numbers, names):
    held, leaves = hold(found)
    if leaves:
        containers = [value for name, value in held.items() if plain(name) in vocabulary.CONTAINERS]
        start = Start(held, containers[0] if containers else None, leaves)
        start.variables = names, dict(numbers, **held)
        yield start
