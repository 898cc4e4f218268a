"""A function with the arguments that it is called with again and again."""

import functools

import numpy


class Invocation:
    def __init__(self, signature, values):
        """`values`: {argument: value}."""
        self.signature = signature
        self.values = values
        self.arrays = {}
        """{path: float array} that the result depends on."""
        for name in signature.names:
            found = arrays(name, values.get(name))
            self.arrays.update((path, array) for path, array in found.items() if array.dtype.kind == "f")
        self.run = self._runner()

    def _runner(self):
        """The call with nothing beside it, or with fresh dicts where the function may keep something in one."""
        function = self.signature.function
        if not any(isinstance(value, dict) for value in self.values.values()):
            positional, keyword = self.signature.call(self.values)
            return functools.partial(function, *positional, **keyword)

        def run():
            positional, keyword = self.signature.call(fresh(self.values))
            return function(*positional, **keyword)

        return run


def arrays(name, value):
    """{path: array} of the arrays that an argument of this name is or, as a dict, has."""
    members = {(name, key): member for key, member in value.items()} if isinstance(value, dict) else {(name,): value}
    return {path: member for path, member in members.items() if isinstance(member, numpy.ndarray)}


def fresh(values):
    """The values with new dicts in place of those among them; arrays are the same."""
    return {name: dict(value) if isinstance(value, dict) else value for name, value in values.items()}


def elements(result):
    """What a function returned, one by one."""
    return list(result) if isinstance(result, (tuple, list)) else [result]


def part(result, index):
    """What stands at `index` of what a function returned, all of it for None."""
    return result[index] if index is not None and isinstance(result, (tuple, list)) else result


def real(value):
    """The value as a NumPy array of floats, or None where it is something else. A complex or object array is none."""
    if value is None or isinstance(value, (str, bytes, dict, bool, int)):
        return None
    if isinstance(value, (list, tuple)):
        return None
    try:
        array = numpy.asarray(value)
    except Exception:
        return None
    return array if array.dtype.kind == "f" else None
