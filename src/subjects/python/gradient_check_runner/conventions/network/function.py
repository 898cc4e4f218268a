"""A function or method of the user's, with what its source tells."""

import ast
import inspect
import textwrap

from ...problem import Place
from .vocabulary import LABELS, plain

REQUIRED = inspect.Parameter.empty


class Function:
    """`owner`: the class of a method, which is then called on a network object."""

    def __init__(self, name, call, owner=None):
        self.name = name
        self.call = call
        self.owner = owner
        self.shown = "%s.%s" % (owner.__name__, name) if owner else name
        """As the config names it."""
        code = getattr(inspect.unwrap(call), "__code__", None)
        self.place = Place.of(call)
        self.globals = getattr(inspect.unwrap(call), "__globals__", {})
        self.mentions = _mentioned(code) if code else frozenset()
        """Names that the body uses: globals, attributes and keys."""
        self.arguments = _arguments(call)[1 if owner and _takes_self(owner, name) else 0 :]
        """[(name, default or REQUIRED)] of those that can be given by position."""
        self.takes_labels = any(plain(name) in LABELS and default is not None for name, default in self.arguments)
        self.returned = _returned(call)
        """Names in the last return statement, None for an expression; [] where the source is not there."""

    def of(self, instance):
        """The callable, a method's bound to `instance`."""
        return self.call if self.owner is None or instance is None else getattr(instance, self.name)

    def takes_any(self, words):
        """Whether an argument has one of these names, in plain words."""
        return any(plain(name) in words for name, _ in self.arguments)

    def takes(self, *names):
        return any(name in names for name, _ in self.arguments)


def methods(owner):
    """[Function] of a class, those of its bases in the user's files included."""
    found = {}
    for base in reversed(owner.__mro__[:-1]):
        for name, value in vars(base).items():
            call = getattr(value, "__func__", value)
            if inspect.isfunction(call) and not name.startswith("__"):
                found[name] = Function(name, call, owner)
    return list(found.values())


def _takes_self(owner, name):
    return not isinstance(inspect.getattr_static(owner, name), (staticmethod, classmethod))


def _mentioned(code):
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, str) and len(constant) < 30:
            names.add(constant)
        elif inspect.iscode(constant):
            names |= _mentioned(constant)
    return frozenset(names)


def _arguments(call):
    try:
        parameters = inspect.signature(call).parameters.values()
    except (TypeError, ValueError):
        return []
    return [
        (parameter.name, parameter.default)
        for parameter in parameters
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]


def _returned(call):
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(call)))
    except (OSError, TypeError, SyntaxError):
        return []
    returns = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value is not None]
    if not returns:
        return []
    last = max(returns, key=lambda node: node.lineno)
    return [_name(part) for part in (last.elts if isinstance(last, (ast.Tuple, ast.List)) else [last])]


def _name(node):
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None
