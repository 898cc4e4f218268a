"""Where the learning rate of an update stands: an argument of the method, an attribute, a global of the file."""

from .arguments import RATE, is_rate
from .methods import arguments
from .object_graph import walk


class LearningRate:
    """set(rate) lets the next update use that rate; restore() puts the user's own back.

    `known` is False where no place was found: the update has its rate written into it, or none at all.
    """

    def __init__(self, instance, method):
        self.argument = next((a.name for a in arguments(method) if is_rate(a.name)), None)
        self._places = [
            (holder, key)
            for _, holder, key, value in walk(instance)
            if isinstance(holder, dict) and isinstance(key, str) and RATE.match(key) and _is_number(value)
        ]
        scope = getattr(getattr(method, "__func__", method), "__globals__", {})
        used = getattr(getattr(method, "__code__", None), "co_names", ())
        self._places += [(scope, name) for name in used if RATE.match(name) and _is_number(scope.get(name))]
        self._own = [holder[key] for holder, key in self._places]
        self.known = self.argument is not None or bool(self._places)

    def set(self, rate):
        for holder, key in self._places:
            holder[key] = rate

    def restore(self):
        for (holder, key), own in zip(self._places, self._own):
            holder[key] = own


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
