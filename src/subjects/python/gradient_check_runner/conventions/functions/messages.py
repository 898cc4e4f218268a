"""What is said of functions that cannot be checked: what was found, what was tried, which line of the config settles
it."""

import json

import numpy

from ...failure import problem_of
from ...problem import Place, Problem


def not_implemented(function):
    return Problem(
        "code.notImplemented",
        "%s returns None: it is not implemented yet." % function.name,
        Place.of(function.function),
    )


def raised(functions, trial):
    """The user's exception, with the arguments that brought it about."""
    problem = problem_of(trial.error, trial.function.function)
    if problem.code != "code.raised" or not trial.raised_by_arguments:
        return problem
    values = trial.invocation.values
    remedy = "." if functions.stated else "; if it takes something else, say so: %s" % settling(functions, values)
    message = "%s It was called with %s%s" % (problem.message, told(values), remedy)
    return Problem(problem.code, message, problem.place, problem.detail)


def unsure(functions, trial, tried):
    """No arguments were found with which the forward pass runs."""
    names = functions.forward.name if functions.backward is None else "%s and %s" % (
        functions.forward.name,
        functions.backward.name,
    )
    values = trial.invocation.values if trial else {name: None for name in functions.forward.names}
    message = "%s %s found, but not what to call %s with: %s." % (
        names,
        "was" if functions.backward is None else "were",
        "it" if functions.backward is None else "them",
        _last_try(trial, tried),
    )
    problem = trial and trial.raised and problem_of(trial.error, trial.function.function)
    return Problem(
        "code.unsure",
        "%s Say it: %s" % (message, settling(functions, values)),
        Place.of(functions.forward.function),
        problem.detail if problem else None,
    )


def _last_try(trial, tried):
    if trial is None:
        return "no value is known for some of its arguments"
    error = trial.error
    reason = str(error).split("\n")[0]
    ended = "ended with %s: %s" % (type(error).__name__, reason) if trial.raised else "led nowhere: %s" % reason
    return "%d ways were tried; the nearest, %s, %s" % (tried, told(trial.invocation.values), ended)


def told(values):
    """Arguments in a sentence: x (5, 4), w (4, 7), stride 2."""
    return ", ".join("%s %s" % (name, _told(value)) for name, value in values.items()) or "its defaults"


def _told(value):
    if isinstance(value, numpy.ndarray):
        return "(%s)" % ", ".join(map(str, value.shape)) if value.ndim else "a number"
    if isinstance(value, dict):
        return "{%s}" % told(value)
    return repr(value)


def settling(functions, values):
    """The lines of the config that name the functions and state what they take."""
    entry = {"loss": functions.forward.name}
    if functions.backward:
        entry = {"forward": functions.forward.name, "backward": functions.backward.name}
    entry["arguments"] = {name: _as_stated(value) for name, value in values.items()}
    return '"code": { "functions": { %s: %s } }' % (json.dumps(functions.name), _spaced(entry))


def _as_stated(value):
    if isinstance(value, numpy.ndarray):
        if value.dtype.kind == "f":
            return {"shape": list(value.shape)}
        return {"shape": list(value.shape), "integers": int(value.max()) + 1 if value.size else 1}
    if isinstance(value, dict):
        return {key: _as_stated(member) for key, member in value.items()}
    return value if value is not None else {"shape": ["…"]}


def _spaced(value):
    if isinstance(value, dict):
        return "{ %s }" % ", ".join("%s: %s" % (json.dumps(key), _spaced(member)) for key, member in value.items())
    return json.dumps(value, ensure_ascii=False, default=str)
