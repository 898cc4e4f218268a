"""Network objects made with sizes, in any of the usual ways to ask for them."""

import numpy

from ...failure import call
from ...problem import Problem
from .binding import Unbound
from .function import REQUIRED
from .leaves import hold
from .sizes import image_argument, size_argument
from .smaller import shrunk, smaller_sizes
from .sources import layer_sizes
from .starts import Start
from .vocabulary import RATES, plain


def constructed(owner, constructor, context, options):
    """Starts that own an instance of the class `owner`. `constructor`: Function. Raises Problem where none is made."""
    failure = None
    for sizes in layer_sizes(context):
        arguments, images = {}, {}
        try:
            for name, default in constructor.arguments:
                images[name] = image_argument(name, default)
                arguments[name] = _value(constructor, name, default, sizes, images[name], options)
            instance = call(owner, **arguments)
        except (Problem, Unbound) as problem:
            failure = problem
            continue
        _, leaves = hold(instance)
        start = Start({}, None, leaves, sizes, instance)
        image = next((each for each in images.values() if isinstance(each, tuple)), None)
        start.image = image
        used = any(value == size for value in arguments.values() for size in (sizes, sizes[0], sizes[1:-1]))
        if not used and image is None:
            start.sizes = None
            smaller = smaller_sizes([leaf.array for leaf in leaves], context)
            if smaller:
                yield _smaller(owner, arguments, smaller)
            yield start
            return
        yield start
    if isinstance(failure, Problem):
        raise failure


def _smaller(owner, arguments, sizes):
    instance = shrunk(call(owner, **arguments), sizes)
    start = Start({}, None, hold(instance)[1], None, instance)
    start.smaller = sizes
    return start


def _value(constructor, name, default, sizes, image, options):
    if name in options.extra:
        return options.extra[name]
    if image is not None:
        return image
    size = size_argument(name, sizes, default)
    if size is not None:
        return size
    if name == "dtype":
        return numpy.float64
    if default is not REQUIRED:
        return options.telling(name, default)
    value = options.made_up(name, None)
    if value is REQUIRED and plain(name) in RATES:
        return 0.1
    if value is REQUIRED:
        raise Unbound(constructor, name)
    return value
