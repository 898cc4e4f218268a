"""What the operations of a tape must keep together: gradients that add up, an order, shapes that were stretched."""

import numpy

from ...failure import problem_of
from ...operands import Drawn
from ...problem import Place, Problem
from ...target import Untested
from .graph import Expression, Fresh, roots_of, target

STRETCHED = (("y of %s", (3,)), ("x of %s", (1, 3)), ("y of %s, a column", (5, 1)))
"""The stretched operand of an operation and its shape, beside one of (5, 3)."""


def sharing_rows(tape, checked, context):
    """`checked`: {name: (Operation, its Expression)} of the operations that can be checked."""
    plus = _first(checked, ("add", "mul", "plus", "multiply"))
    if plus is None:
        return []
    rows = [_reuse(tape, checked, plus, context), _graph(tape, checked, plus, context)]
    if tape.arrays:
        rows += _broadcast(tape, checked, context)
    return [row for row in rows if row is not None]


def _first(checked, names):
    return next((checked[name][0] for name in names if name in checked), None)


def _backward(tape):
    return Place.of(getattr(tape.cls, tape.backward))


def _reuse(tape, checked, plus, context):
    """f(x) + f(x) for every operation f, and operators with the same node on both sides."""
    parts = []
    for operation, expression in checked.values():
        if len(expression.weights[0]) == 1:
            build = _twice(expression.build, plus)
            names = ["%s of %s, twice" % (operand.name, operation.name) for operand in expression.operands]
            parts += _part(tape, _again(expression), build, names, context)
    for name in ("add", "mul"):
        if name in checked:
            operation = checked[name][0]
            symbol = operation.symbol % "x" if operation.symbol else "%s(x, x)" % operation.name
            operands = _again(checked[name][1])[:1]
            parts += _part(tape, operands, lambda x, f=operation: f(x, x), [symbol], context)
    return target("reuse", tape.cls.__name__, parts, _backward(tape), _backward(tape)) if parts else None


def _twice(build, plus):
    return lambda *leaves: plus(build(*leaves), build(*leaves))


def _again(expression):
    """Operands of the same values in arrays of their own."""
    return [Fresh(operand.name, operand.array.copy(), operand.each) for operand in expression.operands]


def _graph(tape, checked, plus, context):
    """Nodes that are used at several depths, so that only a topological order gets every gradient right."""
    times = _first(checked, ("mul", "multiply")) or _first(checked, ("square", "exp", "tanh", "sigmoid"))
    if times is None:
        return None
    one = len(times.operands) == 1

    def both(a, b):
        return plus(times(a), times(b)) if one else times(a, b)

    def build(x, y):
        u = both(x, y)
        v = plus(u, x)
        w = both(v, u)
        s = plus(both(w, y), v)
        t = plus(both(s, u), w)
        return plus(plus(both(t, x), s), t)

    each = checked[plus.name.lower()][1].operands[0].each
    shape = Drawn((5,) if each or not tape.arrays else (5, 3))
    operands = [Fresh(name, shape.draw(context.random, "unit"), each) for name in ("x", "y")]
    parts = _part(tape, operands, build, ["x", "y"], context)
    return target("graph", tape.cls.__name__, parts, _backward(tape), _backward(tape)) if parts else None


def _broadcast(tape, checked, context):
    """Every operator with a second operand that is stretched over rows or columns, as a bias is."""
    parts, raised = [], []
    for operation, expression in checked.values():
        shapes = {operand.array.shape for operand in expression.operands}
        if len(expression.operands) != 2 or shapes != {(5, 3)} or expression.weights[0][0].shape != (5, 3):
            continue
        for label, shape in STRETCHED:
            shapes = [shape, (5, 3)] if label[0] == "x" else [(5, 3), shape]
            operands = [Fresh(name, Drawn(own).draw(context.random, "positive")) for name, own in zip("xy", shapes)]
            names = [label % operation.name if own == shape else None for own in shapes]
            try:
                parts += _part(tape, operands, operation, names, context, strict=True)
            except Exception as error:
                raised.append(_stretched(shape, problem_of(error, operation.backward)))
    kind = tape.cls.__name__
    rows = [target("broadcast", kind, parts, _backward(tape), _backward(tape))] if parts else []
    if raised:
        rows.append(Untested("broadcast, others" if parts else "broadcast", raised[0], kind, "warning"))
    return rows


def _stretched(shape, problem):
    message = "An operand of shape %s beside one of (5, 3) is stretched by the forward pass; %s"
    return Problem(problem.code, message % (shape, problem.message), problem.place, problem.detail)


def _part(tape, operands, build, names, context, strict=False):
    """[(Expression, names)], or nothing where it does not run; `strict` lets what the backward pass raises through."""
    try:
        with numpy.errstate(all="ignore"):
            expression = Expression(tape, operands, build, context.random)
            if not roots_of(tape, build(*[operand.leaves(tape, 0) for operand in operands])):
                return []
            if not numpy.isfinite(expression.cost()):
                return []
    except Exception:
        return []
    try:
        expression.gradients()
    except Exception:
        if strict:
            raise
        return []
    return [(expression, names)]
