"""What can be done with a user's nodes: operators and methods, Function classes, functions of the file."""

import functools
import inspect
import re

from ...operands import OPERAND, positional

OPERATORS = {
    "__add__": "x + %s",
    "__radd__": "%s + x",
    "__sub__": "x - %s",
    "__rsub__": "%s - x",
    "__mul__": "x * %s",
    "__rmul__": "%s * x",
    "__truediv__": "x / %s",
    "__rtruediv__": "%s / x",
    "__pow__": "x ** %s",
    "__matmul__": "x @ %s",
    "__neg__": "-x",
    "__abs__": "abs(x)",
    "__getitem__": "x[%s]",
}
"""How the operators read; reflected ones are given a number, for that is when Python calls them."""

MATHEMATICS = set(
    "add sub mul div pow matmul mm dot exp log sqrt sin cos tanh relu sigmoid softmax leaky_relu gelu sum mean max min"
    " transpose reshape square abs".split()
)
"""Methods that are operations whether or not they run."""

SHAPES = [(3, 5), (1, 3), (3,), (4, 5, 3)]
OTHER_PURPOSE = re.compile(
    r"^(_|backw|zero_?grad|clear|set_|get_|train|test|main|plot|draw|show|print|load|save|fit|run|check|trace|init|make"
    r"|build|demo|example|accura|predict|detach|clone|copy|numpy|item|tolist|cpu|cuda|to$|step|update|register)"
    r"|numerical|grad_?check|check_?grad|no_grad|requires_grad|as_variable|as_array|ensure"
)


class Operation:
    """`invoke(*positional arguments)` gives a node; `arguments` are [(name, value or OPERAND)]."""

    def __init__(self, name, kind, invoke, arguments, place, backward, symbol=None):
        self.name = name
        self.kind = kind
        self.invoke = invoke
        self.arguments = arguments
        self.place = place
        """The user's function, method or class that the row is about."""
        self.backward = backward
        """Where its backward pass is written."""
        self.symbol = symbol

    @property
    def is_certain(self):
        """An operation by its name or its class, so that one that cannot be checked is told of."""
        return self.symbol is not None or self.kind == "Function" or self.name in MATHEMATICS

    @property
    def operands(self):
        return [name for name, value in self.arguments if value is OPERAND]

    def with_options(self, **options):
        """The same operation with other options, or with an operand fixed to a value."""
        arguments = [(name, options.get(name, value)) for name, value in self.arguments]
        return Operation(self.name, self.kind, self.invoke, arguments, self.place, self.backward, self.symbol)

    def variants(self):
        """Itself, and where it asks for a shape also with other shapes."""
        shape = next((name for name, value in self.arguments if "shape" in name and isinstance(value, tuple)), None)
        return [self] if shape is None else [self.with_options(**{shape: value}) for value in SHAPES]

    def __call__(self, *operands):
        waiting = list(operands)
        return self.invoke(*[waiting.pop(0) if value is OPERAND else value for _, value in self.arguments])


def operations(tape, module, extra):
    """Everything that the file itself defines, once each: Function classes, then methods, then functions."""
    found = {}
    listed = _function_classes(tape, module, extra) + _methods(tape, module, extra) + _functions(module, extra)
    for operation in listed:
        found.setdefault(operation.name.lower().strip("_"), operation)
    return list(found.values())


def _methods(tape, module, extra):
    own = [cls for cls in tape.cls.__mro__ if cls in module.classes.values()]
    members = {name: member for cls in reversed(own) for name, member in vars(cls).items()}
    seen = set()
    found = []
    for name, member in members.items():
        if name in OPERATORS:
            if id(member) not in seen and callable(member):
                found.append(_operator(name, member, tape, extra))
            seen.add(id(member))
        elif OTHER_PURPOSE.search(name) or name in (tape.data, tape.gradient, tape.backward):
            continue
        elif isinstance(member, property) and name in ("T", "mT"):
            invoke = functools.partial(_read, name)
            found.append(Operation(name, tape.cls.__name__, invoke, [("x", OPERAND)], member.fget, member.fget))
        elif isinstance(member, functools.partialmethod):
            # As a loop over Function classes sets them: the method's own operands are those of the class's forward.
            cls = next((value for value in member.args if inspect.isclass(value) and hasattr(value, "forward")), None)
            if cls is not None:
                invoke = functools.partial(_method, name)
                found += _called(name, "Function", invoke, cls.forward, [], extra, backward=cls.backward)
        elif inspect.isfunction(member):
            found += _called(name, tape.cls.__name__, functools.partial(_method, name), member, [("x", OPERAND)], extra)
    return found


def _operator(name, member, tape, extra):
    plain = name.strip("_")
    arguments = [("x", OPERAND)]
    if "%s" in OPERATORS[name]:
        arguments.append(("y", 2.5 if plain in ("radd", "rsub", "rmul", "rtruediv") else OPERAND))
    if plain == "getitem":
        arguments[1] = ("y", slice(1, 3))
    invoke = functools.partial(_method, name)
    shown = {"truediv": "div", "rtruediv": "rdiv"}.get(plain, plain)
    return Operation(shown, tape.cls.__name__, invoke, arguments, member, member, OPERATORS[name])


def _functions(module, extra):
    found = []
    for name, function in module.functions.items():
        if not OTHER_PURPOSE.search(name) and not inspect.isgeneratorfunction(function):
            found += _called(name, "function", function, function, [], extra, skip=0)
    return found


def _function_classes(tape, module, extra):
    """Classes with forward and backward whose instances, or whose apply, take nodes and give nodes.

    Those of which a method of the nodes was made, by partialmethod(apply, Mul), are used through that.
    """
    members = {name: member for base in reversed(tape.cls.__mro__) for name, member in vars(base).items()}
    partial = {name: member.args for name, member in members.items() if isinstance(member, functools.partialmethod)}
    found = []
    for name, cls in module.classes.items():
        if not (callable(getattr(cls, "forward", None)) and callable(getattr(cls, "backward", None))):
            continue
        if getattr(cls.forward, "__isabstractmethod__", False) or len(cls.__subclasses__()) > 0:
            continue
        method = next((name for name, bound in partial.items() if any(value is cls for value in bound)), None)
        if method:
            invoke = functools.partial(_method, method)
        elif any("__call__" in vars(base) for base in cls.__mro__):
            made, _ = positional(cls.__init__, 1, extra) if cls.__init__ is not object.__init__ else ([], False)
            if any(value is OPERAND for _, value in made):
                continue
            invoke = functools.partial(_made, cls, [value for _, value in made])
        elif callable(getattr(cls, "apply", None)):
            invoke = cls.apply
        else:
            continue
        found += _called(name, "Function", invoke, cls.forward, [], extra, backward=cls.backward)
    return found


def _called(name, kind, invoke, function, first, extra, skip=1, backward=None):
    """[Operation] for something whose arguments are those of `function`; any number of them is taken as two."""
    try:
        arguments, more = positional(function, skip, extra)
    except (TypeError, ValueError):
        return []
    arguments = first + arguments
    if more and re.search("reshape|view|shape", name):
        arguments.append(("shape", (3, 5)))
    elif more and not any(value is OPERAND for _, value in arguments):
        arguments += [("x0", OPERAND), ("x1", OPERAND)]
    if not any(value is OPERAND for _, value in arguments):
        return []
    return [Operation(name, kind, invoke, arguments, function, backward or function)]


def _method(name, first, *rest):
    return getattr(first, name)(*rest)


def _read(name, first):
    return getattr(first, name)


def _made(cls, options, *operands):
    return cls(*options)(*operands)
