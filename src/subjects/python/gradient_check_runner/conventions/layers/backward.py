"""The backward pass of a layer object: how it is called, what it leaves behind, and where in that the gradients are."""

import numpy

from ..gradient_names import is_gradient_of, returned_name
from .methods import returned_names
from .run import Misfit
from .learning_rate import LearningRate
from .object_graph import walk
from .optimizer_spy import OptimizerSpy

RATES = (1.0, 0.5)
"""Learning rates; powers of 2, so that (W - W') / rate loses nothing that W - W' has."""
PLAIN_RATE = 0.1
"""The rate at which gradients are shown that depend on it."""


class Traces:
    """What one forward and one backward pass leave behind.

    `returned`: [array] or {name: array}; `held`: {path: value} of the object afterwards; `fresh`: paths whose arrays
    backward wrote; `changes`: (W - W') / rate for every parameter, None where it did not change; `spied`: the gradient
    that an optimizer was given for every parameter.
    """

    def __init__(self, returned, held, fresh, changes, spied):
        self.returned = returned
        self.held = held
        self.fresh = fresh
        self.changes = changes
        self.spied = spied

    def at(self, source):
        kind, key = source
        found = {"held": self.held, "returned": self.returned, "change": self.changes, "spied": self.spied}[kind]
        value = found.get(key) if isinstance(found, dict) else found[key] if key < len(found) else None
        return numpy.asarray(value) if isinstance(value, numpy.ndarray) else None


class Backward:
    """`arguments`: {name: function of (run, outputs)} of the method `name` of the run's instance."""

    def __init__(self, run, name, arguments):
        self.run = run
        self.method = getattr(run.instance, name)
        self.rate = LearningRate(run.instance, self.method)
        self._arguments = arguments
        self.spies = [value for _, _, _, value in walk(run.instance) if isinstance(value, OptimizerSpy)]

    def traces(self, rate=RATES[0]):
        """Runs both passes from the run's state, which is put back. Raises Misfit."""
        run = self.run
        kept = [array.copy() for array in run.moved]
        run.state.restore()
        self.rate.set(rate)
        try:
            result = run.evaluate()
            before = {path: _copied(value) for path, _, _, value in walk(run.instance)}
            given = {name: make(run, result) for name, make in self._arguments.items()}
            if self.rate.argument:
                given[self.rate.argument] = rate
            spies = self.spies + [value for value in given.values() if isinstance(value, OptimizerSpy)]
            for spy in spies:
                spy.seen.clear()
            returned = self._call(given)
            held = {path: _copied(value) for path, _, _, value in walk(run.instance)}
            changes = [_change(parameter, before, held, rate) for parameter in run.parameters]
            spied = [_first_gradient(spies, parameter.array) for parameter in run.parameters]
        finally:
            self.rate.restore()
            run.state.restore()
            for array, values in zip(run.moved, kept):
                array[...] = values
        fresh = [path for path, value in held.items() if not _same(value, before.get(path))]
        return Traces(_as_returned(returned, self.method), held, fresh, changes, spied)

    def _call(self, given):
        try:
            with self.run.steadied(), numpy.errstate(all="ignore"):
                return self.method(**given)
        except (Exception, SystemExit) as error:
            raise Misfit(self.method, error) from error


def sources(run, traces, inputs):
    """Where the gradients are: [source or None] for the parameters, then for the arguments named in `inputs`."""
    parameters = [(parameter.paths, parameter.array.shape) for parameter in run.parameters]
    # Whatever forward calls its first input, dx and dinputs are its gradient.
    aliases = [[(name,), ("x",)] if index == 0 else [(name,)] for index, name in enumerate(inputs)]
    wanted = parameters + [(alias, numpy.shape(run.inputs[name])) for alias, name in zip(aliases, inputs)]
    found = [_by_name(traces, paths, shape) for paths, shape in wanted]
    for index in range(len(parameters)):
        if found[index] is None or traces.at(found[index]) is None:
            if traces.spied[index] is not None:
                found[index] = ("spied", index)
            elif traces.changes[index] is not None:
                found[index] = ("change", index)
    # What no name tells is told by the shape: what backward returns belongs to its inputs first, in their order.
    returned = [("returned", key) for key in _keys(traces.returned)]
    written = [("held", path) for path in traces.fresh]
    own = {path for parameter in run.parameters for path in parameter.paths}
    for index in list(range(len(parameters), len(wanted))) + list(range(len(parameters))):
        if found[index] is None:
            places = returned + (written if index < len(parameters) else [])
            found[index] = next(
                (
                    source
                    for source in places
                    if source not in found and source[1] not in own
                    if traces.at(source) is not None and traces.at(source).shape == wanted[index][1]
                ),
                None,
            )
    single = [source for source in returned if source not in found and traces.at(source) is not None]
    if len(inputs) == 1 and found[-1] is None and len(single) == 1 and len(returned) == 1:
        found[-1] = single[0]
    return found


def _by_name(traces, paths, shape):
    named = [("returned", key) for key in _keys(traces.returned) if any(_names(key, path) for path in paths)]
    named += [("held", path) for path in traces.held if any(is_gradient_of(path, own) for own in paths)]
    fitting = [source for source in named if traces.at(source) is not None and traces.at(source).shape == shape]
    filled = [source for source in named if traces.at(source) is not None]
    return next(iter(fitting + filled + named), None)


def _names(key, path):
    return isinstance(key, str) and returned_name(key, path[-1]) if len(path) == 1 else False


def _keys(returned):
    return list(returned) if isinstance(returned, dict) else list(range(len(returned)))


def _as_returned(returned, method):
    """By name where the return statement or a dict has names that differ, else in order."""
    if isinstance(returned, dict):
        return {key: numpy.array(value) for key, value in returned.items() if value is not None}
    items = list(returned) if isinstance(returned, (tuple, list)) else [returned]
    names = returned_names(method)
    if len(names) == len(items) and None not in names and len(set(names)) == len(names):
        return {name: _copied(item) for name, item in zip(names, items)}
    return [_copied(item) for item in items]


def _change(parameter, before, held, rate):
    path = parameter.paths[0]
    old, new = before.get(path), held.get(path)
    if not isinstance(new, numpy.ndarray) or _same(new, old):
        return None
    try:
        return (old - new) / rate
    except ValueError:
        # An update that changes the shape is told as it came out.
        return new

def _first_gradient(spies, array):
    found = [spy.gradient_of(array) for spy in spies]
    return next((numpy.array(gradient) for gradient in found if gradient is not None), None)


def _copied(value):
    if isinstance(value, (numpy.ndarray, numpy.floating)):
        return numpy.array(value)
    return value


def _same(value, other):
    if isinstance(value, numpy.ndarray) or isinstance(other, numpy.ndarray):
        alike = isinstance(value, numpy.ndarray) and isinstance(other, numpy.ndarray)
        return alike and numpy.array_equal(value, other)
    return value is other
