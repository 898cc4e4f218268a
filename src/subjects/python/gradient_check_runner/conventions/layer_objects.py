"""Layer objects: classes with a forward and a backward pass that keep their parameters, and their gradients.

    class Affine:
        def __init__(self, W, b): …
        def forward(self, x): …             # the output, returned or kept in self.output
        def backward(self, dout): …         # dx; the parameters' gradients in self.dW, self.grads, …

Every class is a row. The cost is the sum of the output times an upstream gradient that is drawn once.
"""

import difflib

from ..failure import problem_of
from ..problem import Place, Problem
from ..target import Untested
from . import updates
from .layers.chain import Chain
from .layers.composition import Composition
from .layers.fusion import fused
from .layers.methods import Methods, is_stub
from .layers.search import Search
from .layers.training_search import TrainingSearch


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
            ' missing, or leave "model" out of the config: then every class is checked on its own.' % composition.reason,
        )
    training, assignment = found
    links = training.run.instance.links
    title = "The network of %s" % ", ".join(dict.fromkeys(type(link.instance).__name__ for link in links))
    places = [Place.of(getattr(links[0].instance, name)) for name in (links[0].methods.forward, links[0].methods.backward)]
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
        if entry["class"] not in classes:
            near = difflib.get_close_matches(entry["class"], classes, 3, 0.3) or list(classes)
            raise Problem(
                "code.noClass",
                'The code has no class %s, which "classes" names for %s. %s'
                % (entry["class"], name, "There are %s." % ", ".join(near) if near else "It has no classes."),
            )
        found += row(name, classes[entry["class"]], context, entry)
    return found


def row(name, cls, context, entry=None):
    """[Target | Untested] of one class; nothing for a base class and for what only passes its input on."""
    methods = Methods(cls)
    if methods.forward is None or methods.backward is None:
        return [_untested(name, cls, "code.unsure", "%s has no forward and backward method" % cls.__name__, None)]
    backward = getattr(cls, methods.backward)
    place = Place.of(backward) or Place.of(cls)
    is_base = any(other is not cls and issubclass(other, cls) for other in context.module.classes.values())
    if is_stub(backward):
        if is_base and entry is None:
            return []
        return [_not_implemented(name, cls, backward, place)]
    search = Search(cls, context, entry)
    best = search.best()
    if best is None and methods.container and entry is None:
        return []
    if best is None:
        return _misfit(name, cls, methods, search, is_base and entry is None)
    if best.silent:
        return [_not_implemented(name, cls, backward, place)]
    activation = fused(best)
    if activation:
        return [_fused(name, cls, best, activation, place)]
    return best.targets(name, cls.__name__, place, "layer object")


def _not_implemented(name, cls, backward, place):
    return Untested(
        name,
        Problem(
            "code.notImplemented",
            "%s leaves no gradient: it returns nothing and sets no attribute that could be one. Write it, then run"
            " again." % backward.__qualname__,
            place,
        ),
        cls.__name__,
    )


def _fused(name, cls, candidate, activation, place):
    method = candidate.backward.method.__qualname__
    if candidate.pose.loss:
        found = "%s gives the gradient by what goes into the %s, though forward is given what comes out of it" % (
            method,
            activation,
        )
        where = "the %s hands that on unchanged" % activation
    else:
        found = "%s hands its gradient on unchanged" % method
        where = "the gradient that it is given already holds the slope of the %s" % activation
    return Untested(
        name,
        Problem(
            "code.fused",
            "%s. That is right only where %s, so it was not checked on its own. To check both together, give the config"
            ' a "model" with this activation and a dataset.' % (found, where),
            place,
        ),
        cls.__name__,
    )


def _misfit(name, cls, methods, search, is_base):
    raised = [misfit for misfit in search.misfits if getattr(misfit.method, "__name__", None) == methods.backward]
    if raised:
        problem = problem_of(raised[0].error, raised[0].method)
        return [Untested(name, problem, cls.__name__, "error")]
    if is_base:
        return []
    last = search.misfits[0] if search.misfits else None
    return [_untested(name, cls, "code.unsure", "%s could not be run" % cls.__name__, last)]


def _untested(name, cls, code, found, misfit):
    tried = ""
    if misfit:
        where = getattr(misfit.method, "__qualname__", "it")
        tried = " (%s: %s: %s)" % (where, type(misfit.error).__name__, str(misfit.error).split("\n")[0])
    line = '"code": { "classes": { "%s": { "class": "%s", "arguments": { … }, "input": { "shape": [5, 12] } } } }'
    return Untested(
        name,
        Problem(
            code,
            "%s with made-up arguments and inputs%s. Say what its constructor and its forward pass are given: %s."
            % (found, tried, line % (name, cls.__name__)),
            Place.of(cls),
        ),
        cls.__name__,
    )
