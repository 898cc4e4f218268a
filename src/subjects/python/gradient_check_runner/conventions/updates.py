"""Networks whose only backward pass is a training step: what it takes from a parameter is the rate times the gradient.

    class Network:
        def query(self, x): …
        def train(self, x, y): …            # self.who += self.lr * …

The step is made at two learning rates from the same parameters, which are put back. The cost is the class's own where
it has one, else the usual cost whose derivatives most gradients are.
"""

from ..problem import Place
from ..target import Slot, Target
from .layers import notes
from .layers.methods import Methods
from .layers.training_search import TrainingSearch
from .layers.untested import unsure_network


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
    if search.methods.container:
        return []
    return [unsure_network(name, cls, search.misfits[-1] if search.misfits else None)]


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
    if training.cost.words:
        told = notes.cost_guessed if training.agreeing else notes.cost_unsure
        found.append(told(method, training.cost.words, place))
    if training.scale != 1.0:
        found.append(notes.rate_guessed(method, training.scale, place))
    if training.rate_matters:
        found.append(notes.updated_before_use(method, None, place))
    if training.examples == 1:
        found.append(notes.one_example(method, len(training.batches), place))
    return found
