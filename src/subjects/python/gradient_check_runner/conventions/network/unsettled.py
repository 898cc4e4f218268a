"""What to say of passes that were found and do not run."""

from ...problem import Problem
from ...target import Untested
from .dry_runs import BACKWARD, FORWARD
from .function import Function
from .passes import initializers
from .stated import stated_roles


def explained(broken, context):
    """Untested for the passes that came furthest, or None where nothing looked like a network."""
    named = stated_roles(context).values()
    reached = [
        (passes, search)
        for passes, search in broken
        if passes.backward.shown in named or _looks_like_one(passes, search, context)
    ]
    if not reached:
        return None
    passes, search = max(reached, key=_reached)
    problem = _problem(passes, search, context)
    error = problem.code not in ("code.unsure", "code.parameters", "code.notImplemented")
    return Untested(passes.backward.shown, problem, kind="network", severity="error" if error else "warning")


def _reached(broken):
    """A backward pass before what may be one, then how far the dry runs came."""
    passes, search = broken
    return (not passes.only_joint, max((stage for stage, _ in search.failures), default=FORWARD))


def _looks_like_one(passes, search, context):
    """It could be called, with the passes that it needs beside it, and every dry run of it broke."""
    if search.best is not None or (passes.only_joint and context.parameters is None):
        return False
    enough = passes.forwards or passes.costs or (passes.may_be_joint and context.parameters is not None)
    return bool(enough) and any(isinstance(failure, Problem) for _, failure in search.failures)


def _problem(passes, search, context):
    """Why: the user's own exception where the code is what fails, else what was tried."""
    problems = [(stage, failure) for stage, failure in search.failures if isinstance(failure, Problem)]
    furthest = max((stage for stage, _ in problems), default=None)
    misfit = next((problem for _, problem in problems if problem.code == "code.parameters"), None)
    if misfit is not None and furthest != BACKWARD:
        return misfit
    telling = sorted((failure for stage, failure in problems if stage == furthest), key=_telling)
    # Where forward pass and cost ran, the layout was right; the dry run that came furthest down the backward pass
    # shows what is wrong there. Without a cost, made-up labels may not be what it asks for.
    at_fault = furthest == BACKWARD and not passes.only_joint and bool(passes.costs or context.x is not None)
    if telling and (at_fault or not _about_layout(telling[0])):
        return telling[0]
    return Problem(
        "code.unsure",
        "%s looks like the backward pass of a network, but no way of calling it gave a gradient for its parameters.%s"
        ' Say which function is which: "code": { %s }, and give options by argument name: "extra": { "lambd": 0.1 }.'
        % (
            passes.backward.shown,
            " Tried last: %s" % telling[0].message if telling else "",
            ", ".join('"%s": "%s"' % pair for pair in _as_config(passes, context)),
        ),
        passes.backward.place,
        telling[0].detail if telling else None,
    )


def _as_config(passes, context):
    """The config's lines for these passes, as far as they are known."""
    likeliest = {"forward": passes.forwards[:1], "cost": passes.costs[:1], "backward": [passes.backward]}
    if passes.backward.owner is None:
        functions = [Function(name, call) for name, call in context.module.functions.items()]
        likeliest["initialize"] = initializers(functions)[:1]
    for role, functions in likeliest.items():
        for function in functions:
            yield role, function.shown


def _telling(problem):
    """Order of problems: the code's own before such as layouts and labels cause, then the furthest line."""
    return (_about_layout(problem), -(problem.place.line if problem.place else 0))


def _about_layout(problem):
    """These are what made-up layouts and labels cause."""
    causes = ("ValueError", "IndexError", "AxisError", "TypeError")
    return problem.code == "code.raised" and any(cause in problem.message for cause in causes)
