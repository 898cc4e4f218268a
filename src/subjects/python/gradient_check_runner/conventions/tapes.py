"""Tapes: classes of nodes with a backward pass of their own, checked operation by operation."""

from ..problem import Place, Problem
from ..target import Note, Untested
from .tape.graph import target
from .tape.models import model_rows, network
from .tape.node_class import tape_of
from .tape.operations import OPERATORS, operations
from .tape.sharing import sharing_rows
from .tape.stated import names_of, stated_row
from .tape.trials import attempt

INDEX = [0, 2, 2, 4]


def networks(context):
    """The config's network in a class of the user's whose parameters are nodes."""
    if context.parameters is None:
        return []
    for tape in _tapes(context, imported=True):
        found = network(tape, context)
        if found:
            return found
    return []


def rows(context):
    """A row for every operation of every tape of the file, for what they must keep together, and for its models."""
    found = []
    for tape in _tapes(context):
        checked = {}
        for operation in operations(tape, context.module, context.extra):
            row, parts = _row(tape, operation, context)
            if row is not None:
                found.append(row)
            if parts:
                checked[operation.name.lower()] = (operation, parts[0][0])
        found += sharing_rows(tape, checked, context)
    for tape in _tapes(context, imported=True):
        found += model_rows(tape, context)
    return found


def stated(context, name, entry):
    """[row] for an entry of `code.classes` that names an operation of a tape, else []."""
    for tape in _tapes(context):
        found = stated_row(tape, name, entry, context)
        if found:
            return found
    return []


def owned(context):
    """Names of the classes that only make sense on a tape: its nodes and the Functions that act on them."""
    tapes = _tapes(context)
    names = {name for name, cls in context.module.classes.items() for tape in tapes if cls is tape.cls}
    for tape in tapes:
        names.update(o.name for o in operations(tape, context.module, {}) if o.kind == "Function")
    return names


def _tapes(context, imported=False):
    """Tapes of the file, and with `imported` those that it uses; a class that another one extends is left to it."""
    names = context.module.names if imported else context.module.classes
    classes = [value for value in names.values() if isinstance(value, type) and Place.of(value) is not None]
    return [
        tape
        for cls in dict.fromkeys(classes)
        if not any(issubclass(cls, other) and other is not cls for other in classes)
        for tape in [tape_of(cls)]
        if tape is not None
    ]


def _row(tape, operation, context):
    """(Target, Untested or None, [(Expression, names)]) for one operation."""
    trial = attempt(tape, operation, context.random)
    parts = [trial.part] if trial.part else []
    for label, other in _further(tape, operation):
        more = attempt(tape, other, context.random)
        if more.part:
            parts.append((more.part[0], [label if name else None for name in more.part[1]]))
    place, backward = Place.of(operation.place), Place.of(operation.backward)
    if parts:
        return target(operation.name, operation.kind, parts, place, backward), parts
    problem = _problem(trial, operation, context)
    return problem and Untested(operation.name, problem, operation.kind, _severity(problem)), []


def _further(tape, operation):
    """[(name of the slot, operation)]: with a number in place of the second operand, along other axes."""
    plain = [name for name in OPERATORS if OPERATORS[name] == operation.symbol]
    if plain == ["__getitem__"]:
        return [("x[%s]" % INDEX, operation.with_options(y=INDEX))] if tape.arrays else []
    if operation.symbol and len(operation.operands) == 2 and plain != ["__matmul__"]:
        numbers = [3, -1.5] if plain == ["__pow__"] else [2.5]
        return [(operation.symbol % number, operation.with_options(y=number)) for number in numbers]
    axis = [name for name, value in operation.arguments if name in ("axis", "dim") and tape.arrays]
    return [("x, %s=%d" % (name, k), operation.with_options(**{name: k})) for name in axis for k in (0, 1)]


def _problem(trial, operation, context):
    if trial.detached:
        message = (
            "%s was not checked: its result does not lead back to its operand, so that no gradient flows there. Where one "
            "should, tell the new node its operands, as the other operations do."
        )
        place = Place.of(operation.place)
        if operation.is_certain:
            return Problem("code.detached", message % operation.name, place)
        context.notes.append(Note("code.detached", message % operation.name, None, place))
        return None
    if trial.forward and trial.problem:
        return trial.problem
    if trial.problem and trial.problem.code == "code.notImplemented":
        return trial.problem if operation.is_certain else None
    if not operation.is_certain:
        return None
    if trial.empty:
        message = "%s returns nothing (None). Write it, or return its result, and run again."
        return Problem("code.notImplemented", message % operation.name, Place.of(operation.place))
    if trial.problem:
        return _unsure(trial, operation)
    return None


def _unsure(trial, operation):
    message = (
        "%s takes %s, and no operands were found with which it runs: %s Say what it is given: "
        '"code": { "classes": { "%s": { "class": "%s", "arguments": { %s } } } }.'
    )
    arguments = ", ".join('"%s": { "shape": [5, 3] }' % name for name in operation.operands)
    return Problem(
        "code.unsure",
        message
        % (
            operation.name,
            ", ".join(operation.operands) or "nothing",
            trial.problem.message,
            operation.name,
            names_of(operation)[-1],
            arguments,
        ),
        Place.of(operation.place),
        trial.problem.detail,
    )


def _severity(problem):
    return "error" if problem.code == "code.raised" else "warning"
