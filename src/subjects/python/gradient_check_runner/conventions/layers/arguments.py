"""Values for the arguments of a layer's constructor, by name, annotation and default."""

import inspect
import re

import numpy

from ..network.sizes import size_argument
from .inputs import examples
from .labels import loss_labels, made_up_labels
from .methods import TARGET
from .optimizer_spy import OptimizerSpy

RATE = re.compile(r"^_*(lr|l_?rate|learning_?rate|learn_?rate|eta|step_?size)_*$", re.I)
"""Attributes and arguments of constructors that are learning rates."""
OPTIMIZER = re.compile(r"^(optimi[sz]er|optim|opt)$", re.I)
FLAG = re.compile(r"^(is_?)?(train(ing|able)?|train_?flg)(_mode)?$", re.I)
REPEATS = re.compile(
    r"^(n_?|num_?|max_?)?(epochs?|iter(ation)?s?|steps|repeats?)$|^number_of_\w*(iterations|epochs|steps)$", re.I
)
_ARRAYS = (
    (r"w_?x|w_?xh|u", lambda w: [(w.features, w.gates * w.units), (w.gates * w.units, w.features)]),
    (r"w_?h|w_?hh", lambda w: [(w.units, w.gates * w.units), (w.gates * w.units, w.units)]),
    (r"w|weights?|kernels?|filters?|w_?init|embed_?w|weight_matrix", lambda w: _kernel_shapes(w)),
    (r"b|bias(es)?|b_?init|bias_vector", lambda w: _vector_shapes(w.gates * w.units)),
    (r"gamma|beta|scale|shift|g", lambda w: _vector_shapes(w.features) + [(1, w.features, 1, 1)]),
)
_EXTENTS = (
    (r"(kernel|filter)_?(size|shape|dims?)$|^k(size)?$|^fs?$", lambda w: [3, (3, 2)]),
    (r"^(pool|f|kernel|filter)_?h(eight)?$", lambda w: [3]),
    (r"^(pool|f|kernel|filter)_?w(idth)?$", lambda w: [2]),
    (r"pool|^size$", lambda w: [2, (3, 2), (2, 2)]),
    (r"vocab|num_embeddings|^v$", lambda w: [w.whole or 9]),
    (r"embedding_dim|wordvec_size", lambda w: [w.units]),
    (r"heads|groups", lambda w: [2]),
    (r"len(gth)?$|^t$|time_?steps|n_steps", lambda w: [w.shape[1] if len(w.shape) > 1 else 6]),
    (r"batch|examples|samples|^m$", lambda w: [w.examples]),
)
_SIZES = (
    (
        r"^(layers?(_?(sizes?|dims?))?|sizes|topology|architecture|structure)$",
        lambda w: [[w.features, w.hidden, w.units]],
    ),
    (r"hid|^n?_?h$|^hnodes$", lambda w: [w.hidden, w.units]),
    (r"input|(^|_|n)in($|_|(?!it|t|fo|ner|dex))|^n_x$", lambda w: [w.features]),
    (r"out|unit|neuron|filter|kernel|class|target|depth|^[ko]?_?nodes$|^n_y$", lambda w: [w.units]),
    (r"feature|dim|channel|nodes|^[cd]$|^d_", lambda w: [w.features]),
)
_TELLING = (
    (r"strides?(_shape)?", [2, 1, (2, 1)]),
    (r"pad(ding)?", [1, 0, (1, 2)]),
)
_NUMBERS = (
    (r"keep_?prob(ability)?|keep", [0.6]),
    (r"(dropout_?)?(rate|ratio|p|prob(ability)?)|dropout|drop_prob", [0.4]),
    (r"momentum|decay|rho", [0.9]),
    (r"eps(ilon)?", [1e-5]),
    (r"alpha|slope|negative_slope", [0.2]),
    (r"seed|random_state", [1]),
    (r"reg|lambd?a?|l2|weight_decay", [0.0]),
)


def is_rate(name):
    """Whether an argument of a method that updates is its learning rate."""
    return RATE.match(name) is not None or name.lower() in ("alpha", "rate", "learn", "step")


def candidates(argument, world, context, random, telling):
    """Values worth trying for an argument, the most usual first; empty where there is none.

    `argument`: inspect.Parameter. `random`: RandomState for the arrays. `telling`: strides and paddings are those at
    which most mistakes show, else the defaults. `context.extra` names values outright.
    """
    name = argument.name
    if name in context.extra:
        return [context.extra[name]]
    given = [] if argument.default is inspect.Parameter.empty else [argument.default]
    lower = name.lower().strip("_")
    if REPEATS.match(lower):
        return [1]
    if given and isinstance(argument.default, (int, list, tuple)) and not isinstance(argument.default, bool):
        # Defaults fit the data that the class was written for; small sizes are quicker.
        given = _sizes_of_layers(argument, lower, world) + given
        if len(given) > 1:
            return given
    if given and not _missing(argument, lower):
        return (_unlike_default(lower, argument.default) if telling else []) or given
    if OPTIMIZER.match(lower):
        return [OptimizerSpy()]
    if not telling:
        given += [value for pattern, values in _TELLING if re.fullmatch(pattern, lower) for value in values[1:]]
    for known in (_switches, _activations, _arrays, _sizes, _numbers):
        found = known(argument, lower, world, context, random)
        if found:
            return found + given
    return given or [world.features, world.units, "layer"]


def _missing(argument, lower):
    """Whether a default of None only says that the layer will be told later, as sizes and optimizers are."""
    told_later = OPTIMIZER.match(lower) or re.search(r"shape|in_|input|size", lower)
    return argument.default is None and told_later is not None


def _unlike_default(lower, default):
    """Strides and paddings at which more mistakes show than at the defaults, of the default's type."""
    for pattern, values in _TELLING:
        if re.fullmatch(pattern, lower):
            return [value for value in values if type(value) is type(default) and value != default][:1]
    return []


def _switches(argument, lower, world, context, random):
    if lower.startswith("use_") or FLAG.match(lower):
        return [True]
    if lower == "mode":
        return ["train"]
    return [1.0] if RATE.match(lower) else []


def _activations(argument, lower, world, context, random):
    """An activation by its name, as a function with its derivative, or as one of the file's own classes."""
    if not re.search(r"activation|act_|non_?linearity|^f$|^func|prime|deriv", lower) or "size" in lower:
        return []
    if re.search(r"prime|deriv|grad|^d_|_d$|backward", lower):
        return [lambda z: 1 - numpy.tanh(z) ** 2]
    classes = context.module.classes
    own = [classes[key] for key in classes if re.search(r"tanh|sigmoid|relu", key.lower())]
    made = []
    for cls in own:
        try:
            made.append(cls())
        except Exception:
            continue
    return made + [numpy.tanh, "tanh", "sigmoid", "relu", "Tanh", "Sigmoid", "ReLU"] + own


def _arrays(argument, lower, world, context, random):
    if _is_annotated(argument, "int", "float", "str", "bool", "tuple"):
        return []
    if TARGET.match(lower) and world.sizes:
        return made_up_labels((world.examples, world.units), world.examples, random)
    if TARGET.match(lower):
        return loss_labels(world, random) if world.name == "rows" else []
    if re.fullmatch(r"x(_?train)?|data|inputs?|training_inputs", lower) and world.whole is None:
        return [examples(world, random)] + ([world.features] if lower.startswith("input") else [])
    numberless = re.sub(r"_?\d$", "", lower)
    for pattern, shapes in _ARRAYS:
        if re.fullmatch(pattern, numberless):
            return [random.standard_normal(shape) * _scale(shape) for shape in shapes(world)]
    return []


def _sizes(argument, lower, world, context, random):
    if _is_annotated(argument, "ndarray", "str", "float", "Callable"):
        return []
    if world.sizes:
        return _sizes_of_layers(argument, lower, world)
    if re.search(r"out\w*_?shape", lower):
        return [world.example_shape[::-1], world.shape[::-1]]
    if re.search(r"shape", lower) and re.search(r"in|image|img|^shape|x_", lower):
        return [world.example_shape, world.shape]
    for pattern, extents in _EXTENTS:
        if re.search(pattern, lower):
            found = extents(world)
            return found[::-1] if _is_annotated(argument, "tuple", "Tuple") else found
    return _sizes_of_layers(argument, lower, world)


def _sizes_of_layers(argument, lower, world):
    """Numbers of inputs and units, of a layer or of a whole network."""
    if world.sizes:
        size = size_argument(argument.name, world.sizes)
        return [] if size is None else [size]
    if any(re.search(pattern, lower) for pattern, _ in _EXTENTS) or "shape" in lower:
        return []
    return next((sizes(world) for pattern, sizes in _SIZES if re.search(pattern, lower)), [])


def _numbers(argument, lower, world, context, random):
    for pattern, values in _TELLING + _NUMBERS:
        if re.fullmatch(pattern, lower):
            return list(values[:1])
    # A name may also be that of the function that a layer applies.
    return ["layer", "tanh", "sigmoid", "relu"] if re.search(r"name|^id$", lower) else []


def _is_annotated(argument, *names):
    annotation = argument.annotation
    if annotation is inspect.Parameter.empty:
        return False
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return any(name in written for name in names)


def _kernel_shapes(world):
    n, k = world.features, world.units
    if world.whole is not None:
        return [(world.whole, k)]
    if world.image:
        return [(k, n, 3, 2), (3, 2, n, k), (k, 3, 2, n), (k, 3, 2), (3, 2)]
    return [(k, n), (n, k)] if world.columns else [(n, k), (k, n)]


def _vector_shapes(n):
    return [(n,), (1, n), (n, 1)]


def _scale(shape):
    return numpy.prod(shape) ** -0.25 if len(shape) > 1 else 0.7
