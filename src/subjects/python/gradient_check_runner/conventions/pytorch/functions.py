"""torch.autograd.Function: a forward and a backward pass that autograd takes on trust."""

import inspect

import numpy

from ...failure import problem_of
from ...operands import OPERAND, TARGETS, domains, families, positional, stated
from ...problem import Place, Problem
from ...target import Slot, Target, Untested
from .evaluation import Evaluation
from .library import as_leaf


class Call:
    """Function.apply with operands drawn for it, and the evaluation of its result."""

    def __init__(self, torch, cls, arguments, arrays, random):
        self.torch = torch
        self.cls = cls
        self.arguments = arguments
        """[(name, value or OPERAND)]."""
        self.names = [name for name, _ in arguments if isinstance(arrays.get(name), numpy.ndarray)]
        self.arrays = [arrays[name] for name in self.names]
        self.constants = {name: value for name, value in arrays.items() if name not in self.names}
        leaves = [as_leaf(torch, array) for array in self.arrays]
        self.evaluation = Evaluation(torch, leaves, lambda: self.apply(cls, leaves), random)

    def apply(self, cls, leaves):
        # Copies, because forward may write to its input where the user says so with mark_dirty.
        given = dict(zip(self.names, (leaf.clone() for leaf in leaves)))
        given.update(self.constants)
        return cls.apply(*[given[name] if value is OPERAND else value for name, value in self.arguments])

    def gradients(self):
        """As autograd gives them; where it refuses their shapes, as the user's backward returned them."""
        try:
            return self.evaluation.gradients()
        except RuntimeError as error:
            found = self._returned()
            if found is None:
                raise
            if not any(got is not None and got.shape != array.shape for got, array in zip(found, self.arrays)):
                raise error
            return found

    def _returned(self):
        """What backward returned for the operands, or None where it came to no end or counted wrong."""
        seen = []

        def backward(ctx, *upstream):
            seen[:] = [self.cls.backward(ctx, *upstream)]
            return seen[0]

        spy = type(self.cls.__name__, (self.cls,), {"backward": staticmethod(backward)})
        evaluation = self.evaluation
        outputs = [o for o in _listed(self.apply(spy, evaluation.leaves)) if isinstance(o, self.torch.Tensor)]
        try:
            chosen = [outputs[k] for k in evaluation.kept]
            self.torch.autograd.grad(chosen, evaluation.leaves, evaluation.weights, allow_unused=True)
        except RuntimeError:
            pass
        returned = _listed(seen[0]) if seen else []
        if len(returned) != len(self.arguments):
            return None
        by_name = dict(zip([name for name, _ in self.arguments], returned))
        return [None if by_name[name] is None else by_name[name].detach().numpy() for name in self.names]


def function_rows(torch, context):
    found = []
    for name, cls in context.module.classes.items():
        if issubclass(cls, torch.autograd.Function) and not _is_base(torch, cls, context):
            found.append(function_row(torch, name, cls, context))
    return found


def function_row(torch, name, cls, context, entry=None):
    """Target or Untested. `entry`: as `code.classes` of the config has it."""
    place = Place.of(cls.backward) or Place.of(cls)
    best = _best(torch, name, cls, context, entry or {})
    if isinstance(best, Problem):
        severity = "error" if best.code == "code.raised" else "warning"
        return Untested(name, best, "Function", severity)
    slots = [Slot(name, own, array, "Function") for own, array in zip(best.names, best.arrays)]
    return Target(name, "autograd function", slots, best.evaluation.cost, best.gradients, Place.of(cls.forward), place)


def _best(torch, name, cls, context, entry):
    """The Call that tells most, or the Problem that is in the way."""
    ran, raised, flat = [], [], []
    for arguments, arrays in _proposals(torch, name, cls, context, entry):
        try:
            call = Call(torch, cls, arguments, arrays, context.random)
            if not call.evaluation.kept or not call.evaluation.is_finite():
                continue
            if not call.evaluation.varies():
                flat.append(call)
                continue
        except Exception as error:
            raised.append((0, problem_of(error, cls.forward)))
            continue
        square = call.evaluation.is_square() and not entry
        try:
            call.gradients()
        except Exception as error:
            raised.append((0 if square else 1, problem_of(error, cls.backward)))
            continue
        if not square:
            return call
        ran.append(call)
    # Where telling shapes ran forward and not backward, it is backward that fails.
    if any(stage for stage, _ in raised):
        return next(problem for stage, problem in raised if stage)
    if ran:
        return ran[0]
    return _flat(name, cls) if flat else _unsure(name, cls, raised, entry)


def _proposals(torch, name, cls, context, entry):
    """([(argument, value or OPERAND)], {operand: array}), the likeliest first."""
    skip = 0 if _has_setup(torch, cls) else 1
    given = {key: stated(value, context.random) for key, value in entry.get("arguments", {}).items()}
    extra = dict(context.extra, **{"indices": torch.tensor([0, 2, 2, 4]), "index": torch.tensor([0, 2, 2, 4])})
    extra.update({key: value for key, value in given.items() if not isinstance(value, numpy.ndarray)})
    for optional in (True, False):
        arguments, more = positional(cls.forward, skip, extra, optional)
        if more:
            arguments = arguments + [("x0", OPERAND), ("x1", OPERAND)]
        arguments = [(key, OPERAND if isinstance(given.get(key), numpy.ndarray) else value) for key, value in arguments]
        operands = [key for key, value in arguments if value is OPERAND]
        if "input" in entry and operands:
            given.setdefault(operands[0], stated(entry["input"], context.random))
        free = [key for key in operands if key not in given]
        for family in families(free, name) if free else [[]]:
            for domain in domains(name):
                arrays = {
                    key: _operand(torch, key, drawn.draw(context.random, domain), drawn.kind)
                    for key, drawn in zip(free, family)
                }
                arrays.update({key: _operand(torch, key, given[key]) for key in operands if key in given})
                yield arguments, arrays
                if not free:
                    break


def _has_setup(torch, cls):
    """The style in which forward has no ctx and setup_context comes after it."""
    own = getattr(cls, "setup_context", None)
    return own is not None and own is not getattr(torch.autograd.Function, "setup_context", None)


def _is_base(torch, cls, context):
    others = context.module.classes.values()
    return cls.forward is torch.autograd.Function.forward or any(o is not cls and issubclass(o, cls) for o in others)


def _operand(torch, name, array, kind="real"):
    """An array to differentiate by, or a tensor that is a constant: labels, targets, whole numbers."""
    constant = kind != "real" or name.lower() in TARGETS or array.dtype.kind != "f"
    return torch.from_numpy(array) if constant else array


def _listed(returned):
    return list(returned) if isinstance(returned, (tuple, list)) else [returned]


def _flat(name, cls):
    return Problem(
        "code.flat",
        "%s is flat: small moves of its input do not change its output, so its true derivative is 0 and its backward"
        " pass a stand-in (a straight-through estimate, say). Differences cannot check that." % name,
        Place.of(cls.backward),
    )


def _unsure(name, cls, raised, entry):
    signature = list(inspect.signature(cls.forward).parameters)
    given = ['"%s": { "shape": [5, 3] }' % argument for argument in signature if argument not in ("ctx", "self")]
    return Problem(
        "code.unsure",
        "%s.forward(%s) could not be run with %s tensors%s Say what it is given:"
        ' "code": { "classes": { "%s": { "class": "%s", "arguments": { %s } } } }.'
        % (
            name,
            ", ".join(signature),
            "these" if entry else "made-up",
            ": " + raised[0][1].message if raised else ".",
            name,
            name,
            ", ".join(given),
        ),
        Place.of(cls.forward),
        raised[0][1].detail if raised else None,
    )
