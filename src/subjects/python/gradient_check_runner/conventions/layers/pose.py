"""What a layer's backward pass is given, and the cost that this makes of its outputs."""

import ast

import numpy

from .arguments import FLAG, OPTIMIZER, is_rate
from .methods import TARGET, arguments, tree
from .optimizer_spy import OptimizerSpy

_OUTPUTS = ("output", "outputs", "out", "y", "probs", "softmax_output")


class Pose:
    """The cost is the sum of the outputs times `weights`; backward gets `arguments`, {name: function of the run}.

    `loss`: nothing made up stands between the outputs and the cost.
    """

    def __init__(self, weights, arguments, loss, words=None):
        self.weights = weights
        self.arguments = arguments
        self.loss = loss
        self.words = words
        """How the outputs were summed up, where that had to be guessed."""
        self.single = None
        """The upstream gradient of which only one entry is not 0, as of a cross-entropy: backward looks at no other."""


def poses(run, method, target, outputs, random):
    """Ways to call backward, the most usual first. `target`: labels, or None; `outputs`: those of the run."""
    fixed, upstream = {}, []
    for argument in arguments(method):
        name = argument.name
        if is_rate(name):
            continue
        if OPTIMIZER.match(name):
            fixed[name] = _constantly(OptimizerSpy())
        elif argument.default is not argument.empty:
            continue
        elif name in run.inputs:
            fixed[name] = _constantly(run.inputs[name])
        elif TARGET.match(name) and target is not None:
            fixed[name] = _constantly(target)
        elif FLAG.match(name):
            fixed[name] = _constantly(True)
        elif name.lower() in ("cache", "caches", "ctx", "memory"):
            fixed[name] = lambda run, result: result[-1]
        else:
            upstream.append(name)
    if not upstream:
        return _sums(outputs, fixed)
    scalar = len(outputs) == 1 and outputs[0].ndim == 0
    if scalar:
        ones = dict(fixed, **{name: _constantly(1.0) for name in upstream})
        found = [Pose([numpy.ones(())], ones, True)]
    else:
        weights = [random.standard_normal(output.shape) for output in outputs[: len(upstream)]]
        if len(upstream) > len(weights):
            return []
        single = next((name for name in upstream if _ends_within(method, name)), None)
        if single:
            weight = weights[upstream.index(single)].reshape(-1)
            weight[numpy.arange(weight.size) != weight.size // 2] = 0.0
        copies = {name: _copy_of(weight) for name, weight in zip(upstream, weights)}
        found = [Pose(weights, dict(fixed, **copies), False)]
        found[0].single = single
    if len(upstream) == 1 and target is not None:
        # A loss whose backward is handed the prediction rather than a gradient.
        held = [_attribute(name) for name in _OUTPUTS if isinstance(getattr(run.instance, name, None), numpy.ndarray)]
        for value in held + [_constantly(next(iter(run.inputs.values()), None))]:
            found += _sums(outputs, dict(fixed, **{upstream[0]: value}))
    return found


def _ends_within(method, name):
    """Whether the method returns from a loop over this argument: at the first entry that it has not skipped."""
    parsed = tree(method)
    loops = [node for node in ast.walk(parsed) if isinstance(node, ast.For)] if parsed else []
    return any(
        any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(loop.iter))
        and any(isinstance(part, ast.Return) for part in ast.walk(loop))
        for loop in loops
    )


def _sums(outputs, fixed):
    """The outputs themselves where they are one number, else their sum or mean."""
    if len(outputs) != 1:
        return []
    ones = numpy.ones(outputs[0].shape)
    if ones.ndim == 0 or ones.size == 1:
        return [Pose([ones], fixed, True)]
    return [Pose([ones / ones.size], fixed, True, "mean"), Pose([ones], fixed, True, "sum")]


def _constantly(value):
    return lambda run, result: value


def _copy_of(weight):
    """Backward passes often write into the gradient that they are given."""
    return lambda run, result: weight.copy()


def _attribute(name):
    return lambda run, result: getattr(run.instance, name)
