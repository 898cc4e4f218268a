"""The parameters of a model of nodes as arrays: layers[0].neurons[·].w[·] of single numbers becomes one kernel."""

import itertools

import numpy


def parameter_groups(tape, model):
    """[(name, [nodes in the order of the array], shape)] for everything that model.parameters() gives."""
    named = next((name for name in ("parameters", "get_parameters", "params") if hasattr(model, name)), None)
    if named is None:
        return []
    nodes = getattr(model, named)
    nodes = nodes() if callable(nodes) else nodes
    nodes = list(nodes.values() if isinstance(nodes, dict) else nodes)
    if not nodes or not all(tape.is_node(node) for node in nodes):
        return []
    paths = _paths(tape, model)
    entries = [(paths.get(id(node), ("parameters", k)), node) for k, node in enumerate(nodes)]
    if tape.arrays:
        return [(_joined(path), [node], numpy.shape(tape.value(node))) for path, node in entries]
    return _grouped(entries)


def _paths(tape, model):
    """{id of a node: the way to it as attributes and indices}."""
    found, seen, waiting = {}, set(), [((), model)]
    while waiting:
        path, thing = waiting.pop()
        if tape.is_node(thing):
            found.setdefault(id(thing), path)
            continue
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, (list, tuple)):
            waiting += [(path + (k,), part) for k, part in enumerate(thing)]
        elif isinstance(thing, dict):
            waiting += [(path + (str(key),), part) for key, part in thing.items()]
        else:
            waiting += [(path + (key,), part) for key, part in getattr(thing, "__dict__", {}).items()]
    return found


def _grouped(entries):
    """Single numbers gathered into vectors and matrices, one list of layers apart from the next."""
    found = []
    for first in dict.fromkeys(path[0] for path, _ in entries):
        under = [(path, node) for path, node in entries if path[0] == first]
        # Three indices are a layer's, a unit's and an input's: the layers stay apart, weights and biases alike.
        arrays = None if max(len(_indices(path)) for path, _ in under) > 2 else _arrays(under)
        found += arrays if arrays is not None else _grouped(_split(under))
    return found


def _arrays(entries):
    """One array for every sequence of attribute names, or None where one would have gaps."""
    found = []
    for names in dict.fromkeys(_names(path) for path, _ in entries):
        members = {_indices(path): node for path, node in entries if _names(path) == names}
        shape = tuple(max(extents) + 1 for extents in zip(*members))
        order = list(itertools.product(*map(range, shape)))
        if set(order) != set(members):
            return None
        found.append((".".join(names), [members[index] for index in order], shape or (1,)))
    return found


def _split(entries):
    """The first index becomes part of the name before it."""
    found = []
    for path, node in entries:
        at = next(k for k, step in enumerate(path) if isinstance(step, int))
        found.append((("%s[%d]" % (".".join(path[:at]), path[at]),) + path[at + 1 :], node))
    return found


def _names(path):
    return tuple(step for step in path if isinstance(step, str))


def _indices(path):
    return tuple(step for step in path if isinstance(step, int))


def _joined(path):
    return "".join("[%d]" % step if isinstance(step, int) else "." + step for step in path).lstrip(".")
