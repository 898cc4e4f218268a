"""What every convention is turned into: a cost, the arrays that it depends on, and their analytical gradients."""

import numpy


class Slot:
    """An array whose entries are moved: a parameter, or an argument of a function that is checked on its own.

    `array` is a writable float64 array that the target's cost reads; it is perturbed in place.
    """

    def __init__(self, layer, name, array, kind="", own=None):
        self.layer = layer
        """Row of the results: a layer of the config, a pair of functions, a parameter of its own."""
        self.name = name
        """kernel, bias, x, W1, …"""
        # A matrix stays flat in no other way than as the array that it is: they share their memory.
        self.array = numpy.asarray(array)
        self.kind = kind
        """What the row is, as its heading says: Dense, affine, Linear, …"""
        self.own = own or name
        """The user's own name for it: parameters['W1'], self.weights."""


class Target:
    """One cost with its gradients.

    cost() returns J at the present values of the slots' arrays, as a float. gradients() returns one analytical
    gradient for each slot, or None where the code gives none; it may run forward first. Both may be called any
    number of times, in any order, and must give the same for the same values.
    """

    def __init__(self, name, convention, slots, cost, gradients, forward=None, backward=None, loss=False):
        self.name = name
        self.convention = convention
        """How the code was recognised, in words: 'paired functions', 'layer object', …"""
        self.slots = slots
        self.cost = cost
        self.gradients = gradients
        self.forward = forward
        """Place of the forward pass."""
        self.backward = backward
        """Place of the backward pass: where diagnostics point."""
        self.loss = loss
        """The cost is a loss that training would minimise, not a sum with random weights made up to check a layer."""
        self.notes = []
        """Notes about this target alone."""

    @property
    def layer(self):
        """The row that all of its slots belong to, or None where there are several."""
        layers = {slot.layer for slot in self.slots}
        return layers.pop() if len(layers) == 1 else None


class Untested:
    """A row that cannot be checked, and why. `kind` as of a slot."""

    def __init__(self, name, problem, kind="", severity="warning"):
        self.name = name
        self.problem = problem
        self.kind = kind
        self.severity = severity
        """error: the user's code broke; warning: nothing was tested here."""


class Note:
    """Something worth knowing that is no error."""

    def __init__(self, code, message, layer=None, place=None, severity="information"):
        self.code = code
        self.message = message
        self.layer = layer
        self.place = place
        self.severity = severity

    def told(self):
        return {
            "code": self.code,
            "message": self.message,
            "layer": self.layer,
            "place": self.place and self.place.told(),
            "severity": self.severity,
        }
