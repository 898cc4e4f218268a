"""The config's network made of the file's layer classes: which is the dense layer, the activations, the loss.

A class of networks that is given its layers, by its constructor or one by one, is used for its own passes.
"""

import itertools
import re

import numpy

from ..network.vocabulary import plain
from .chain import Chain
from .construction import Construction
from .heads import DERIVATIVE, heads, is_loss, names_activation
from .methods import Methods, arguments, is_stub
from .run import output_attribute
from .worlds import World

_DENSE = re.compile(r"dense|linear|affine|fullyconnected|fc|layer")


def activation_of(layer):
    """Name of the activation of a layer of the config, 'linear' where it has none."""
    activation = layer.get("activation") or "linear"
    return activation["name"] if isinstance(activation, dict) else activation


class Incomplete(Exception):
    """A layer of the config for which the file has no class, in words."""


class Composition:
    """Makes chains for TrainingSearch, as Construction makes instances of one class."""

    def __init__(self, context):
        self.context = context
        self.misfits = []
        self.reason = None
        """Why no chain could be made, in words."""
        self._classes = {}
        for name, cls in context.module.classes.items():
            methods = Methods(cls)
            if methods.backward and not methods.abstract and not is_stub(getattr(cls, methods.backward)):
                self._classes[name] = cls
        self._construction = Construction(Chain, context)

    def stream(self, purpose):
        return self._construction.stream(purpose)

    def makers(self, world):
        ends = heads(self._classes.values(), activation_of(self.context.layers[-1]), self.context, world.examples)
        for dense, (head, joined) in itertools.product(self._dense_classes(), ends):
            make = self._maker(world, dense, head, joined)
            try:
                make()
            except Incomplete as reason:
                self.reason = self.reason or str(reason)
                continue
            yield make

    def _maker(self, world, dense, head, joined):
        """`joined`: the head does the last activation as well."""

        def make():
            layers = []
            inputs = world.sizes[0]
            for layer in self.context.layers:
                activation = "linear" if joined and layer is self.context.layers[-1] else activation_of(layer)
                if layer["type"] == "Dense":
                    layers += self._dense(world, dense, inputs, layer["units"], activation)
                    inputs = layer["units"]
                elif activation != "linear":
                    same = World(world.name, _shape(world, inputs), inputs, inputs)
                    layers.append(self._activation(activation, same))
            return Chain(self._contained(layers), head()), {}

        return make

    def _dense_classes(self):
        """Classes that may be the dense layer: no loss, no activation by name, no container."""
        own = [cls for cls in self._classes.values() if not is_loss(cls) and not Methods(cls).container]
        return sorted(own, key=lambda cls: not _DENSE.search(cls.__name__.lower()))

    def _dense(self, world, cls, inputs, units, activation):
        """[dense layer, activation layer]; one where the dense layer is told its activation, or where it is linear."""
        here = World(world.name, _shape(world, inputs), inputs, units, hidden=units)
        takes = [argument.name for argument in arguments(cls.__init__) if "activation" in argument.name.lower()]
        if takes:
            for told in self._activation_values(activation):
                layer = self._fitting(cls, here, {takes[0]: told})
                if layer is not None:
                    return [layer]
        layer = self._fitting(cls, here, {})
        if layer is None:
            raise Incomplete("no way was found to make a dense layer of the class %s" % cls.__name__)
        same = World(world.name, _shape(world, units), units, units)
        return [layer] + ([] if activation == "linear" else [self._activation(activation, same)])

    def _fitting(self, cls, world, stated):
        """An instance whose output has as many features as the world has units, or None."""
        x = self.stream(0).standard_normal(world.shape)
        for make in Construction(cls, self.context, stated).makers(world):
            layer, _ = make()
            try:
                with numpy.errstate(all="ignore"):
                    returned = getattr(layer, Methods(cls).forward)(x.copy())
            except Exception:
                continue
            output = numpy.asarray(returned if returned is not None else output_attribute(layer))
            if output.shape == _shape(world, world.units) and output.dtype.kind == "f":
                return make()[0]
        return None

    def _activation(self, name, world):
        """A layer of the activation: a class of that name, else a general one that is told a name or two functions."""
        for cls in self._classes.values():
            if is_loss(cls) or not names_activation(cls.__name__, name):
                continue
            layer = self._fitting(cls, world, {})
            if layer is not None:
                return layer
        for cls in self._classes.values():
            taken = [argument.name for argument in arguments(cls.__init__)]
            if "activ" not in cls.__name__.lower() or not taken:
                continue
            pair = self._functions(name)
            told = [dict(zip(taken, pair))] if len(pair) == len(taken) == 2 else []
            told += [{taken[0]: value} for value in self._activation_values(name)]
            for stated in told:
                layer = self._fitting(cls, world, stated)
                if layer is not None:
                    return layer
        raise Incomplete("no class was found for the activation %s" % name)

    def _activation_values(self, name):
        """What a constructor may mean by an activation: an instance or a class of the file's, a name, a function."""
        own = [cls for cls in self.context.module.classes.values() if names_activation(cls.__name__, name)]
        made = [Construction(cls, self.context).makers(World("rows", (3, 2))) for cls in own]
        instances = [make()[0] for makers in made for make in itertools.islice(makers, 1)]
        return instances + [name] + own + self._functions(name)[:1]

    def _functions(self, name):
        """[activation, its derivative] among the functions of the file."""
        functions = self.context.module.functions
        named = [key for key in functions if name in plain(key)]
        forward = [key for key in named if not DERIVATIVE.search(key.lower())]
        backward = [key for key in named if DERIVATIVE.search(key.lower())]
        return [functions[key] for key in forward[:1] + backward[:1]]

    def _contained(self, layers):
        """The layers in a container of the file's, as the one link of the chain, where there is such a class."""
        for cls in self._classes.values():
            methods = Methods(cls)
            if not methods.container or methods.trains:
                continue
            taken = [argument for argument in arguments(cls.__init__) if argument.default is argument.empty]
            try:
                container = cls(*([layers] if taken else []))
            except Exception:
                continue
            for name in () if taken else ("add", "add_layer", "append"):
                if hasattr(container, name):
                    for layer in layers:
                        getattr(container, name)(layer)
                    break
            lists = [value for value in vars(container).values() if isinstance(value, list)]
            if any(len(value) == len(layers) and all(a is b for a, b in zip(value, layers)) for value in lists):
                return [container]
        return layers


def _shape(world, features):
    return (features,) + world.shape[1:] if world.columns or world.name == "vector" else world.shape[:-1] + (features,)
