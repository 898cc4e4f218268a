"""What a convention may look at: the user's module, the config's wishes, the examples, the parameters."""

import numpy


class Parameter:
    """A parameter of the config's network: `values` (inputs, units) for a Dense kernel, (units,) for a bias."""

    def __init__(self, layer, kind, name, values):
        self.layer = layer
        self.kind = kind
        self.name = name
        self.values = values


class Context:
    def __init__(self, module, code, seed=1, x=None, y=None, classes=None, layers=None, parameters=None, loss=None):
        self.module = module
        """loader.Module: .file, .functions {name: function}, .classes {name: class}, .names (namespace)."""
        self.code = code
        """The config's `code` section: functions, classes, forward, cost, backward, initialize, extra, parameters."""
        # Not the stream of a user that seeds with the same number: what is drawn must not resemble their weights.
        self.random = numpy.random.RandomState([seed, 0])
        """Stream for everything that is made up: arguments, upstream gradients."""
        self.seed = seed
        self.x = x
        """(m, …) examples, one per row, flattened already where the config's model flattens; None without a dataset."""
        self.y = y
        """(m,) or (m, k) labels as they stand in the file; None without a dataset."""
        self.classes = classes
        """Number of classes where the labels are whole numbers that count classes, else None."""
        self.layers = layers
        """The config's layers, as [{'name', 'type', 'units', 'activation', …}]; None without a model."""
        self.parameters = parameters
        """[Parameter] in the order of the config's layers; None without a model."""
        self.loss = loss
        """Name of the config's loss, such as 'binary_crossentropy'; None where it names none."""
        self.notes = []

    @property
    def extra(self):
        """Options by the name of the argument that takes them."""
        return self.code.get("extra", {})
