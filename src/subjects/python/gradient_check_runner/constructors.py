"""Objects of a user's class of networks for given layer sizes, however its constructor asks for them."""

import inspect

from .operands import setting


def constructed(cls, sizes, extra):
    """Yields objects made for `sizes`, [inputs, units of every layer]; where a constructor asks for less, as many.

    (784, 30, 10), (784, [30, 10]), ([784, 30, 10]) and (784, [30], 10) are tried; options are given by name.
    """
    try:
        parameters = inspect.signature(cls).parameters
    except (TypeError, ValueError):
        return
    asked = [
        name
        for name, parameter in parameters.items()
        if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    given = {name: extra[name] for name in parameters if name in extra}
    given.update({name: setting(name) for name in asked if setting(name) is not None and name not in given})
    required = [name for name in asked if name not in given]
    for values in _ways(len(required), sizes):
        try:
            yield cls(**dict(zip(required, values)), **given)
        except Exception:
            continue


def _ways(count, sizes):
    sizes = list(sizes)
    ways = {
        0: [[]],
        1: [[sizes], [sizes[0]]],
        2: [[sizes[0], sizes[1:]], sizes[:2]],
        3: [[sizes[0], sizes[1:-1], sizes[-1]], sizes[:3]],
    }
    return ways.get(count, [sizes] if count == len(sizes) else [])
