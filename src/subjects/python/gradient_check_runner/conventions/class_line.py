"""The line of the config that says how a class is made and run, for a person to fill in."""

import inspect


def class_line(name, cls, shape):
    """`name`: of the row; `shape`: of what goes in. Numbers stand for what the constructor asks for."""
    arguments = ", ".join('"%s": 5' % argument for argument in _required(cls))
    return '"code": { "classes": { "%s": { "class": "%s", %s"input": { "shape": %s } } } }' % (
        name,
        cls.__name__,
        '"arguments": { %s }, ' % arguments if arguments else "",
        list(shape),
    )


def _required(cls):
    try:
        parameters = inspect.signature(cls).parameters.values()
    except (TypeError, ValueError):
        return []
    plain = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [p.name for p in parameters if p.kind in plain and p.default is p.empty]
