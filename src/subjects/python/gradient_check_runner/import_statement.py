"""Imports at the top level: those that fail are stood in for until the checked code needs them."""

import ast
import functools
import io
import pickle
import queue

from .explanation import told
from .missing import Missing

PYTHON_2 = {
    "xrange": range,
    "izip": zip,
    "imap": map,
    "reduce": functools.reduce,
    "raw_input": input,
    "unicode": str,
    "basestring": str,
    "long": int,
    "cPickle": pickle,
    "StringIO": io,
    "Queue": queue,
}
"""What Python 3 has instead, for imports such as `from past.builtins import xrange` or `import cPickle`."""


def run(step):
    """Imports what can be imported, name by name where the statement as a whole fails."""
    try:
        step.run()
    except BaseException:
        lacking = [missing for alias in step.statement.names for missing in _bind(step, alias)]
        if lacking:
            what = ", ".join(missing.attribute for missing in lacking)
            message = "%s could not be imported in %s (%s); it is left out until something needs it."
            cause = told(lacking[0].error)
            step.note("code.stubbed", message % (what, step.place.words, cause))


def _bind(step, alias):
    """Gives the name of one alias a value. Returns [Missing] if that is what had to be taken, else []."""
    try:
        step.run(_alone(step.statement, alias))
        return []
    except BaseException as error:
        missing = _missing(step, alias, error)
    if alias.name == "*":
        step.user_file.missing_stars.append(missing)
        return [missing]
    top = alias.name.split(".")[0]
    if alias.name in PYTHON_2:
        step.names[alias.asname or top] = PYTHON_2[alias.name]
        return []
    step.names[alias.asname or top] = missing
    if isinstance(step.statement, ast.Import) and not alias.asname and top != alias.name:
        _bind(step, ast.alias(top, None))
    return [missing]


def _alone(statement, alias):
    if isinstance(statement, ast.Import):
        return ast.copy_location(ast.Import([alias]), statement)
    return ast.copy_location(ast.ImportFrom(statement.module, [alias], statement.level), statement)


def _missing(step, alias, error):
    reason = "%s could not import (%s)" % (step.place.words, told(error))
    if isinstance(step.statement, ast.Import):
        return Missing(alias.name, step.place, error, reason)
    module = "." * step.statement.level + (step.statement.module or "")
    attribute = module if alias.name == "*" else "%s.%s" % (module.rstrip("."), alias.name)
    return Missing(module, step.place, error, reason, attribute)
