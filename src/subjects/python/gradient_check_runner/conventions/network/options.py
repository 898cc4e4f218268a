"""Values for what is neither data nor parameter: lambd, keep_prob, activation, mode, sizes that are asked for again."""

import re

from .function import REQUIRED
from .sizes import size_argument
from .vocabulary import RATES, plain

_PENALTY = re.compile(
    r"lambda?d?|lam|lmbda|lambdareg|reg(ularization)?(lambda|strength|param|rate|coeff?)?|l[12](lambda|reg|coeff?)?|"
    r"weightdecay(lambda)?|penalty|plambda|lambdaval"
)
_KEPT = re.compile(r"keep(prob|probs|rate|ratio)?|pkeep")
_DROPPED = re.compile(r"drop(out)?(prob|rate|ratio|p)?|pdrop")
_NEUTRAL = ((_PENALTY, 0, 0.1), (_KEPT, 1, 0.8), (_DROPPED, 0, 0.3))
"""An option that does nothing at this value, and the value that shows whether its gradient is right."""


class Options:
    """`extra`: values of the config, by argument name.

    `passes`: the arguments of their backward pass must be tested, and what their costs call a rate is a penalty;
    `forward`: the forward pass that is called, whose defaults count for the others too.
    """

    def __init__(self, context, passes=None, forward=None):
        self.extra = context.extra
        self.chosen = {}
        """What was made up, by argument name."""
        self._shared = {name for name, _ in passes.backward.arguments} if passes else None
        given = forward.arguments if forward else []
        self._defaults = {name: default for name, default in given if default is not REQUIRED}
        self._penalties = {name for one in (passes.costs if passes else []) for name, _ in one.arguments}
        self._activation = next(filter(None, map(_activation, (context.layers or [])[:-1])), "relu")

    def telling(self, name, default):
        """The default, unless it switches off something that the backward pass has to differentiate."""
        for pattern, neutral, value in _NEUTRAL:
            if pattern.fullmatch(plain(name)) and self._tested(name) and isinstance(default, (int, float)):
                if not isinstance(default, bool) and default == neutral:
                    return self._choose(name, value)
        return default

    def made_up(self, name, sizes):
        """A value for an argument without a default, or REQUIRED. `sizes`: of the layers, or None."""
        word = plain(name)
        size = size_argument(name, sizes) if sizes else None
        if size is not None:
            return size
        if word in ("l", "numlayers", "nlayers") and sizes:
            return len(sizes) - (word != "l")
        if word in RATES:
            return self._choose(name, 0.1) if name in self._penalties else REQUIRED
        if name in self._defaults:
            return self.telling(name, self._defaults[name])
        for pattern, neutral, value in _NEUTRAL:
            if pattern.fullmatch(word):
                return self._choose(name, value if self._tested(name) else neutral)
        if re.fullmatch(r"(hidden)?activation(function|func|fn|type)?|nonlinearity", word):
            return self._choose(name, self._activation)
        if re.fullmatch(r"(is)?train(ing)?(mode)?", word):
            return self._choose(name, True)
        if re.fullmatch(r"mode", word):
            return self._choose(name, "train")
        if re.fullmatch(r"(print|verbose|debug).*", word):
            return False
        return REQUIRED

    def _tested(self, name):
        """Whether the backward pass takes it, or the object that the backward pass belongs to."""
        return self._shared is None or name in self._shared

    def _choose(self, name, value):
        self.chosen[name] = value
        return value


def _activation(layer):
    """The name of a layer's activation, which may stand alone or with its parameters."""
    activation = layer.get("activation")
    return activation.get("name") if isinstance(activation, dict) else activation
