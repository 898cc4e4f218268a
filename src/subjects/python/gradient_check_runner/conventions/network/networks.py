"""From functions that may be the passes of a network to targets."""

import functools

import numpy

from ...target import Note
from .options import Options
from .passes import find_passes
from .search import Search
from .smaller import smaller_note
from .targets import target_of
from .vocabulary import stem


def search_networks(context, functions, starts, stated, others=()):
    """([Found], [(Passes, Search)] of those that broke). `starts(passes)` yields settled Starts."""
    found, broken = [], []
    for passes in find_passes(functions, stated, others):
        if not passes.conceivable(Options(context, passes)) and "backward" not in stated:
            continue
        search = Search(context, passes, functools.partial(starts, passes))
        one = search.found()
        if one is not None and _credible(one):
            _forget_the_unused(one, context)
            found.append(one)
        else:
            broken.append((passes, search))
    return found, broken


def _credible(found):
    """Gradients of the right shape for at least half of the parameters."""
    wanted = len(found.best.backward.leaves)
    return 0 < wanted <= 2 * found.best.backward.fits


def _forget_the_unused(found, context):
    """Arrays without a gradient on which the cost does not depend are no parameters: running means, learning rates."""
    if context.parameters is not None:
        return
    start = found.best.run.start
    without = [k for k, place in enumerate(found.best.backward.way) if place is None]
    if not without:
        return
    cost = found.best.run.cost_closure()
    kept = [k not in without or _reads(cost, leaf.array) for k, leaf in enumerate(start.leaves)]
    start.forget(kept)
    for dry_run in found.dry_runs:
        dry_run.backward.forget(kept)


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
    if context.parameters is not None and len(found) > 1:
        found = sorted(found, key=_specialised)
        context.notes.append(_chosen(*[one.passes.backward for one in found]))
        del found[1:]
    for one in found:
        if one.best.run.start.smaller:
            backward = one.passes.backward
            context.notes.append(smaller_note(backward.shown, one.best.run.start.smaller, backward.place))
    return [
        target_of(one, convention, one.passes.backward.shown + "." if len(found) > 1 else "", context) for one in found
    ]


def _specialised(found):
    """How far from general a backward pass is: L_model_backward before one for a special case."""
    words = stem(found.passes.backward.name)
    return (-len(words & {"l", "deep", "n", "model"}), len(words))


def _chosen(taken, *others):
    lines = " or ".join('"code": { "backward": "%s" }' % other.shown for other in others)
    message = "Of several backward passes %s was checked. For another write %s." % (taken.shown, lines)
    return Note("code.chosen", message, place=taken.place)
