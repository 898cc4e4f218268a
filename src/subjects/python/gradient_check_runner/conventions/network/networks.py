"""From functions that may be the passes of a network to targets, or to what there is to say where none fits."""

import difflib

import numpy

from ...problem import Problem
from ...target import Note, Untested
from .function import methods
from .passes import find_passes
from .search import Search
from .targets import target_of
from .vocabulary import stem

BACKWARD = 2
"""How far a dry run came that broke in the backward pass; 1 in the cost, 0 in the forward pass."""
ROLES = ("forward", "cost", "backward", "initialize")


def stated_roles(context):
    return {role: context.code[role] for role in ROLES if context.code.get(role)}


def search_networks(context, functions, starts, new_options, stated, others=()):
    """([Found], [(Passes, Search)] of those that broke). `starts(passes)` yields settled Starts."""
    found, broken = [], []
    for passes in find_passes(functions, stated, others):
        if not passes.conceivable(new_options(passes, None)) and "backward" not in stated:
            continue
        search = Search(context, passes, lambda passes=passes: starts(passes), lambda forward, passes=passes: new_options(passes, forward))
        one = search.found()
        if one is not None and _credible(one):
            _forget_the_unused(one, context)
            found.append(one)
        else:
            broken.append((passes, search))
    return found, broken


def _credible(found):
    """Gradients of the right shape for at least half of the parameters."""
    trial = found.best
    return len(trial.agreed) > 0 and 2 * trial.backward.fits >= len(trial.agreed)


def _forget_the_unused(found, context):
    """Arrays without a gradient on which the cost does not depend are no parameters: running means, learning rates."""
    if context.parameters is not None:
        return
    start = found.best.run.start
    without = [k for k, way in enumerate(found.best.backward.way) if way is None]
    if not without:
        return
    cost = found.best.run.cost_closure()
    kept = [k not in without or _reads(cost, leaf.array) for k, leaf in enumerate(start.leaves)]
    start.keep(kept)
    for trial in found.trials:
        trial.backward.leaves = start.leaves
        trial.backward.way = [way for way, keep in zip(trial.backward.way, kept) if keep]
        trial.agreed = [agreed for agreed, keep in zip(trial.agreed, kept) if keep]


def _reads(cost, array):
    with numpy.errstate(all="ignore"):
        before = cost()
        kept = array.copy()
        try:
            array[...] = kept + 0.01
            return cost() != before
        except Exception:
            return True
        finally:
            array[...] = kept


def as_rows(found, convention, context):
    """[Target]: all of them, or with a model in the config the most general one."""
    if not found:
        return []
    if context.parameters is not None and len(found) > 1:
        found = sorted(found, key=_specialised)
        taken, others = found[0], found[1:]
        context.notes.append(
            Note(
                "code.chosen",
                'Of several backward passes %s was checked. For another write "code": { "backward": "%s" }%s.'
                % (
                    taken.passes.backward.shown,
                    others[0].passes.backward.shown,
                    ", or %s" % " or ".join('"%s"' % one.passes.backward.shown for one in others[1:]) if others[1:] else "",
                ),
                place=taken.passes.backward.place,
            )
        )
        found = [taken]
    prefixed = len(found) > 1
    return [
        target_of(one, convention, one.passes.backward.shown + "." if prefixed else "", context) for one in found
    ]


def _specialised(found):
    """How far from general a backward pass is: L_model_backward before one for a special case."""
    words = stem(found.passes.backward.name)
    return (-len(words & {"l", "deep", "n", "model"}), len(words))


def check_stated(context):
    """Raises Problem where the config names a function that is not there."""
    known = list(context.module.functions)
    known += [one.shown for owner in context.module.classes.values() for one in methods(owner)]
    for role, name in stated_roles(context).items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.3) or sorted(known)[:5]
            raise Problem(
                "code.noFunction",
                'The config says "%s": "%s", but there is no such function. %s'
                % (role, name, "There is %s." % ", ".join(near) if near else "The file defines no functions."),
            )


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
    passes, search = max(reached, key=lambda one: max(stage for stage, _ in one[1].failures or [(-1, None)]))
    problem = _problem(passes, search)
    error = problem.code not in ("code.unsure", "code.parameters", "code.notImplemented")
    return Untested(passes.backward.shown, problem, kind="network", severity="error" if error else "warning")


def _looks_like_one(passes, search, context):
    """It could be called, with a forward pass or a cost beside it, and every dry run of it broke."""
    if search.best is not None or (passes.only_joint and context.parameters is None):
        return False
    return bool(passes.forwards or passes.costs) and any(isinstance(failure, Problem) for _, failure in search.failures)


def _problem(passes, search):
    """Why: the user's own exception where the code is what fails, else what was tried."""
    problems = [(stage, failure) for stage, failure in search.failures if isinstance(failure, Problem)]
    furthest = max((stage for stage, _ in problems), default=None)
    telling = sorted((failure for stage, failure in problems if stage == furthest), key=_telling)
    # Where forward pass and cost ran, the layout was right; the dry run that came furthest down the backward pass
    # shows what is wrong there.
    at_fault = furthest == BACKWARD and not passes.only_joint
    if telling and (at_fault or not _about_layout(telling[0])):
        return telling[0]
    return Problem(
        "code.unsure",
        "%s looks like the backward pass of a network, but no way of calling it gave a gradient for its parameters.%s"
        " Say which function is which: \"code\": { %s }, and give options by argument name: \"extra\": { \"lambd\": 0.1 }."
        % (
            passes.backward.shown,
            " Tried last: %s" % telling[0].message if telling else "",
            ", ".join('"%s": "%s"' % pair for pair in _as_config(passes)),
        ),
        passes.backward.place,
        telling[0].detail if telling else None,
    )


def _as_config(passes):
    """The config's lines for these passes, as far as they are known."""
    likeliest = {"forward": passes.forwards[:1], "cost": passes.costs[:1], "backward": [passes.backward]}
    if passes.backward.owner is None:
        yield "initialize", "initialize_parameters"
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
