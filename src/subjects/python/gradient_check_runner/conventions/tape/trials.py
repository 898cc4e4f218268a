"""Finds operands with which an operation runs, forward and backward, and says something about its gradient."""

import numpy

from ...failure import problem_of
from ...operands import Drawn, domains, families
from .graph import Expression, Fresh

POINTS = 5
"""Numbers at which an operation on scalars is checked: of both signs, so that masks are seen."""


class Trial:
    """How an operation went. `part`, where it can be checked: (Expression, [names of operands, None for constants])."""

    def __init__(self, part=None, problem=None, forward=False, empty=False, detached=False):
        self.part = part
        self.problem = problem
        """What was raised: by the backward pass where `forward` is set, else by the forward pass."""
        self.forward = forward
        self.empty = empty
        """It returned None."""
        self.detached = detached
        """It returned a node from which nothing leads back."""


def attempt(tape, operation, random):
    """Returns the Trial that can be checked, else the most telling one that cannot."""
    tried = []
    for variant in operation.variants():
        for drawn in _families(tape, operation):
            for domain in domains(operation.name):
                trial, square = _once(tape, variant, drawn, domain, random)
                if trial.part and not square:
                    return trial
                tried.append(trial)
                if trial.forward:
                    break
    for kind in (lambda t: t.part, lambda t: t.detached, lambda t: t.forward, lambda t: t.empty, lambda t: True):
        for trial in tried:
            if kind(trial):
                return trial
    return Trial()


def _families(tape, operation):
    count = len(operation.operands)
    number = [Drawn((POINTS,), "each")] * count
    if tape.arrays:
        return families(operation.operands, operation.name) + [number]
    found = [number, [Drawn((4,))] * count, [Drawn((3, 4))] * count]
    if count == 2:
        found += [[Drawn((4,)), Drawn((), "labels", 4)], [Drawn((3, 4)), Drawn((3,), "labels", 4)]]
        found += [[Drawn((3, 4)), Drawn((3, 4), "onehot")]]
    return found


def _once(tape, operation, drawn, domain, random):
    """Returns (Trial, whether the result is square, where a transposed factor would not show)."""
    arrays = [one.draw(random, domain) for one in drawn]
    real = [one.kind in ("real", "each") for one in drawn]
    operands = [
        Fresh(name, array, one.kind == "each")
        for name, array, one, is_real in zip(operation.operands, arrays, drawn, real)
        if is_real
    ]
    answers = []

    def build(*leaves):
        waiting = list(leaves)
        constants = [array if tape.arrays else array.tolist() for array in arrays]
        answers[:] = [operation(*[waiting.pop(0) if own else constant for own, constant in zip(real, constants)])]
        if any(answers[0] is leaf for leaf in leaves):
            return None
        return answers[0]

    with numpy.errstate(all="ignore"):
        try:
            expression = Expression(tape, operands, build, random)
            if not _varies(expression):
                return Trial(empty=answers[0] is None), False
        except Exception as error:
            return Trial(problem=problem_of(error, operation.place)), False
        try:
            gradients = expression.gradients()
            remembered = expression.remembered()
        except Exception as error:
            return Trial(problem=problem_of(error, operation.backward), forward=True), False
    names = [
        operand.name if known or _written(gradient) else None
        for operand, known, gradient in zip(operands, remembered, gradients)
    ]
    if not any(names):
        return Trial(forward=True, detached=True), False
    return Trial((expression, names), forward=True), _square(expression)


def _varies(expression):
    """Is J a finite number that changes with the operands? A comparison or an index does not."""
    if not expression.weights[0] or not all(map(numpy.isrealobj, expression.values())):
        return False
    before = expression.cost()
    if not numpy.isfinite(before):
        return False
    kept = [operand.array.copy() for operand in expression.operands]
    for k, operand in enumerate(expression.operands):
        operand.array += 1e-4 / (k + 1)
    after = expression.cost()
    for operand, array in zip(expression.operands, kept):
        operand.array[...] = array
    return numpy.isfinite(after) and after != before


def _written(gradient):
    return gradient is not None and bool(numpy.any(gradient))


def _square(expression):
    shapes = {operand.array.shape for operand in expression.operands}
    return any(
        len(weight.shape) > 1 and weight.shape[-1] == weight.shape[-2] and weight.shape not in shapes
        for weight in expression.weights[0]
    )

