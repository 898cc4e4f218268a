"""Which methods of a class are its forward pass, its backward pass and its training step, and what their text tells."""

import ast
import functools
import inspect
import re
import textwrap

_FORWARD = re.compile(
    r"^(forw(ard)?s?(pass|prop|propagation|propogation|propagate|propogate)?|fprop|fwd|feedforward|propagateforward|call"
    r"|think|query|predict)$"
)
_BACKWARD = re.compile(
    r"^(back(ward)?s?(pass|prop|propagation|propogation|propagate|propogate)?|backword|bprop|bwd|propagatebackward)$"
)
_TRAIN = re.compile(r"^(train|trainstep|trainonestep|trainonbatch|trainbatch|fit|fitonestep|partialfit|learn|step)$")
_LOSS = re.compile(r"^(loss|calculate|(compute|calc|calculate)?loss|cost|(compute|calc|calculate)cost)$")
TARGET = re.compile(
    r"^(y|t|ys|ts|y_?true|y_?batch|y_?train|targets?(_list)?|tar_list|labels?|gt|ground_?truth|actual|expected|true"
    r"|desired|answers?|training_(set_)?outputs?|outputs_list|y_?actual|one_?hot|target_vector|correct)$",
    re.I,
)
"""Arguments that take labels."""


class Methods:
    """Names of the methods of a class, None for what it has not."""

    def __init__(self, cls):
        self.cls = cls
        names = [name for name in _names(cls) if callable(getattr(cls, name, None))]
        self.forward = _first(names, _FORWARD)
        self.backward = _first(names, _BACKWARD)
        self.train = _first(names, _TRAIN)
        self.loss = _first(names, _LOSS)
        # A loss for each example that another method sums up: calculate(output, y) over forward(output, y).
        if self.backward and self.loss and (self.forward is None or self._takes_labels(self.forward)):
            self.forward = self.loss if self._takes_labels(self.loss) else self.forward

    @property
    def trains(self):
        """Names of the methods that are given labels and may update the parameters, the backward pass first."""
        if self.forward is None or self._takes_labels(self.forward):
            return []
        told_early = takes_labels(self.cls.__init__)
        names = [name for name in (self.backward, self.train) if name]
        return [name for name in names if told_early or self._takes_labels(name)]

    @property
    def container(self):
        """A network of layers that it is given: it calls the forward passes of the elements of a list of its own."""
        parsed = tree(getattr(self.cls, self.forward)) if self.forward else None
        loops = [node for node in ast.walk(parsed) if isinstance(node, ast.For)] if parsed else []
        return any(
            isinstance(call, ast.Call)
            and isinstance(loop.target, ast.Name)
            and isinstance(call.func, (ast.Attribute, ast.Name))
            and _name(call.func.value if isinstance(call.func, ast.Attribute) else call.func) == loop.target.id
            for loop in loops
            for call in ast.walk(loop)
        )

    def _takes_labels(self, name):
        return takes_labels(getattr(self.cls, name))

    @property
    def abstract(self):
        """A base class: its forward pass does nothing, or it has none that is its own or inherited."""
        return self.forward is None or is_stub(getattr(self.cls, self.forward))


def _names(cls):
    """Names of the class's methods, its own before inherited ones, each in the order of the lines."""
    return [name for base in cls.__mro__[:-1] for name in vars(base)]


def _first(names, pattern):
    """The first name that matches; __call__ only where no other does."""
    matching = [name for name in names if pattern.match(re.sub("_", "", name).lower())]
    return next((name for name in matching if name != "__call__"), next(iter(matching), None))


@functools.lru_cache(maxsize=None)
def tree(function):
    """The function's syntax tree, or None where its text is not at hand."""
    try:
        parsed = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError, IndexError):
        return None
    return parsed if isinstance(parsed, (ast.FunctionDef, ast.AsyncFunctionDef)) else None


@functools.lru_cache(maxsize=None)
def text(cls):
    """The text of a class, '' where it is not at hand. To find it, Python reads the whole file every time."""
    try:
        return inspect.getsource(cls)
    except (OSError, TypeError):
        return ""


def is_stub(function):
    """Whether there is nothing in it but a docstring, pass, return None or raise NotImplementedError."""
    parsed = tree(function)
    return parsed is not None and all(_does_nothing(statement) for statement in parsed.body)


def _does_nothing(statement):
    if isinstance(statement, ast.Pass):
        return True
    if isinstance(statement, (ast.Expr, ast.Return)):
        return statement.value is None or isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Raise) and "NotImplemented" in ast.dump(statement)


def returned_names(function):
    """Names of the values of the last return statement, None for a value that is no plain name."""
    parsed = tree(function)
    returns = [node for node in ast.walk(parsed) if isinstance(node, ast.Return)] if parsed else []
    if not returns or returns[-1].value is None:
        return []
    value = returns[-1].value
    return [_name(element) for element in (value.elts if isinstance(value, (ast.Tuple, ast.List)) else [value])]


def _name(node):
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def unpacked_shapes(cls):
    """Names to which shapes are unpacked, `N, C, H, W = x.shape`, as a list of lists."""
    try:
        parsed = ast.parse(textwrap.dedent(text(cls)))
    except SyntaxError:
        return []
    found = []
    for node in ast.walk(parsed):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            for target in node.targets:
                if isinstance(target, ast.Tuple):
                    found.append([_name(element) or "_" for element in target.elts])
    return found


def arguments(function):
    """[inspect.Parameter] of a method without self, *args and **kwargs."""
    taken = inspect.signature(function).parameters.values()
    return [
        argument
        for argument in taken
        if argument.kind not in (argument.VAR_POSITIONAL, argument.VAR_KEYWORD) and argument.name != "self"
    ]


def takes_labels(function):
    return any(TARGET.match(argument.name) for argument in arguments(function))
