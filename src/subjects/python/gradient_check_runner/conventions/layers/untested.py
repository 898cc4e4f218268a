"""Why a layer or a network was not checked, and what to do about it."""

from ...failure import problem_of
from ...problem import Place, Problem
from ...target import Untested
from ..class_line import class_line


def not_implemented(name, cls, backward, place):
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


def fused_with(name, cls, candidate, activation, place):
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
            "code.conditional",
            "%s. That is right only where %s, so it was not checked on its own. To check both together, give the config"
            ' a "model" with this activation and a dataset.' % (found, where),
            place,
        ),
        cls.__name__,
    )


def raising(name, cls, misfit):
    return Untested(name, problem_of(misfit.error, misfit.method), cls.__name__, "error")


def unsure(name, cls, misfit):
    """`misfit`: what came of running it, or None."""
    return Untested(
        name,
        Problem(
            "code.unsure",
            "%s could not be run with made-up arguments and inputs%s. Say what its constructor and its forward pass are"
            " given, as in %s." % (cls.__name__, _tried(misfit), class_line(name, cls, (5, 12))),
            Place.of(cls),
        ),
        cls.__name__,
    )


def incomplete(name, cls, forward, backward):
    """`forward` and `backward`: names of its methods, None for the one that it has not."""
    lacking = [word for word, method in (("forward", forward), ("backward", backward)) if method is None]
    return Untested(
        name,
        Problem(
            "code.unsure",
            "%s has no method that could be its %s pass. A layer has both: call them forward and backward."
            % (cls.__name__, " or its ".join(lacking)),
            Place.of(cls),
        ),
        cls.__name__,
    )


def unsure_network(name, cls, misfit):
    return Untested(
        name,
        Problem(
            "code.unsure",
            "%s looks like a network that trains itself, but none of its parameters could be seen to change with"
            " made-up sizes, examples and labels%s. Give a model and a dataset in the config, so that it gets real"
            ' ones, or name values for its arguments: "code": { "extra": { "hidden": 5 } }.'
            % (cls.__name__, _tried(misfit)),
            Place.of(cls),
        ),
        cls.__name__,
    )


def _tried(misfit):
    if misfit is None:
        return ""
    text = str(misfit.error).split("\n")[0]
    return " (%s: %s: %s)" % (getattr(misfit.method, "__qualname__", "it"), type(misfit.error).__name__, text)
