"""torch.nn.Module: what autograd makes of the user's forward pass, by its named parameters."""

import inspect
import random

import numpy

from ...constructors import constructed
from ...failure import problem_of
from ...matching import match
from ...operands import TARGETS, Drawn, stated
from ...problem import Place, Problem
from ...target import Slot, Target, Untested
from ..class_line import class_line
from .arguments import values_for
from .evaluation import Evaluation
from .inputs import inputs_for, targets_for
from .library import as_leaf


class Run:
    """A module with an input that it takes, in double precision and in train mode."""

    def __init__(self, torch, module, inputs, context):
        self.module = module
        self.inputs = inputs
        """{argument of forward: array to differentiate by, or tensor that is a constant}."""
        self.parameters = [(name, p) for name, p in module.named_parameters() if p.requires_grad]
        leaves = {name: as_leaf(torch, value) for name, value in inputs.items() if isinstance(value, numpy.ndarray)}
        self.names = [name for name, _ in self.parameters] + list(leaves)
        tensors = [p for _, p in self.parameters] + list(leaves.values())
        self.arrays = [tensor.detach().numpy() for tensor in tensors]

        def run():
            given = {name: leaves[name].clone() if name in leaves else value for name, value in inputs.items()}
            return module(*given.values())

        has_target = any(argument.lower() in TARGETS for argument in inputs)
        self.evaluation = Evaluation(torch, tensors, run, context.random, is_loss=has_target)

    def target(self, name):
        cls = type(self.module)
        place = Place.of(cls.forward)
        slots = [Slot(name, own, array, cls.__name__) for own, array in zip(self.names, self.arrays)]
        evaluation = self.evaluation
        return Target(name, "module", slots, evaluation.cost, evaluation.gradients, place, place, evaluation.is_loss)


def module_rows(torch, context):
    found = []
    for name, cls in context.module.classes.items():
        if issubclass(cls, torch.nn.Module) and not _is_base(torch, cls, context):
            found.append(module_row(torch, name, cls, context))
    return [row for row in found if row is not None]


def module_row(torch, name, cls, context, entry=None):
    """Target or Untested. `entry`: as `code.classes` of the config has it."""
    raised = []
    for module in _modules(torch, cls, context, entry or {}, raised):
        run = _run(torch, module, context, entry or {}, raised)
        if run is not None:
            return run.target(name)
    return Untested(name, _unsure(name, cls, raised, entry), cls.__name__)


def network(torch, context):
    """The config's network in the last Module whose parameters fit its layers. Raises Problem where none fits."""
    kernels = [parameter.values.shape for parameter in context.parameters if parameter.values.ndim > 1]
    sizes = [kernels[0][0]] + [shape[-1] for shape in kernels]
    misfit = None
    for name, cls in reversed(list(context.module.classes.items())):
        if not issubclass(cls, torch.nn.Module) or _is_base(torch, cls, context):
            continue
        _seed(torch, context)
        for module in constructed(cls, sizes, context.extra):
            module.double().train()
            named = [(own, p) for own, p in module.named_parameters() if p.requires_grad]
            own = [(own, tuple(p.shape)) for own, p in named]
            try:
                # Where both ways fit, torch.nn.Linear keeps its kernels as (units, inputs).
                assigned = match(own, context.parameters, context.code.get("parameters"))[-1]
            except Problem as problem:
                misfit = misfit or problem
                continue
            for (_, parameter), one in zip(named, assigned):
                parameter.data.copy_(torch.from_numpy(one.values(tuple(parameter.shape)).copy()))
            run = _run(torch, module, context, {}, [])
            if run is not None:
                return [_as_layers(run.target(name), assigned)]
    if misfit:
        raise misfit
    return []


def _as_layers(target, assigned):
    for slot, one in zip(target.slots, assigned):
        slot.own, slot.layer, slot.name = slot.name, one.parameter.layer, one.parameter.name
        slot.kind = one.parameter.kind
    return target


def _modules(torch, cls, context, entry, raised):
    """Modules with arguments as stated and otherwise made up, and parameters that hide nothing."""
    arguments = {key: stated(value, context.random) for key, value in entry.get("arguments", {}).items()}
    for given in values_for(torch, cls, dict(context.extra, **arguments)):
        _seed(torch, context)
        try:
            module = cls(**given)
        except Exception as error:
            raised.append(problem_of(error, cls))
            continue
        module.double().train()
        for parameter in module.parameters():
            values = parameter.detach().numpy()
            # All zeros or all ones, as biases and scales begin.
            if values.size > 1 and numpy.all(values == values.flat[0]):
                values += 0.3 * context.random.standard_normal(values.shape)
        yield module


def _run(torch, module, context, entry, raised):
    """The first Run that can be evaluated forward and backward, or None."""
    names = _inputs(type(module).forward)
    if not names:
        return None
    if "input" in entry:
        first = [stated(entry["input"], context.random)]
    elif context.parameters is not None and context.x is not None:
        first = [torch.from_numpy(numpy.array(context.x, dtype=float))]
    else:
        first = inputs_for(torch, module, context.random)
    for x in first:
        x = torch.from_numpy(x) if isinstance(x, numpy.ndarray) and x.dtype.kind != "f" else x
        for others in targets_for(torch, module, names[1:], x, context):
            try:
                run = Run(torch, module, dict(zip(names, [x] + others)), context)
                if run.names and run.evaluation.kept and run.evaluation.varies():
                    run.evaluation.gradients()
                    return run
            except Exception as error:
                raised.append(problem_of(error, type(module).forward))
    return None


def _inputs(forward):
    """Names of what forward asks for; what it can do without is left to it."""
    parameters = list(inspect.signature(forward).parameters.values())[1:]
    plain = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    required = [p.name for p in plain if p.default is p.empty]
    return required or [p.name for p in plain[:1]] or (["x"] if parameters else [])


def _is_base(torch, cls, context):
    others = context.module.classes.values()
    extended = any(other is not cls and issubclass(other, cls) for other in others)
    return extended or not any("forward" in vars(base) for base in cls.__mro__ if base in others)


def _seed(torch, context):
    """Two processes begin with the same parameters."""
    torch.manual_seed(context.seed)
    numpy.random.seed(context.seed)
    random.seed(context.seed)


def _unsure(name, cls, raised, entry):
    return Problem(
        "code.unsure",
        "%s could not be made and run with %s arguments%s Say what its constructor and its forward pass are given, as"
        " in %s."
        % (
            name,
            "these" if entry else "made-up",
            ": " + raised[-1].message if raised else ".",
            class_line(name, cls, (5, 3)),
        ),
        Place.of(cls),
        raised[-1].detail if raised else None,
    )
