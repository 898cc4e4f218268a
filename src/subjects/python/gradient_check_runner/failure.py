"""Turns whatever the user's code raises into a Problem with its line.

Conventions call everything of the user's through `call`:

    out, cache = call(affine_forward, x, w, b)

raises a Problem instead of the user's exception: code.notImplemented for NotImplementedError, code.exited for
sys.exit, code.missingImport, code.oldNumPy and code.python2 where that is the cause, else code.raised. Its place is
the innermost line in the user's own files. Inside target.cost, where every microsecond counts, nothing needs to be
called through it: what comes out of there is turned into a Problem as well.
"""

import inspect
import os
import traceback

from .explanation import explain, told
from .problem import Place, Problem
from .user_files import user_file

_HERE = os.path.dirname(__file__) + os.sep


def call(function, *args, **kwargs):
    """Returns function(*args, **kwargs). Raises Problem."""
    try:
        return function(*args, **kwargs)
    except Problem:
        raise
    except BaseException as error:
        raise problem_of(error, function) from None


def problem_of(error, function=None, name=None):
    """The Problem for an exception of the user's code; `function`: what was called, `name`: what that is called."""
    if isinstance(error, Problem):
        return error
    place = place_of(error) or (function and _definition(function))
    name = name or getattr(function, "__qualname__", None) or (place and place.name) or type(function).__name__
    code, message = explain(error, name, place)
    return Problem(code, message, place, trace(error))


def any_problem(error):
    """The Problem for whatever came up while a request was answered: the user's code may have failed, or this package.

    Outside of `call` it was the user's code if the way to the exception ends there, or in a library that it uses.
    """
    last = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)][-1:]
    own = any(file.startswith(_HERE) for file in last)
    if isinstance(error, Problem) or (place_of(error) and not own):
        return problem_of(error)
    message = "Gradient Check itself has failed (%s). The log says where; please report it."
    return Problem("code.internal", message % told(error), None, trace(error))


def place_of(error):
    """The innermost line of the user's files on the way to the exception, or None."""
    return _innermost(traceback.walk_tb(error.__traceback__))


def trace(error):
    """The traceback from the user's first line on, with lines as they stand in the files on disk."""
    steps = [_step(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    first = next((k for k, (own, _) in enumerate(steps) if own), 0)
    shown = traceback.StackSummary.from_list([summary for _, summary in steps[first:]])
    return "".join(shown.format() + traceback.format_exception_only(type(error), error))


def stack(frame):
    """(Place of the innermost line of the user's or None, the whole stack as text) of a running frame."""
    steps = list(traceback.walk_stack(frame))[::-1]
    shown = traceback.StackSummary.from_list([_step(at, line)[1] for at, line in steps])
    return _innermost(steps), "".join(shown.format())


def _innermost(steps):
    """Place of the last of these (frame, line) that is in a file of the user's, or None."""
    place = None
    for frame, line in steps:
        if user_file(frame.f_code.co_filename):
            place = Place(frame.f_code.co_filename, line, frame.f_code.co_name)
    return place


def _step(frame, line):
    """(whether the frame is in a file of the user's, its line of a traceback)."""
    code = frame.f_code
    known = user_file(code.co_filename)
    if not known:
        return False, traceback.FrameSummary(code.co_filename, line, code.co_name)
    text = known.lines[line - 1].strip() if line <= len(known.lines) else ""
    return True, traceback.FrameSummary(code.co_filename, known.stands_at(line), code.co_name, line=text)


def _definition(function):
    return Place.of(function if inspect.isroutine(function) or inspect.isclass(function) else type(function))
