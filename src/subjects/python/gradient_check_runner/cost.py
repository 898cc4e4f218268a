"""The cost must be one finite real number."""

import numpy

from .problem import Problem, named


def as_number(value, target):
    """Returns the value as a float. Raises Problem: code.cost."""
    fault = _fault(value)
    if fault:
        raise Problem("code.cost", "The cost of %s is %s." % (named(target.forward, target), fault), target.forward)
    return numpy.asarray(value).item()


def _fault(value):
    """What is wrong with it, with the remedy, or None."""
    if value is None:
        return "None: return it from the function that computes it"
    array = numpy.asarray(value)
    if array.dtype.kind == "c":
        return "complex: gradients are checked for a real cost, such as the squared modulus"
    if array.dtype.kind not in "fiub":
        return "of the type %s: return a number" % type(value).__name__
    if array.size != 1:
        return "an array of the shape %s: sum it, or average it over the examples" % (array.shape,)
    if not numpy.isfinite(array.item()):
        return "%s here: look for the logarithm of 0, a division by 0 or an exp that overflows" % array.item()
    return None
