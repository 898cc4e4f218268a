"""Which value goes to which argument, by the argument's name."""

import numpy

from . import vocabulary
from .function import REQUIRED
from .sequences import is_state, state_of
from .vocabulary import plain


class Unbound(Exception):
    """An argument that nothing is known for."""

    def __init__(self, function, argument):
        super().__init__("nothing is known for the argument %s of %s" % (argument, function.shown))


class Taken:
    """A value that comes out of the forward pass each time, at this path into what it returns."""

    def __init__(self, *path):
        self.path = path

    def of(self, outputs):
        for key in self.path:
            outputs = outputs[key]
        return outputs


class Call:
    """A function with its arguments: fixed ones, and some taken from what the forward pass returned.

    `call`: the callable itself, a method's bound to the network object in question.
    """

    def __init__(self, function, values, call):
        self.function = function
        self.values = values
        self.call = call
        self._taken = [(place, value.path) for place, value in enumerate(values) if isinstance(value, Taken)]

    def needs_forward(self, inputs):
        """Whether it reads what the forward pass returned, or left behind: with X it computes all of that itself."""
        return bool(self._taken) or not any(value is inputs.x for value in self.values)

    def bare(self):
        """A callable of the forward pass's outputs with nothing left to decide, for the inner loop."""
        call, taken = self.call, self._taken
        values = [None if isinstance(value, Taken) else value for value in self.values]
        if not taken:
            return lambda outputs: call(*values)

        def run(outputs):
            for place, path in taken:
                value = outputs
                for key in path:
                    value = value[key]
                values[place] = value
            return call(*values)

        return run


class Storing(Call):
    """A method that returns nothing and leaves what it computes in the attributes of the network object."""

    def __init__(self, call, instance):
        super().__init__(call.function, call.values, call.call)
        self._instance = instance

    def bare(self):
        compute, left = super().bare(), vars(self._instance)

        def run(outputs):
            compute(outputs)
            return left

        return run


class Scope:
    """Everything that arguments may be given."""

    def __init__(self, start, inputs=None, labels=None, outputs=None, returned=(), prediction=None):
        self.start = start
        self.inputs = inputs
        self.labels = labels
        self.outputs = outputs
        self.returned = returned
        self.prediction = prediction
        """A path into the outputs."""

    def bind(self, function, options, otherwise=REQUIRED):
        """Call of `function`. `otherwise`: for one argument whose name tells nothing. Raises Unbound."""
        names = [plain(name) for name, _ in function.arguments]
        values = []
        for name, default in function.arguments:
            value = self._value(name, names, default, options)
            if value is REQUIRED:
                value, otherwise = otherwise, REQUIRED
            if value is REQUIRED:
                raise Unbound(function, name)
            values.append(value)
        return Call(function, values, function.of(self.start.instance))

    def _value(self, name, names, default, options):
        if name in options.extra:
            return options.extra[name]
        for source in (self._parameter, self._output, self._example, self._cache, self._predicted, self._state):
            value = source(name, plain(name), names)
            if value is not REQUIRED:
                return value
        if default is not REQUIRED:
            return options.telling(name, default)
        return options.made_up(name, self.start.sizes)

    def _parameter(self, name, word, names):
        if name in self.start.values:
            return self.start.values[name]
        if word in vocabulary.CONTAINERS and self.start.container is not None:
            return self.start.container
        return REQUIRED

    def _output(self, name, word, names):
        """What the forward pass calls by this name, in its return statement or as a key of its cache."""
        if self.outputs is None:
            return REQUIRED
        if name in self.returned:
            return Taken(self.returned.index(name)) if len(self.returned) > 1 else Taken()
        parts = enumerate(self.outputs) if isinstance(self.outputs, tuple) else [(None, self.outputs)]
        for place, part in parts:
            if isinstance(part, dict) and name in part:
                return Taken(*(() if place is None else (place,)), name)
        return REQUIRED

    def _example(self, name, word, names):
        if self.inputs is not None and word in vocabulary.INPUTS:
            return self.inputs.x
        truer = any(other in vocabulary.TRUE_LABELS for other in names if other != word)
        if self.labels is not None and word in vocabulary.LABELS and not (truer and word in ("y", "ys")):
            return self.labels
        if truer and word == "y":
            return REQUIRED if self.prediction is None else Taken(*self.prediction)
        if self.inputs is not None and word in vocabulary.COUNTS:
            return self.inputs.count
        return REQUIRED

    def _cache(self, name, word, names):
        if self.outputs is None or word not in vocabulary.CACHES:
            return REQUIRED
        if not isinstance(self.outputs, tuple):
            return Taken()
        caching = [k for k, known in enumerate(self.returned) if known and plain(known) in vocabulary.CACHES]
        others = [k for k, part in enumerate(self.outputs) if not isinstance(part, (numpy.ndarray, float))]
        return Taken((caching or others)[0]) if caching or others else Taken()

    def _state(self, name, word, names):
        state = state_of(self.start.leaves, len(name)) if is_state(name) else None
        return REQUIRED if state is None else state

    def _predicted(self, name, word, names):
        if self.prediction is not None and vocabulary.is_prediction(name):
            return Taken(*self.prediction)
        return REQUIRED

