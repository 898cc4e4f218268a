"""How instances of a class are made: its constructor's arguments, and what has to be called before it is used."""

import inspect
import itertools

import numpy

from .arguments import candidates
from .methods import arguments, is_stub
from .run import Misfit, pinned

ARGUMENTS, PARAMETERS, UPSTREAM, INPUTS = range(4)
"""Purposes of random numbers."""
MOST_CONSTRUCTORS = 60
"""Ways to fill a constructor that are tried in one world."""
_SETUP = (
    "set_input_shape",
    "initialize",
    "init_params",
    "init_param",
    "initialize_parameters",
    "init_weights",
    "build",
)


class Construction:
    """`stated`: {argument: value} of the config's `arguments`."""

    def __init__(self, cls, context, stated=None):
        self.cls = cls
        self.context = context
        self.stated = stated or {}
        self.misfits = []
        self._seed = context.random.randint(2**31 - 1)

    def stream(self, purpose):
        """Random numbers for one purpose; they start anew, so that every reading is given the same values."""
        return numpy.random.RandomState([self._seed, purpose])

    def makers(self, world, telling=True):
        """Yields functions without arguments that make (instance, {argument: array}), for this world."""
        wanted = [] if self.cls.__init__ is object.__init__ else arguments(self.cls.__init__)
        options = [self._options(argument, world, telling) for argument in wanted]
        for values in itertools.islice(itertools.product(*options), MOST_CONSTRUCTORS):
            make = self._maker([argument.name for argument in wanted], values, world)
            try:
                make()
            except (Exception, SystemExit) as error:
                self.misfits.append(Misfit(self.cls, error))
            else:
                yield make

    def _maker(self, names, values, world):
        def make():
            made = {name: value.copy() if is_array(value) else value for name, value in zip(names, values)}
            with pinned(self._seed):
                instance = self._made(made, world)
                self._set_up(instance, world)
            return instance, {name: value for name, value in made.items() if is_array(value)}

        return make

    def _made(self, values, world):
        """Network(784, 30, 10) where sizes of layers are taken one by one, as *sizes."""
        taken = inspect.signature(self.cls.__init__).parameters.values() if world.sizes else ()
        if not any(argument.kind == argument.VAR_POSITIONAL for argument in taken):
            return self.cls(**values)
        before = [argument.name for argument in taken if argument.kind == argument.POSITIONAL_OR_KEYWORD][1:]
        named = {name: value for name, value in values.items() if name not in before}
        return self.cls(*[values[name] for name in before], *world.sizes, **named)

    def _set_up(self, instance, world):
        """Layers that learn their input's shape or their optimizer later than in the constructor."""
        for name in _SETUP:
            method = getattr(instance, name, None)
            if inspect.ismethod(method) and not is_stub(method):
                method(*[self._options(argument, world, True)[0] for argument in arguments(method)])

    def _options(self, argument, world, telling):
        if argument.name in self.stated:
            return [drawn(self.stated[argument.name], self.stream(ARGUMENTS))]
        return candidates(argument, world, self.context, self.stream(ARGUMENTS), telling)


def drawn(wanted, random):
    """A value of the config: {"shape"} is drawn, {"values"} is an array as it stands, anything else is passed on."""
    if not isinstance(wanted, dict):
        return wanted
    if "values" in wanted:
        return numpy.array(wanted["values"], dtype=None if "integers" in wanted else float)
    if "shape" not in wanted:
        return wanted
    if "integers" in wanted:
        return random.randint(wanted["integers"], size=wanted["shape"])
    return wanted.get("scale", 1.0) * random.standard_normal(wanted["shape"])


def is_array(value):
    return isinstance(value, numpy.ndarray)
