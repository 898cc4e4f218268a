"""Layer objects: classes with a forward and a backward pass that keep their parameters, and their gradients.

    class Affine:
        def __init__(self, W, b): …
        def forward(self, x): …             # the output, returned or kept in self.output
        def backward(self, dout): …         # dx; the parameters' gradients in self.dW, self.grads, …

Every class is a row. The cost is the sum of the output times an upstream gradient that is drawn once.
"""

import difflib

from ..problem import Place, Problem
from . import updates
from .layers.chain import Chain
from .layers.composition import Composition
from .layers.fusion import fused
from .layers.methods import Methods, is_stub
from .layers.search import Search
from .layers.training_search import TrainingSearch
from .layers.untested import fused_with, incomplete, not_implemented, raising, unsure


def networks(context):
    """With a model in the config: a network class of the file that trains itself, else its layers put together."""
    return updates.networks(context) or _composed(context)


def _composed(context):
    if any(layer["type"] not in ("Dense", "Activation") for layer in context.layers or []):
        return []
    composition = Composition(context)
    search = TrainingSearch(Chain, context, composition)
    found = search.best()
    if not found:
        if search.unmatched:
            raise search.unmatched
        if not composition.reason:
            return []
        raise Problem(
            "code.unsure",
            "The layer classes of the code could not be put together as the model of the config: %s. Add what is"
            ' missing, or leave "model" out of the config: then every class is checked on its own.'
            % composition.reason,
        )
    training, assignment = found
    links = training.run.instance.links
    title = "The network of %s" % ", ".join(dict.fromkeys(type(link.instance).__name__ for link in links))
    first = links[0]
    passes = [getattr(first.instance, name) for name in (first.methods.forward, first.methods.backward)]
    places = [Place.of(method) for method in passes]
    return [updates.target_of(training, assignment, context, title, "layer objects", *places)]


def rows(context):
    found = []
    for name, cls in context.module.classes.items():
        methods = Methods(cls)
        if methods.abstract:
            continue
        if methods.trains:
            found += updates.rows(name, cls, context)
        elif methods.backward:
            found += row(name, cls, context)
    return found


def stated(context):
    found = []
    for name, entry in context.code.get("classes", {}).items():
        classes = context.module.classes
        if entry["class"] in context.module.undefined:
            raise context.module.undefined[entry["class"]]
        if entry["class"] not in classes:
            near = difflib.get_close_matches(entry["class"], classes, 3, 0.3) or list(classes)
            raise Problem(
                "code.unknownName",
                'The code has no class %s, which "classes" names for %s. %s'
                % (entry["class"], name, "There are %s." % ", ".join(near) if near else "It has no classes."),
            )
        found += row(name, classes[entry["class"]], context, entry)
    return found


def row(name, cls, context, entry=None):
    """[Target | Untested] of one class; nothing for a base class and for a network that has yet to be given layers.

    `entry`: what the config says of it.
    """
    methods = Methods(cls)
    if methods.forward is None or methods.backward is None:
        return [incomplete(name, cls, methods.forward, methods.backward)]
    backward = getattr(cls, methods.backward)
    place = Place.of(backward) or Place.of(cls)
    inherited = any(other is not cls and issubclass(other, cls) for other in context.module.classes.values())
    is_base = inherited and entry is None
    if is_stub(backward):
        return [] if is_base else [not_implemented(name, cls, backward, place)]
    search = Search(cls, context, entry)
    best = search.best()
    if best is None:
        raised = [misfit for misfit in search.misfits if getattr(misfit.method, "__name__", None) == methods.backward]
        if raised:
            return [raising(name, cls, raised[0])]
        if is_base or methods.container and entry is None:
            return []
        return [unsure(name, cls, next(iter(search.misfits), None))]
    if best.silent:
        return [not_implemented(name, cls, backward, place)]
    activation = fused(best)
    if activation:
        return [fused_with(name, cls, best, activation, place)]
    return best.targets(name, cls.__name__, place, "layer object")
