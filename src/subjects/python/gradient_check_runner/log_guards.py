"""Guards in logarithms: log(p + 1e-7) is a little off log(p), by design, and its derivative off 1/p.

A gradient of the plain logarithm is right but for that. To tell such a difference from a mistake, the functions that
hold guards can be given the code that they would have without them, and their own back.
"""

import ast
import copy
import gc
import types

from .problem import Place
from .user_files import user_file

_LARGEST = 1e-4
"""A constant up to this size beside an argument of a logarithm is a guard, no part of the formula."""


class LogGuards:
    """The guards in the functions that the user's files hold by now."""

    def __init__(self):
        self._codes = []
        self.places = []
        """A Place for every function that holds one."""
        for function in _functions():
            code = function.__code__
            bare = _without_guards(function, user_file(code.co_filename).tree)
            if bare is not None:
                self._codes.append((function, code, bare))
                self.places.append(Place(code.co_filename, code.co_firstlineno, function.__name__))

    def lift(self):
        """From now on the functions compute without their guards."""
        for function, _, bare in self._codes:
            function.__code__ = bare

    def restore(self):
        for function, own, _ in self._codes:
            function.__code__ = own


def _functions():
    return [
        value
        for value in gc.get_objects()
        # Another code for a closure would have to know its cells.
        if isinstance(value, types.FunctionType)
        and user_file(value.__code__.co_filename)
        and not value.__code__.co_freevars
        and value.__name__ != "<lambda>"
    ]


def _without_guards(function, tree):
    """The function's code without guards; None where it has none."""
    code = function.__code__
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name and _first_line(node) == code.co_firstlineno:
            break
    else:
        return None
    remover = _Remover(_small_names(node, function))
    bare = remover.visit(copy.deepcopy(node))
    if not remover.found:
        return None
    bare.decorator_list = []
    # Its own lines, so that what it raises is still told of the right one.
    module = compile(ast.fix_missing_locations(ast.Module([bare], [])), code.co_filename, "exec")
    codes = [constant for constant in module.co_consts if isinstance(constant, types.CodeType)]
    return next(each for each in codes if each.co_name == code.co_name)


def _first_line(node):
    return min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])


def _small_names(node, function):
    """Names that stand for a guard: an argument's default, a local or a global constant, such as eps=1e-8."""
    names = {name for name, value in function.__globals__.items() if _is_small(value)}
    arguments = node.args.posonlyargs + node.args.args
    defaults = zip(arguments[len(arguments) - len(node.args.defaults) :], node.args.defaults)
    keywords = zip(node.args.kwonlyargs, node.args.kw_defaults)
    for argument, default in list(defaults) + list(keywords):
        if isinstance(default, ast.Constant) and _is_small(default.value):
            names.add(argument.arg)
    for statement in ast.walk(node):
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            if _is_small(statement.value.value):
                names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    return names


def _is_small(value):
    return isinstance(value, float) and 0 < value <= _LARGEST


class _Remover(ast.NodeTransformer):
    """Takes guards off the arguments of logarithms."""

    def __init__(self, names):
        self._names = names
        self._inside = False
        self.found = False

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        outer, self._inside = self._inside, self._inside or name == "log"
        node = self.generic_visit(node)
        self._inside = outer
        return node

    def visit_BinOp(self, node):
        node = self.generic_visit(node)
        if self._inside and isinstance(node.op, (ast.Add, ast.Sub)):
            for guard, guarded in ((node.right, node.left), (node.left, node.right)):
                if self._is_guard(guard) and not (guard is node.left and isinstance(node.op, ast.Sub)):
                    self.found = True
                    return guarded
        return node

    def _is_guard(self, node):
        if isinstance(node, ast.Name):
            return node.id in self._names
        return isinstance(node, ast.Constant) and _is_small(node.value)
