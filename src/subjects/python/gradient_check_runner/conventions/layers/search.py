"""Finds out how a layer's class is made and called: worlds of shapes, constructors, inputs, ways to call backward."""

import itertools
import re

import numpy

from .arguments import FLAG
from .backward import Backward
from .candidate import Candidate
from .construction import INPUTS, PARAMETERS, UPSTREAM, Construction, drawn, is_array
from .inputs import examples, probabilities
from .labels import loss_labels
from .methods import TARGET, Methods, arguments, takes_labels, text
from .pose import poses
from .run import LayerRun, Misfit
from .worlds import worlds

_STATE = re.compile(r"^((prev_?)?[hc](idden)?(_?(prev|t|state|0|tm1))?|state|prev_\w+|\w+_prev)$", re.I)
_TOKENS = re.compile(r"^(x|xs|inputs?|tokens?|ids|idx|ind(ex|ices)|words?\w*|\w*_(ids|idx|index))$", re.I)
MOST_INPUTS = 24
"""Ways to fill forward that are tried for one instance."""


class Search:
    """`stated`: the config's entry for the class, with `arguments` and `input`, or an empty one."""

    def __init__(self, cls, context, stated=None):
        self.cls = cls
        self.methods = Methods(cls)
        self.context = context
        self.stated = stated or {}
        self._construction = Construction(cls, context, self.stated.get("arguments"))
        self.misfits = self._construction.misfits
        """Misfits met on the way, those of backward last."""

    def best(self):
        """The candidate to check, or None where nothing runs.

        The first world in which everything fits decides, there the reading that agrees with differences, if one does;
        where nothing fits, a candidate whose gradients are wrong in shape. Once forward has run in a layout, other
        sizes, other options and unlikely worlds are left alone: what backward makes of the telling ones is the answer.
        """
        second = None
        for group in worlds(self.methods):
            settled = set()
            for world in group:
                if world.name in settled:
                    continue
                found, ran = self._in_world(world)
                complete = [candidate for candidate in found if candidate.complete]
                if complete:
                    return max(complete, key=lambda candidate: candidate.agreeing / len(candidate.entries))
                telling = [candidate for candidate in found if not candidate.silent]
                if second is None or second.silent:
                    second = next(iter(telling + found), second)
                settled |= {world.name} if ran else set()
            if settled:
                break
        return second

    def _in_world(self, world):
        """(candidates, whether forward ran): those of the first constructor with which everything fits, else all."""
        for telling in (True, False):
            tried, ran = [], False
            for make in self._construction.makers(world, telling):
                found, run = self._candidates(world, make)
                ran = ran or run
                if any(candidate.complete for candidate in found):
                    return found, True
                tried += found
            if ran:
                break
        return tried, ran

    def _candidates(self, world, make):
        """(every reading that fits, whether forward ran); of readings only the one that agrees throughout, if any."""
        found, ran = [], False
        taken = arguments(getattr(self.cls, self.methods.forward))
        several = sum(argument.default is argument.empty for argument in taken) > 1
        options = [self._input_options(argument, index, world, several) for index, argument in enumerate(taken)]
        required = [(argument.name, values) for argument, values in zip(taken, options) if values]
        for values in itertools.islice(itertools.product(*(values for _, values in required)), MOST_INPUTS):
            inputs = {name: value.copy() if is_array(value) else value for (name, _), value in zip(required, values)}
            try:
                instance, given = make()
                run = LayerRun(instance, self.methods.forward, inputs, given, self._construction.stream(PARAMETERS))
                outputs = run.outputs()
            except Misfit as misfit:
                self.misfits.append(misfit)
                continue
            if _is_empty_container(run, outputs) or not _are_told(inputs, outputs):
                continue
            ran = True
            for candidate in self._readings(world, run, outputs):
                found.append(candidate)
                if candidate.complete and candidate.agreeing == len(candidate.entries):
                    return [candidate], True
        return found, ran

    def _readings(self, world, run, outputs):
        """Yields a candidate for every way to call backward."""
        named = [value for name, value in run.inputs.items() if TARGET.match(name) and _sums_up(run.inputs, outputs)]
        method = getattr(run.instance, self.methods.backward)
        for pose in poses(run, method, named[0] if named else None, outputs, self._construction.stream(UPSTREAM)):
            labels = [name for name in run.inputs if pose.loss and TARGET.match(name)]
            moved = [name for name, value in run.inputs.items() if _moves(value) and name not in labels]
            backward = Backward(run, self.methods.backward, pose.arguments)
            try:
                yield Candidate(run, backward, pose, moved, world.examples)
            except Misfit as misfit:
                self.misfits.append(misfit)

    def _input_options(self, argument, index, world, several):
        """Values for an argument of forward; none for one that may be left out."""
        random = self._construction.stream(INPUTS + index)
        stated = self.stated.get("input", {})
        named = isinstance(stated, dict) and argument.name in stated and "shape" not in stated
        if named or (index == 0 and stated):
            return [drawn(stated[argument.name] if named else stated, random)]
        if argument.name in self.context.extra:
            return [self.context.extra[argument.name]]
        if argument.default is not argument.empty:
            return []
        if FLAG.match(argument.name):
            return [True]
        if index > 0 and TARGET.match(argument.name):
            return loss_labels(world, random) + [examples(world, random)]
        if world.whole is not None and several and not _TOKENS.match(argument.name):
            return [random.standard_normal(world.shape[:1] + (world.units,))]
        shapes = [world.shape]
        if index > 0:
            state = (world.examples, world.units)
            shapes = [state] if _STATE.match(argument.name) else [world.shape, world.shape[:-1], state]
        values = [examples(world, random, shape) for shape in shapes]
        if index == 0 and world.whole is None and self._takes_logarithm:
            values.insert(0 if self._only_logarithm else 1, probabilities(world, random))
        return values

    @property
    def _takes_logarithm(self):
        return "log" in text(self.cls) or takes_labels(getattr(self.cls, self.methods.forward))

    @property
    def _only_logarithm(self):
        """Whether it takes the logarithm of what it is given, which then has to be positive."""
        written = text(self.cls).lower()
        return "log" in written and not any(word in written for word in ("exp(", "softmax", "logit"))


def _is_empty_container(run, outputs):
    """A network without layers hands its input on."""
    same = any(is_array(value) and numpy.array_equal(value, outputs[0]) for value in run.inputs.values())
    return same and any(isinstance(value, list) and not value for value in getattr(run.instance, "__dict__", {}).values())


def _sums_up(inputs, outputs):
    """Whether the output has fewer axes than the first input: a loss, for each example or over all."""
    return numpy.ndim(outputs[0]) < numpy.ndim(next(iter(inputs.values()), 0)) or outputs[0].size == 1


def _are_told(inputs, outputs):
    """Labels go into losses; what else is called y, as in x * y, is an input like the first."""
    plain = [value for name, value in inputs.items() if TARGET.match(name)]
    return _sums_up(inputs, outputs) or not plain or is_array(plain[0]) and (plain[0] < 0).any()


def _moves(value):
    return is_array(value) and value.dtype == numpy.float64
