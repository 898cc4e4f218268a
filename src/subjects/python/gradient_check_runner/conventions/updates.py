"""Networks whose only backward pass is a training step: what it takes from a parameter is the rate times the gradient.

    class Network:
        def query(self, x): …
        def train(self, x, y): …            # self.who += self.lr * …

The step is made at two learning rates from the same parameters, which are put back. The cost is the class's own where
it has one, else the usual cost whose derivatives most gradients are.
"""

from ..problem import Place, Problem
from ..target import Note, Slot, Target, Untested
from .layers.backward import PLAIN_RATE
from .layers.methods import Methods
from .layers.training_search import TrainingSearch


def networks(context):
    """The first network of the file that fits the config's model."""
    searches = [TrainingSearch(cls, context) for cls in context.module.classes.values() if Methods(cls).trains]
    for search in searches:
        found = search.best()
        if found:
            return [_network(search.cls, context, *found)]
    for search in searches:
        if search.unmatched:
            raise search.unmatched
    return []


def rows(name, cls, context):
    """[Target | Untested] of one class, a row for every parameter; nothing for one that has yet to be given layers."""
    search = TrainingSearch(cls, context)
    found = search.best()
    if found:
        return [_network(cls, context, *found)]
    return [] if search.methods.container else [_unsure(name, cls, search)]


def _network(cls, context, training, assignment):
    method = training.backward.method
    return target_of(
        training,
        assignment,
        context,
        method.__qualname__,
        "updates in place" if training.updates else "network object",
        Place.of(training.run.method),
        Place.of(method) or Place.of(cls),
    )


def target_of(training, assignment, context, title, convention, forward, backward):
    """Target of a Training. `title`: how notes name its backward pass; `forward` and `backward` are Places."""
    slots = [_slot(parameter, training.run, assignment) for parameter, _ in training.entries]
    order = list(range(len(slots)))
    if assignment:
        rows = [(parameter.layer, parameter.name) for parameter in context.parameters]
        order.sort(key=lambda index: rows.index((slots[index].layer, slots[index].name)))
    target = Target(
        title,
        convention,
        [slots[index] for index in order],
        training.cost_function(),
        _in_order(training.gradients, order),
        forward=forward,
        backward=backward,
        loss=True,
    )
    target.notes += _notes(training, title, backward)
    return target


def _slot(parameter, run, assignment):
    if not assignment:
        return Slot(parameter.name, parameter.name, parameter.array, "parameter", parameter.own)
    own = assignment[run.parameters.index(parameter)].parameter
    return Slot(own.layer, own.name, parameter.array, own.kind, parameter.own)


def _in_order(gradients, order):
    def ordered():
        found = gradients()
        return [found[index] for index in order]

    return ordered


def _notes(training, method, place):
    found = []
    if training.cost.words and training.agreeing:
        found.append(
            (
                "code.costGuessed",
                "No cost was found. What %s takes from the parameters is the gradient of the %s, so that was taken as"
                ' the cost J. If it is another, write it as a method named "loss".' % (method, training.cost.words),
                "information",
            )
        )
    elif training.cost.words:
        found.append(
            (
                "code.costUnsure",
                "No cost was found, and what %s takes from the parameters is the gradient of no usual cost. The %s was"
                ' taken. If it is another, write it as a method named "loss".' % (method, training.cost.words),
                "warning",
            )
        )
    if training.scale != 1.0:
        found.append(
            (
                "code.rateGuessed",
                "%s has its learning rate written into it; %g was taken, with which the gradients agree best."
                % (method, training.scale),
                "information",
            )
        )
    if training.rate_matters:
        found.append(
            (
                "code.updatedBeforeUse",
                "What %s gives depends on its learning rate: a parameter is updated before it is used for another"
                " gradient. Shown is what it gives at a learning rate of %g. Work out every gradient first, update"
                " then." % (method, PLAIN_RATE),
                "warning",
            )
        )
    if training.examples == 1:
        found.append(
            (
                "code.oneExample",
                "%s takes one example at a time. %s"
                % (
                    method,
                    "It was run on each of the %d examples, and costs and gradients are means over them."
                    % len(training.batches)
                    if training.batches
                    else "It was given one.",
                ),
                "information",
            )
        )
    return [Note(code, message, place=place, severity=severity) for code, message, severity in found]


def _unsure(name, cls, search):
    misfit = search.misfits[-1] if search.misfits else None
    tried = ""
    if misfit:
        where = getattr(misfit.method, "__qualname__", "it")
        tried = " (%s: %s: %s)" % (where, type(misfit.error).__name__, str(misfit.error).split("\n")[0])
    return Untested(
        name,
        Problem(
            "code.unsure",
            "%s looks like a network that trains itself, but none of its parameters could be seen to change with"
            " made-up sizes, examples and labels%s. Give a model and a dataset in the config, so that it gets real ones,"
            ' or name values for its arguments: "code": { "extra": { "hidden": 5 } }.' % (cls.__name__, tried),
            Place.of(cls),
        ),
        cls.__name__,
    )
