"""Which of a file's functions are the forward pass, the cost and the backward pass, by name and by who calls whom."""

from ...missing import Missing
from .function import REQUIRED
from .sequences import is_state
from .starts import KERNEL_OR_BIAS
from .vocabulary import WORDS, is_prediction, kinship, plain, roles

_COUNTS = frozenset(("m", "num_examples", "n_samples", "m_train"))


class Passes:
    """One backward pass with the forward passes and costs that may belong to it, likeliest first."""

    def __init__(self, backward, forwards, costs, stated=False):
        self.backward = backward
        self.forwards = forwards
        self.costs = costs
        self.only_joint = not stated and "backward" not in roles(backward.name)
        """It counts only if it returns the cost and the gradients at once: what is called a cost may be just that."""

    @property
    def may_be_joint(self):
        """It may compute the cost and the gradients without any other pass."""
        return "joint" in roles(self.backward.name)

    @property
    def take_labels(self):
        """The backward pass or a cost beside it asks for labels."""
        return any(one.takes_labels for one in [self.backward] + self.costs)

    def count_examples(self, count):
        """Sets the module's m to the examples of the check where the passes read it: scripts count their own data."""
        for function in [self.backward] + self.forwards + self.costs:
            for name in function.mentions & _COUNTS:
                counted = function.globals.get(name, 0)
                if type(counted) is int or isinstance(counted, Missing):
                    function.globals[name] = count

    def conceivable(self, options):
        """Whether there may be something for every argument of the backward pass; for dout there is not."""
        known = {name for forward in self.forwards for name in forward.mentions | set(forward.returned)}
        return all(
            default is not REQUIRED
            or name in options.extra
            or name in known
            or plain(name) in WORDS
            or is_prediction(name)
            or is_state(name)
            or KERNEL_OR_BIAS.fullmatch(name)
            or options.made_up(name, [3, 2, 1]) is not REQUIRED
            for name, default in self.backward.arguments
        )


def find_passes(functions, stated=None, others=()):
    """[Passes] for every backward pass among `functions`. `stated`: {role: name}; `others`: costs from elsewhere."""
    stated = stated or {}
    forwards = _of_role(functions, "forward", stated) or _of_role(functions, "predict", stated)
    costs = _of_role(functions, "cost", stated) + ([] if "cost" in stated else _of_role(others, "cost", {}))
    backwards = _of_role(functions, "backward", stated)
    if "backward" not in stated:
        backwards += [one for one in _of_role(functions, "joint", {}) if one not in backwards]
    return [
        Passes(one, _akin(one, forwards), [cost for cost in _akin(one, costs) if cost is not one], "backward" in stated)
        for one in backwards
    ]


def initializers(functions, stated=None):
    return _of_role(functions, "initialize", stated or {})


def _of_role(functions, role, stated):
    if role in stated:
        return [function for function in functions if function.shown == stated[role] or function.name == stated[role]]
    found = [function for function in functions if role in roles(function.name)]
    if role == "cost":
        # One with regularisation may well call the one without; both are costs of their own.
        return found
    called = set().union(*(_called(function, found) for function in found)) if found else set()
    return [function for function in found if function.name not in called]


def _called(function, others):
    return {other.name for other in others if other is not function and other.name in function.mentions}


def _akin(backward, functions):
    """Best namesakes first; those that name something else of their own last."""
    return sorted(functions, key=lambda function: -kinship(backward.name, function.name))
