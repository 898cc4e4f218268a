"""A layer object with inputs for its forward pass: its outputs and the parameters on which they depend."""

import contextlib
import random

import numpy

from ..gradient_names import without_containers
from .object_graph import State, arrays, replace, written

_OUTPUT_NAMES = ("output", "outputs", "out", "A", "a", "y", "y_hat", "z", "Z")
_ALL_OUTPUTS = ("activations", "activation", "outputs", "a", "A", "values", "layers", "nodes", "neurons")
"""Lists of what every layer gives, the network's output last."""


class Misfit(Exception):
    """The layer cannot be run this way: `error` is what `method` of the user's raised, or says what is amiss."""

    def __init__(self, method, error):
        super().__init__(str(error))
        self.method = method
        self.error = error


class Parameter:
    """An array of the layer that its outputs depend on; `paths` lead to it, `name` is what the user calls it."""

    def __init__(self, array, paths, name=None):
        self.array = array
        self.paths = paths + ([(name,)] if name else [])
        self.name = name or written(without_containers(paths[0]))
        self.own = "self." + written(paths[0])


class LayerRun:
    """`inputs`: {argument of forward: value}; `given`: {argument of the constructor: array it was given}.

    Raises Misfit where forward raises or gives no finite numbers.
    """

    def __init__(self, instance, forward, inputs, given, random):
        self.instance = instance
        self.inputs = inputs
        self.seed = random.randint(2**31 - 1)
        self.searching = True
        """While a class is being found out about, random numbers of its own are the same in every call."""
        self.method = getattr(instance, forward)
        self.read = None
        """From what forward returned to the list of its output arrays."""
        given = self._in_double_precision(given)
        self.state = State(instance)
        self.outputs()
        self.parameters = self._find_parameters(given)
        self._redraw([p for p in self.parameters if not any(p.array is value for value in given.values())], random)

    @property
    def moved(self):
        """Arrays whose values are the checker's: the parameters and the inputs."""
        inputs = [value for value in self.inputs.values() if isinstance(value, numpy.ndarray)]
        return [parameter.array for parameter in self.parameters] + inputs

    def evaluate(self):
        """Runs forward once; returns what it returns."""
        try:
            with self.steadied(), numpy.errstate(all="ignore"):
                return self.method(*self.inputs.values())
        except (Exception, SystemExit) as error:
            raise Misfit(self.method, error) from error

    def steadied(self):
        return pinned(self.seed) if self.searching else contextlib.nullcontext()

    def outputs(self):
        """The arrays that forward gives, returned or kept as an attribute."""
        self.state.restore()
        returned = self.evaluate()
        self.read = self.read or _reader(returned, self.instance)
        outputs = [numpy.array(output) for output in self.read(returned)]
        if not outputs or not all(output.size and numpy.all(numpy.isfinite(output)) for output in outputs):
            raise Misfit(self.method, ValueError("it gives no array of finite numbers"))
        return outputs

    def cost(self, weights):
        """The sum of outputs times weights as a closure that does next to nothing but call forward."""
        if len(weights) == 1:
            output, (weight,) = self.first_output(), weights
            # A matrix would not be flattened.
            return lambda: float(numpy.vdot(numpy.asarray(output()), weight))
        method, values, read = self.method, list(self.inputs.values()), self.read
        evaluate = self.outputs if self._is_stateful() else lambda: read(method(*values))
        return lambda: float(sum(numpy.vdot(output, weight) for output, weight in zip(evaluate(), weights)))

    def first_output(self):
        """A function without arguments that runs forward and gives its first output, with as little else as can be."""
        method, values, read = self.method, list(self.inputs.values()), self.read
        if self._is_stateful():
            return lambda: self.outputs()[0]
        if read is _returned:
            return (lambda: method(values[0])) if len(values) == 1 else (lambda: method(*values))
        return lambda: read(method(*values))[0]

    def _is_stateful(self):
        """Whether forward says something else when it is called again, though random numbers are the same."""
        first = self.outputs()
        again = self.read(self.evaluate())
        return not all(numpy.array_equal(a, b) for a, b in zip(first, again))

    def _in_double_precision(self, given):
        """Single precision cannot hold the steps by which parameters are moved."""
        given = dict(given)
        for array in arrays(self.instance).values():
            if array.dtype in (numpy.float32, numpy.float16):
                double = array.astype(numpy.float64)
                replace(self.instance, array, double)
                given.update({name: double for name, value in given.items() if value is array})
        return given

    def _find_parameters(self, given):
        found = self._influential()
        if not found:
            # They may be made by the first forward pass.
            earlier, self.state = self.state, State(self.instance)
            found = self._influential()
            self.state = self.state if found else earlier
        paths = {}
        for path, array in found:
            paths.setdefault(id(array), []).append(path)
        names = {id(value): name for name, value in given.items()}
        return [
            Parameter(array, paths.pop(id(array)), names.get(id(array))) for _, array in found if id(array) in paths
        ]

    def _influential(self):
        """[(path, array)] of the arrays held before forward that change its outputs when they are moved."""
        self.state.restore()
        held = [value for value in self.inputs.values() if isinstance(value, numpy.ndarray)]
        candidates = [
            (path, array)
            for path, array in arrays(self.instance).items()
            if array.dtype == numpy.float64 and array.size and array.flags.writeable
            if not any(numpy.shares_memory(array, value) for value in held)
        ]
        outputs = self.outputs()
        return [(path, array) for path, array in candidates if self._depends_on(array, outputs)]

    def _depends_on(self, array, outputs):
        kept = array.copy()
        self.state.restore()
        # The product of matrices would be another.
        plain = numpy.asarray(array)
        plain[...] += 1e-3 * (1 + numpy.abs(plain)) * numpy.linspace(0.7, 1, array.size).reshape(array.shape)
        try:
            moved = self.read(self.evaluate())
            return not all(numpy.array_equal(a, b) for a, b in zip(moved, outputs))
        except Misfit:
            return False
        finally:
            array[...] = kept
            self.state.restore()

    def _redraw(self, parameters, random):
        """Zero biases and tiny weights hide mistakes, and what the user draws may differ from run to run."""
        self.state.restore()
        for array in [parameter.array for parameter in parameters]:
            constant = array.flat[0] if numpy.all(array == array.flat[0]) else 0.0
            spread = array.size**-0.25 if sum(extent > 1 for extent in array.shape) > 1 else 0.4
            array[...] = constant + spread * random.standard_normal(array.shape)
        self.state = State(self.instance, self.moved)
        self.outputs()


@contextlib.contextmanager
def pinned(seed):
    """The global streams of random numbers start at `seed` within, and go on outside as if nothing had been drawn."""
    kept = numpy.random.get_state(), random.getstate()
    numpy.random.seed(seed)
    random.seed(seed)
    try:
        yield
    finally:
        numpy.random.set_state(kept[0])
        random.setstate(kept[1])


def _reader(returned, instance):
    """A function from what forward returned to the list of its output arrays."""
    if returned is None:
        held = output_attribute(instance) is not None
        return (lambda _: [output_attribute(instance)]) if held else (lambda _: [])
    if isinstance(returned, (tuple, list)) and not _is_array(returned):
        indices = [index for index, item in enumerate(returned) if _is_array(item)]
        return lambda items: [items[index] for index in indices]
    return _returned if _is_array(returned) else (lambda _: [])


def output_attribute(instance):
    """The array that a layer or a network keeps as its output, or None."""
    held = getattr(instance, "__dict__", {})
    last = {name: held[name][-1] for name in _ALL_OUTPUTS if isinstance(held.get(name), list) and held[name]}
    named = [held.get(name) for name in _OUTPUT_NAMES] + list(last.values())
    return next((value for value in named if isinstance(value, numpy.ndarray)), None)


def _returned(returned):
    return [returned]


def _is_array(value):
    """Whether it is an array of real numbers, or a list or number that makes one."""
    if isinstance(value, (list, tuple)) and any(isinstance(item, numpy.ndarray) for item in value):
        return False
    try:
        return numpy.asarray(value).dtype.kind == "f"
    except (ValueError, TypeError):
        return False
