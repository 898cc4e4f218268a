"""Convention 1b: functions as objects, an activation or a loss beside its derivative.

    class Sigmoid:
        def __call__(self, x): …
        def gradient(self, x): …

Every such class is a row, checked as a pair of functions is.
"""

import functools
import re

from ..target import Target
from .functions.readings import of_pair
from .functions.rows import Functions, rows as rows_of
from .functions.signature import Signature
from .layers.methods import Methods

CONVENTION = "function object"

_FUNCTION = re.compile(
    r"_*(call|forward|f|fn|fun|func|function|activate|activation|apply|compute|calc|calculate|eval|evaluate|run|value|"
    r"loss|cost|error|output|(compute|calc|calculate)_?(loss|cost|error|value|activation))_*$",
    re.IGNORECASE,
)
_DERIVATIVE = re.compile(
    r"_*(d|df|d_?(fn|fun|func|function|activation|loss)|grads?|gradients?|deriv|derivs?|derivative|derivate|prime|der|"
    r"((fn|fun|func|function|activation|activate|loss|cost|error)_?(grad|gradient|deriv|derivative|prime))|"
    r"(grad|gradient|deriv|derivative)_?(fn|fun|func|function|loss)|"
    r"(compute|calc|calculate|get)_?(grad|gradient|deriv|derivative))_*$",
    re.IGNORECASE,
)


def rows(context):
    """[Target] of the classes of the file that are made without arguments."""
    found = []
    for name, cls in context.module.classes.items():
        methods = Methods(cls)
        function, derivative = _method(cls, _FUNCTION), _method(cls, _DERIVATIVE)
        if methods.backward or methods.trains or not function or not derivative:
            continue
        try:
            instance = cls()
        except Exception:
            continue
        found += _row(context, name, _named(instance, function), _named(instance, derivative))
    return found


def _method(cls, pattern):
    """The first of its methods of such a name, its own before inherited ones."""
    names = [name for base in cls.__mro__[:-1] for name in vars(base) if callable(getattr(cls, name))]
    return next((name for name in names if pattern.match(name)), None)


def _named(instance, name):
    """The method as a function that is called Sigmoid.gradient."""
    method = getattr(instance, name)
    shown = "%s.%s" % (type(instance).__name__, name)

    @functools.wraps(method)
    def called(*values, **named):
        return method(*values, **named)

    called.__name__ = called.__qualname__ = shown
    return called


def _row(context, name, function, derivative):
    forward, backward = Signature(function, {}), Signature(derivative, {})
    if not forward.names:
        return []
    made = _functions(context, name, forward, backward)
    made.entrywise = lambda: _functions(context, name, forward.entrywise(), backward.entrywise())
    # What cannot be called is rather a class of another kind than a function.
    return [row for row in rows_of(context, made) if isinstance(row, Target)]


def _functions(context, name, forward, backward):
    read = of_pair(forward, backward, True, context.extra)
    given = {key: value for key, value in context.extra.items() if key in forward.names}
    return Functions(name, CONVENTION, forward, backward, read, given)
