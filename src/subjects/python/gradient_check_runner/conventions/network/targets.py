"""Turns passes that were found into a Target, and says what had to be decided on the way."""

import numpy

from ...guards import restoring
from ...target import Note, Slot, Target


def target_of(found, convention, prefix, context):
    """Target of a Found. `prefix`: before the row's names where there are several networks."""
    run = found.best.run
    order = _order(run.start, context)
    target = Target(
        found.passes.backward.shown,
        convention,
        [_slot(run.start, k, prefix) for k in order],
        _mean([dry_run.run.cost_closure() for dry_run in found.dry_runs]),
        _mean_gradients([dry_run.backward for dry_run in found.dry_runs], order),
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


def _order(start, context):
    """Leaves in the order of the rows: the config's layers, else the user's own."""
    indices = range(len(start.leaves))
    if start.assigned is None:
        return list(indices)
    return sorted(indices, key=lambda k: context.parameters.index(start.assigned[k].parameter))


def _slot(start, k, prefix):
    leaf = start.leaves[k]
    if start.assigned is None:
        return Slot(prefix + leaf.own, leaf.own, leaf.array, kind="parameter", own=leaf.own)
    parameter = start.assigned[k].parameter
    return Slot(parameter.layer, parameter.name, leaf.array, kind=parameter.kind, own=leaf.own)


def _mean(costs):
    if len(costs) == 1:
        return costs[0]
    return lambda: sum(cost() for cost in costs) / len(costs)


def _mean_gradients(backwards, order):
    def gradients():
        each = [backward.gradients() for backward in backwards]
        return [_mean_of([given[k] for given in each]) for k in order]

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
                "code.options",
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
            "No cost function was found. The gradients of %s are those of the %s, so that was taken as the cost J."
            ' If it is another, write it as a function and name it: "code": { "cost": "compute_cost" }.'
            % (name, cost.name),
            place=found.passes.backward.place,
        )
    return Note(
        "code.costUnsure",
        "No cost function was found, and the gradients of %s are those of no usual cost. The %s was taken%s. If it is"
        ' another, write it as a function and name it: "code": { "cost": "compute_cost" }.'
        % (name, cost.name, ", as the config's loss says" if context.loss else ""),
        place=found.passes.backward.place,
        severity="warning",
    )


def _json(value):
    return '"%s"' % value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
