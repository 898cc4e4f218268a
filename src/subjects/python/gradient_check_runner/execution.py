"""Runs the top level of a user's file, statement by statement.

What the checked functions need are imports and definitions. Whatever else stands there, such as reading data,
plotting, training or tests, runs too, but may fail or take too long: it is skipped then, and noted.
"""

import __future__
import ast
import time

from . import import_statement
from .deadline import within
from .explanation import told, undefined_name
from .failure import problem_of
from .missing import MissingUsed
from .problem import Place
from .target import Note

SECONDS = 5.0
"""For everything at the top level that is neither an import nor a definition."""

LOOP_SECONDS = 1.5
"""For one loop: those that prepare what functions need are quick, and those that train are not needed."""

LEAST_SECONDS = 0.5
"""For every such statement when that time is used up: constants after the training are needed all the same."""

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

WORK = (ast.Call, ast.For, ast.While, ast.With, ast.comprehension)
"""Only statements with one of these can take long."""


class Execution:
    """Runs files in their namespaces; they share one budget of time."""

    def __init__(self):
        self._seconds = SECONDS

    def run(self, user_file, names):
        """Raises Problem where a definition raises."""
        names["__doc__"] = ast.get_docstring(user_file.tree, clean=False)
        flags = 0
        for statement in user_file.tree.body:
            if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
                flags |= sum(getattr(__future__, alias.name).compiler_flag for alias in statement.names)
            step = _Step(statement, flags, user_file, names)
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                import_statement.run(step)
            elif isinstance(statement, DEFINITIONS):
                _define(step)
            else:
                self._attempt(step)

    def _attempt(self, step):
        limit = LOOP_SECONDS if isinstance(step.statement, (ast.For, ast.While)) else SECONDS
        try:
            if any(isinstance(node, WORK) for node in ast.walk(step.statement)):
                in_time = self._timed(step.run, limit)
            else:
                in_time = step.run() is None
        except BaseException as error:
            step.leave_out(error)
            return
        if not in_time:
            message = "%s takes longer than %g s when the file is loaded and was interrupted. Put what trains under"
            message = (message + ' `if __name__ == "__main__":`.') % (step.place.words, limit)
            step.note("code.trainedAtImport", message, severity="warning")
            step.unset("%s was interrupted because it takes too long" % step.place.words)

    def _timed(self, action, limit):
        started = time.monotonic()
        try:
            return within(max(min(self._seconds, limit), LEAST_SECONDS), action)
        finally:
            self._seconds -= time.monotonic() - started


def _define(step):
    try:
        step.run()
    except MissingUsed as error:
        if not step.statement.decorator_list:
            return step.leave_out(error)
        # A decorator that compiles, times or registers: what it decorates is what is checked.
        step.statement.decorator_list = []
        _define(step)
    except BaseException as error:
        if not step.is_consequence(error):
            raise problem_of(error, name=step.statement.name) from None
        step.leave_out(error)


class _Step:
    """One statement of the top level."""

    def __init__(self, statement, flags, user_file, names):
        self.statement = statement
        self.flags = flags
        self.user_file = user_file
        self.names = names
        decorators = getattr(statement, "decorator_list", [])
        self.place = Place(user_file.path, min([statement.lineno] + [each.lineno for each in decorators]))

    def run(self, statement=None):
        """Executes it, or another statement in its place."""
        tree = ast.Module([statement or self.statement], [])
        exec(compile(tree, self.user_file.path, "exec", self.flags, True), self.names)

    def leave_out(self, error):
        """Goes on without what the statement would have done."""
        if isinstance(error, MissingUsed):
            if isinstance(self.statement, DEFINITIONS):
                self.user_file.undefined[self.statement.name] = error
            for name in _names_set(self.statement):
                self.names.setdefault(name, error.missing)
        elif self.is_consequence(error):
            unknown = undefined_name(error)
            cause = self.user_file.left_out.get(unknown, "it may come from an import that failed")
            self.unset("%s was skipped, because it needs %s (%s)" % (self.place.words, unknown, cause))
        else:
            self.note("code.skipped", "%s was skipped: it raised %s." % (self.place.words, told(error)))
            self.unset("%s was skipped, because it raised %s" % (self.place.words, told(error)))

    def is_consequence(self, error):
        """Whether it only lacks what was left out before, which has been noted there."""
        unknown = undefined_name(error)
        return bool(unknown) and (unknown in self.user_file.left_out or bool(self.user_file.missing_stars))

    def unset(self, reason):
        for name in _names_set(self.statement):
            if name not in self.names:
                self.user_file.left_out[name] = reason

    def note(self, code, message, severity="information"):
        self.user_file.notes.append(Note(code, message, place=self.place, severity=severity))


def _names_set(node):
    """Names that a statement gives a value to at the top level."""
    if isinstance(node, DEFINITIONS):
        return [node.name]
    if isinstance(node, ast.Lambda):
        return []
    own = [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else []
    return own + [name for child in ast.iter_child_nodes(node) for name in _names_set(child)]
