"""Which of the user's arrays is which parameter of the config, and whether its kernel lies transposed.

    for assignment in match([("W1", (5, 4)), ("b1", (5, 1))], context.parameters, context.code.get("parameters")):
        for array, assigned in zip(arrays, assignment):
            array[...] = assigned.values(array.shape)

Names decide first (W1 and b1, weights[0], kernel and bias, the layers' own names, `code.parameters` of the config),
then order and shapes. All kernels of a network lie the same way, (inputs, units) or (units, inputs), so one that is
square follows the others. When every kernel is square both ways are returned, and running the code must decide.
"""

from .matching_names import kind_of, layer_of, number_of
from .problem import Problem


class Assigned:
    """A parameter of the config as one of the user's arrays holds it."""

    def __init__(self, parameter, transposed):
        self.parameter = parameter
        self.transposed = transposed
        """A kernel that lies as (units, inputs)."""

    def values(self, shape):
        """The config's values in the user's layout; `shape` may have further axes of length 1."""
        values = self.parameter.values
        return (values.T if self.transposed else values).reshape(shape)


def match(own, parameters, stated=None):
    """Returns one or two assignments, each a list of Assigned parallel to `own`, a list of (name, shape).

    `stated` is `code.parameters` of the config: {layer: [own names]}. Raises Problem code.parameters where the two
    lists do not fit.
    """
    partners = _as_stated(own, parameters, stated or {})
    rest = [index for index in range(len(own)) if index not in partners]
    left = [parameter for parameter in parameters if parameter not in partners.values()]
    if len(rest) == len(left):
        for propose in (_by_layer, _by_kind, _by_shape):
            proposed = propose([(index,) + tuple(own[index]) for index in rest], left)
            proposed.update(partners)
            layouts = _layouts(own, proposed) if len(proposed) == len(own) else []
            if layouts:
                return [[_assigned(proposed[index], layout) for index in range(len(own))] for layout in layouts]
    raise _unmatched(own, parameters)


def _is_kernel(parameter):
    return parameter.values.ndim > 1


def _assigned(parameter, transposed):
    return Assigned(parameter, transposed and _is_kernel(parameter))


def _as_stated(own, parameters, stated):
    partners = {}
    for layer, names in stated.items():
        owned = [parameter for parameter in parameters if parameter.layer == layer]
        indices = [index for name in names for index, (known, _) in enumerate(own) if known == name]
        if len(indices) != len(names) or len(indices) != len(owned):
            raise _unmatched(own, parameters)
        chosen = _by_shape([(index,) + tuple(own[index]) for index in indices], owned)
        partners.update(chosen if len(chosen) == len(owned) else zip(indices, owned))
    return partners


def _by_layer(own, parameters):
    """By the layers' names where the user's names contain them, kernel before bias within a layer."""
    layers = {parameter.layer for parameter in parameters}
    grouped = {}
    for entry in own:
        grouped.setdefault(layer_of(entry[1], layers), []).append(entry)
    if None in grouped:
        return {}
    partners = {}
    for layer, entries in grouped.items():
        partners.update(_by_kind(entries, [parameter for parameter in parameters if parameter.layer == layer]))
    return partners


def _by_kind(own, parameters):
    """The n-th kernel is the n-th layer's, the n-th bias likewise, by their numbers or else in their order."""
    partners = {}
    for kernel in (True, False):
        entries = [entry for entry in own if (kind_of(entry[1], entry[2]) == "kernel") == kernel]
        numbers = [number_of(entry[1]) for entry in entries]
        if None not in numbers and len(set(numbers)) == len(numbers):
            entries.sort(key=lambda entry: number_of(entry[1]))
        expected = [parameter for parameter in parameters if _is_kernel(parameter) == kernel]
        if len(entries) == len(expected):
            partners.update(zip((entry[0] for entry in entries), expected))
    return partners


def _by_shape(own, parameters):
    """In the config's order, the first array that fits, all kernels lying the same way."""
    for transposed in (False, True):
        free = list(own)
        partners = {}
        for parameter in parameters:
            entry = next((entry for entry in free if _fits(entry[2], parameter, transposed)), None)
            if entry is not None:
                free.remove(entry)
                partners[entry[0]] = parameter
        if len(partners) == len(parameters):
            return partners
    return {}


def _layouts(own, partners):
    """Ways for the kernels to lie that fit every shape: one, or two where every kernel is square."""
    fitting = [
        transposed
        for transposed in (False, True)
        if all(_fits(own[index][1], parameter, transposed) for index, parameter in partners.items())
    ]
    square = any(len(own[index][1]) == 2 and max(own[index][1]) > 1 for index in partners)
    return fitting if square else fitting[:1]


def _fits(shape, parameter, transposed):
    expected = parameter.values.shape
    if len(expected) == 1 or len(shape) < len(expected):
        return [n for n in shape if n != 1] == [n for n in expected if n != 1]
    return tuple(shape) == (expected[::-1] if transposed else expected)


def _unmatched(own, parameters):
    return Problem(
        "code.parameters",
        "The parameters of the code cannot be matched to the layers of the config. The code has %s; the config has %s."
        ' Change the layers, or say which belongs to which, as in "code": { "parameters": { %s } }.'
        % (
            ", ".join("%s %s" % (name, tuple(shape)) for name, shape in own) or "none",
            ", ".join("%s/%s %s" % (p.layer, p.name, tuple(p.values.shape)) for p in parameters),
            ", ".join('"%s": [%s]' % pair for pair in _in_order(own, parameters)),
        ),
    )


def _in_order(own, parameters):
    """(layer, its parameters in the code as a list of the config) for every layer, as they would be in order."""
    kernels = [name for name, shape in own if kind_of(name, shape) == "kernel"] or ["W1"]
    biases = [name for name, _ in own if name not in kernels] or ["b1"]
    for number, layer in enumerate(dict.fromkeys(parameter.layer for parameter in parameters)):
        count = len([parameter for parameter in parameters if parameter.layer == layer])
        names = (kernels[number:][:1] + biases[number:][:1])[:count]
        if names:
            yield layer, ", ".join('"%s"' % name for name in names)
