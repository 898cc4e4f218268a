"""Made-up operands for code that is called without anyone having said with what.

Operands are the arrays that are differentiated; options are whatever else a signature asks for, known by its name.
No two extents that could be confused are equal and no array is square, because transposed factors and forgotten sums
hide in both.
"""

import inspect
import re

import numpy

OPERAND = object()
"""Stands for an operand among the positional arguments of a call."""

OPTIONS = {
    "axis": 1,
    "dim": 1,
    "axes": (1, 0),
    "dims": (1, 0),
    "dim0": 0,
    "dim1": 1,
    "shape": (3, 5),
    "newshape": (3, 5),
    "new_shape": (3, 5),
    "keepdims": False,
    "keepdim": False,
    "power": 3.0,
    "exponent": 3.0,
    "exp": 3.0,
    "n": 3,
    "p": 0.4,
    "prob": 0.4,
    "rate": 0.4,
    "dropout": 0.4,
    "dropout_p": 0.4,
    "ratio": 0.4,
    "alpha": 0.3,
    "slope": 0.3,
    "negative_slope": 0.3,
    "leak": 0.3,
    "lambda_": 0.7,
    "lambd": 0.7,
    "lam": 0.7,
    "scale_factor": 0.7,
    "constant": 1.7,
    "scalar": 1.7,
    "factor": 1.7,
    "c": 1.7,
    "k": 1.7,
    "eps": 1e-5,
    "epsilon": 1e-5,
    "momentum": 0.1,
    "min": -0.7,
    "min_val": -0.7,
    "x_min": -0.7,
    "low": -0.7,
    "max": 0.8,
    "max_val": 0.8,
    "x_max": 0.8,
    "high": 0.8,
    "stride": 2,
    "pad": 1,
    "padding": 1,
    "kernel_size": 2,
    "pool_size": 2,
    "dilation": 1,
    "groups": 1,
    "copies": 4,
    "repeats": 2,
    "training": True,
    "train": True,
    "is_training": True,
    "inplace": False,
    "slices": slice(1, 3),
    "index": slice(1, 3),
    "idx": slice(1, 3),
    "indices": slice(1, 3),
    "idxs": slice(1, 3),
    "item": slice(1, 3),
    "key": slice(1, 3),
}
"""Values that tell mistakes from correct code: nothing at which a factor, a stride or a mask drops out."""

OPTIONAL = {"bias", "b", "weight", "w", "gamma", "beta", "other"}
PARAMETERS = OPTIONAL - {"other"} | {"kernel", "weights", "filters", "scale", "shift", "mean", "var"}
TARGETS = {"y", "t", "target", "targets", "label", "labels", "y_true", "ys", "gt", "truth"}
LOSSES = re.compile("loss|entropy|nll|mse|bce|cost|error")


def option(name, extra=None):
    """A value for the option of this name, or OPERAND where the name is not known as an option."""
    if extra and name in extra:
        return extra[name]
    return OPTIONS.get(name, OPERAND)


def setting(name):
    """A value for a constructor's option of this name, or None: a dim or an n is most likely a size there."""
    value = None if len(name) == 1 or name in ("dim", "dims") else OPTIONS.get(name)
    return None if isinstance(value, slice) else value


def positional(function, skip=0, extra=None, optional=False):
    """Returns ([(name, value or OPERAND)], whether it takes any number more) for a call by position.

    `skip` leaves out self or ctx. `optional`: parameters such as bias=None are operands too.
    """
    found = []
    for parameter in list(inspect.signature(function).parameters.values())[skip:]:
        if parameter.kind == parameter.VAR_POSITIONAL:
            return found, True
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.KEYWORD_ONLY):
            break
        name, default = parameter.name, parameter.default
        if extra and name in extra:
            found.append((name, extra[name]))
        elif default is parameter.empty:
            found.append((name, option(name)))
        elif default is None and optional and name in OPTIONAL:
            found.append((name, OPERAND))
        else:
            found.append((name, default))
    return found, False


class Drawn:
    """What stands at one operand's place: `kind` real (differentiated), labels or onehot (constants)."""

    def __init__(self, shape, kind="real", classes=None):
        self.shape = shape
        self.kind = kind
        self.classes = classes

    def draw(self, random, domain="any"):
        """`domain`: any (away from 0, where kinks are), positive or unit (between 0 and 1)."""
        if self.kind == "labels":
            return random.permutation(numpy.arange(int(numpy.prod(self.shape))) % self.classes).reshape(self.shape)
        if self.kind == "onehot":
            return numpy.eye(self.shape[-1])[numpy.arange(self.shape[0]) * 2 % self.shape[-1]]
        if domain == "unit":
            return random.uniform(0.12, 0.88, self.shape)
        drawn = numpy.asarray(random.standard_normal(self.shape))
        return 0.3 + numpy.abs(drawn) if domain == "positive" else drawn + 0.2 * numpy.sign(drawn)


def families(names, called=""):
    """Shapes to try for operands of these names in what is `called` so: [[Drawn]], the most telling first."""
    names = [name.lower() for name in names]
    count = len(names)
    alike = [[Drawn((5, 3))] * count]
    vectors = [[Drawn((5,))] * count]
    if count == 1:
        return alike + vectors + [[Drawn((3, 2, 7, 6))], [Drawn((3, 5, 4))]]
    if count > 3:
        return alike + vectors
    if count == 2 and names[1] in TARGETS and (names != ["x", "y"] or LOSSES.search(called.lower())):
        rows = Drawn((5, 3))
        constants = [[rows, Drawn((5,), "labels", 3)], [rows, Drawn((5, 3), "onehot")]]
        return constants + alike + vectors + _factors(count)
    # In f(a, b) the b is the second letter, in f(x, b) a bias.
    if any(name in PARAMETERS for name in names[1:] if names[0] != "a" or name != "b"):
        return _factors(count) + alike + vectors
    return alike + _factors(count) + vectors


def _factors(count):
    """Rows times a kernel that lies either way, images with filters, rows with a vector."""
    rows = Drawn((5, 3))
    images, filters = Drawn((3, 2, 7, 6)), Drawn((4, 2, 3, 2))
    vector = Drawn((3,))
    found = [[rows, Drawn((3, 4))], [rows, Drawn((4, 3))], [images, filters], [rows, vector]]
    if count == 3:
        found = [
            [rows, Drawn((3, 4)), Drawn((4,))],
            [rows, Drawn((4, 3)), Drawn((4,))],
            [images, filters, Drawn((4,))],
            [rows, vector, vector],
            [images, Drawn((2,)), Drawn((2,))],
        ]
    return found


def domains(name):
    """Domains to try for what is called `name`, the likeliest first."""
    name = name.lower()
    if any(part in name for part in ("entropy", "bce", "nll", "logit", "asin", "acos", "atanh", "arcsin", "arccos")):
        return ("unit", "any", "positive")
    if any(part in name for part in ("log", "sqrt", "ln")):
        return ("positive", "any", "unit")
    return ("any", "positive", "unit")


class Settings(dict):
    """An object of the config, for code that reads it as settings["dim"] or as settings.dim."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def stated(argument, random):
    """An argument of the config: {"shape", "scale", "integers", "values"} is an array, anything else is itself."""
    if not isinstance(argument, dict):
        return argument
    if not ("shape" in argument or "values" in argument):
        return Settings(argument)
    if "values" in argument:
        values = numpy.array(argument["values"])
        return values.reshape(argument["shape"]) if "shape" in argument else values
    if "integers" in argument:
        return random.randint(argument["integers"], size=argument["shape"])
    return argument.get("scale", 1) * random.standard_normal(argument["shape"])
