"""Turns passes that were found into a Target, and says what had to be decided on the way."""

import functools
import operator

import numpy

from ...guards import restoring
from ...target import Note, Slot, Target


def target_of(found, convention, prefix, context):
    """Target of a Found. `prefix`: before the row's names where there are several networks."""
    run = found.best.run
    slots, parts = _slots(run.start, prefix)
    target = Target(
        found.passes.backward.shown,
        convention,
        slots,
        _mean([dry_run.run.cost_closure() for dry_run in found.dry_runs]),
        _mean_gradients([dry_run.backward for dry_run in found.dry_runs], parts),
        forward=run.forward.function.place if run.forward is not None else None,
        backward=found.passes.backward.place,
        loss=True,
    )
    target.notes += _notes(found, context)
    _keep_examples(target, [array for dry_run in found.dry_runs for array in dry_run.run.examples])
    return target


def _keep_examples(target, examples):
    """Puts X and Y back after every call where the code changes them in place."""
    kept = [array.copy() for array in examples]
    noted = False
    for name in ("cost", "gradients"):
        try:
            getattr(target, name)()
        finally:
            changed = [array for array, values in zip(examples, kept) if array.tobytes() != values.tobytes()]
            for array, values in zip(examples, kept):
                array[...] = values
        if changed:
            setattr(target, name, restoring(getattr(target, name), changed))
            place = (target.forward if name == "cost" else None) or target.backward
            message = "%s changes X or Y in place. They were put back after every call: work on a copy, x = x.copy()."
            if not noted:
                target.notes.append(Note("code.mutates", message % place.name, None, place, "warning"))
            noted = True


def _slots(start, prefix):
    """([Slot], [callable that takes the slot's gradient out of those of the leaves])."""
    if not start.pieces:
        slots = [Slot(prefix + leaf.own, leaf.own, leaf.array, "parameter", leaf.own) for leaf in start.leaves]
        return slots, [operator.itemgetter(k) for k in range(len(slots))]
    slots, parts = [], []
    for piece, assigned in start.pieces:
        parameter, whole = assigned.parameter, start.leaves[piece.leaf].array
        slots.append(Slot(parameter.layer, parameter.name, piece.take(whole), parameter.kind, piece.own))
        parts.append(functools.partial(_part, piece, whole))
    return slots, parts


def _part(piece, whole, gradients):
    gradient = gradients[piece.leaf]
    if gradient is None or numpy.size(gradient) != whole.size:
        return gradient
    part = piece.take(whole)
    # What is not cut up keeps the shape that the user gave it.
    return gradient if part.shape == whole.shape else piece.take(numpy.asarray(gradient).reshape(whole.shape))


def _mean(costs):
    if len(costs) == 1:
        return costs[0]
    return lambda: sum(cost() for cost in costs) / len(costs)


def _mean_gradients(backwards, parts):
    def gradients():
        each = [backward.gradients() for backward in backwards]
        return [_mean_of([part(given) for given in each]) for part in parts]

    return gradients


def _mean_of(parts):
    if len(parts) == 1 or any(part is None for part in parts):
        return parts[0]
    return sum(numpy.asarray(part) for part in parts) / len(parts)


def _notes(found, context):
    best = found.best
    place = found.passes.backward.place
    notes = []
    if best.run.cost.guessed:
        notes.append(_guessed(best, found, context))
    if len(found.dry_runs) > 1:
        notes.append(
            Note(
                "code.oneExample",
                "%s takes one example at a time. It was run on each of the %d examples, and costs and gradients are"
                " means over them." % (found.passes.backward.shown, len(found.dry_runs)),
                place=place,
            )
        )
    if best.options.chosen:
        shown = ", ".join('"%s": %s' % (name, _json(value)) for name, value in best.options.chosen.items())
        notes.append(
            Note(
                "code.chosen",
                "%s was run with %s. For other values write \"code\": { \"extra\": { %s } }."
                % (found.passes.backward.shown, shown.replace('"', ""), shown),
                place=place,
            )
        )
    return notes


def _guessed(best, found, context):
    cost = best.run.cost
    name = found.passes.backward.shown
    if any(best.agreed):
        return Note(
            "code.costGuessed",
            "No cost function was found. The gradients of %s are those of this cost, which was taken as J: %s."
            ' If it is another, write it as a function and name it: "code": { "cost": "compute_cost" }.'
            % (name, cost.name),
            place=found.passes.backward.place,
        )
    return Note(
        "code.costUnsure",
        "No cost function was found, and the gradients of %s are those of no usual cost. This one was taken%s: %s. If it"
        ' is another, write it as a function and name it: "code": { "cost": "compute_cost" }.'
        % (name, ", as the config's loss says" if context.loss else "", cost.name),
        place=found.passes.backward.place,
        severity="warning",
    )


def _json(value):
    return '"%s"' % value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
