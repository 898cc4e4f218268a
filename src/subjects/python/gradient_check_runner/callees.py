"""Which functions of a file stand on their own, beside a network that uses some of them."""


def unused_by(functions, network):
    """The functions {name: function} that `network`, a list of names among them, never comes to, not even in turn."""
    used = set()
    waiting = [name for name in network if name in functions]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += [each for each in _named_in(functions[name]) if each in functions]
    return {name: function for name, function in functions.items() if name not in used}


def _named_in(function):
    code = getattr(function, "__code__", None)
    return code.co_names if code else ()
