"""Answers requests: opens a file, gives gradients, moves entries and puts them back."""

import numpy

from .context import Context, Parameter
from .loader import load
from .log_guards import LogGuards
from .preflight import examine
from .randomness import seed
from .recognise import recognise
from .target import Target, Untested
from .unrecognised import unrecognised


class Session:
    def __init__(self):
        self._targets = []
        self._tensors = []
        """(target, index of a slot), as the check counts them."""
        self._guards = None

    def answer(self, header, arrays):
        """Returns (header, [(name, array)]) for one request."""
        return getattr(self, "_" + header["request"])(header, dict(zip(_names(header), arrays)))

    def _open(self, header, arrays):
        seed(header.get("seed", 1))
        module = load(header["file"], header.get("folder"))
        context = Context(
            module,
            header.get("code", {}),
            seed=header.get("seed", 1),
            x=arrays.get("x"),
            y=arrays.get("y"),
            classes=header.get("classes"),
            layers=header.get("layers"),
            parameters=_parameters(header, arrays),
            loss=header.get("loss"),
        )
        context.notes += module.notes
        return self.start(context)

    def start(self, context):
        """Recognises, examines and describes what is checked."""
        rows = examine(recognise(context), context)
        targets = [row for row in rows if isinstance(row, Target)]
        untested = [row for row in rows if isinstance(row, Untested)]
        if not rows:
            raise unrecognised(context)
        self._targets = targets
        self._tensors = [(target, k) for target in targets for k in range(len(target.slots))]
        self._guards = LogGuards()
        return {
            "targets": [_describe(target) for target in targets],
            "tensors": [_slot(targets.index(target), target.slots[k]) for target, k in self._tensors],
            "untested": [
                {"layer": row.name, "type": row.kind, "severity": row.severity, "problem": row.problem.told()}
                for row in untested
            ],
            "guards": [place.told() for place in self._guards.places],
            "notes": [note.told() for note in context.notes + [n for t in targets for n in t.notes]],
        }, [(str(i), numpy.asarray(t.slots[k].array, dtype=float)) for i, (t, k) in enumerate(self._tensors)]

    def _gradients(self, header, arrays):
        found = {target: target.gradients() for target in self._targets}
        given = [(str(index), found[target][k]) for index, (target, k) in enumerate(self._tensors)]
        return {}, [(name, as_told(gradient)) for name, gradient in given if gradient is not None]

    def _costs(self, header, arrays):
        target, k = self._tensors[header["tensor"]]
        array = target.slots[k].array
        if "direction" in arrays:
            return {}, [("costs", _along(target, array, arrays["direction"], header["offsets"]))]
        return {}, [("costs", _at_entries(target, array, arrays["entries"], header["offsets"]))]

    def _guard(self, header, arrays):
        """Takes the guards of logarithms off, or puts them back."""
        (self._guards.restore if header["on"] else self._guards.lift)()
        return {}, []

    def _move(self, header, arrays):
        """Sets the parameters to other values, for good."""
        for index, values in arrays.items():
            target, k = self._tensors[int(index)]
            target.slots[k].array[...] = values.reshape(target.slots[k].array.shape)
        return {"costs": [_number(target.cost()) for target in self._targets]}, []


def _at_entries(target, array, entries, offsets):
    """J at θ + h e_k for every entry k and offset h: shape (entries, offsets). Every entry is put back bit for bit."""
    cost = target.cost
    costs = numpy.empty((len(entries), len(offsets)))
    flat = array.reshape(-1)
    if not numpy.shares_memory(flat, array):
        flat = array.flat
    for row, k in enumerate(entries.tolist()):
        value = flat[k]
        try:
            for column, offset in enumerate(offsets):
                flat[k] = value + offset
                costs[row, column] = cost()
        finally:
            flat[k] = value
    return costs


def _along(target, array, direction, offsets):
    """J at θ + h u for every offset h."""
    kept = array.copy()
    try:
        costs = numpy.empty(len(offsets))
        for column, offset in enumerate(offsets):
            array[...] = kept + offset * direction.reshape(array.shape)
            costs[column] = target.cost()
    finally:
        array[...] = kept
    return costs


def as_told(gradient):
    array = numpy.asarray(gradient)
    single = array.dtype in (numpy.float32, numpy.float16)
    return numpy.ascontiguousarray(array, dtype=numpy.float32 if single else numpy.float64)


def _names(header):
    return [described["name"] for described in header.get("arrays", [])]


def _parameters(header, arrays):
    if "tensors" not in header:
        return None
    return [
        Parameter(tensor["layer"], tensor["type"], tensor["name"], arrays["%s/%s" % (tensor["layer"], tensor["name"])])
        for tensor in header["tensors"]
    ]


def _describe(target):
    return {
        "name": target.name,
        "convention": target.convention,
        "cost": _number(target.cost()),
        "loss": target.loss,
        "forward": target.forward and target.forward.told(),
        "backward": target.backward and target.backward.told(),
    }


def _slot(target, slot):
    return {
        "target": target,
        "layer": slot.layer,
        "type": slot.kind,
        "name": slot.name,
        "own": slot.own,
        "shape": list(slot.array.shape),
    }


def _number(value):
    """JSON has no NaN: None stands for what is not finite."""
    value = float(value)
    return value if numpy.isfinite(value) else None
