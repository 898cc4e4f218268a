"""How a function may be called: which of its arguments are arrays to fill in, which are options."""

import itertools

from .invocation import arrays as arrays_of
from .options import UNKNOWN, ambiguous, beside_default, known, telling
from .roles import is_labels, is_options, is_parameter, leaves
from .signature import REQUIRED

_FOR_PREDICTION = ("test", "eval", "valid", "val", "inference", "predict", "prediction")


class Plan:
    """One reading of a function's arguments: `leaves` are to be filled with arrays, the rest follows."""

    def __init__(self, signature, given, words, arrays):
        self.signature = signature
        self.given = given
        self.words = words
        self.stated = {path: array for name in given for path, array in arrays_of(name, given[name]).items()}
        """{path: array} among what the config states."""
        paths = {name: [path for path in self.stated if path[0] == name] for name in signature.names}
        self.all_leaves = leaves([path for name in signature.names for path in paths[name] + arrays.get(name, [])])
        """[Leaf], the stated ones included."""
        self.leaves = [leaf for leaf in self.all_leaves if leaf.path not in self.stated]
        keys = [key for found in signature.hints.keys.values() for key in found]
        self.option_names = [name for name in signature.names if name not in arrays] + keys

    def arguments(self, filled, level, sizes):
        """{argument: value} with the arrays of `filled` ({path: array}); None where an option has no known name."""
        values = dict(self.given)
        for name, default in self.signature.defaults.items():
            if name in values:
                continue
            if name in self.words:
                values[name] = self.words[name]
            elif (name,) in filled:
                values[name] = filled[(name,)]
            elif _is_dict(self.signature, name):
                values[name] = self._members(name, filled, level, sizes)
            elif _is_tuple(self.signature, name):
                values[name] = tuple(telling(part, level, sizes) for part in self.signature.hints.unpacked[name])
            elif default is not REQUIRED:
                better = beside_default(name, default, level, sizes)
                if better is not default:
                    values[name] = better
            else:
                values[name] = telling(name, level, sizes)
                if values[name] is UNKNOWN:
                    return None
        return values

    def _members(self, name, filled, level, sizes):
        members = {path[1]: array for path, array in filled.items() if path[0] == name}
        for key in self.signature.hints.keys[name]:
            value = self.words[key] if key in self.words else telling(key, level, sizes)
            if key not in members and value is not UNKNOWN:
                members[key] = value
        return members


def plans(signature, given, words):
    """[Plan], one for each reading of the arguments whose names do not tell.

    `given`: {argument: value} that the config states; `words`: {argument or key: string}, one of `ways`.
    """
    certain, doubtful = {}, []
    for index, (name, default) in enumerate(signature.defaults.items()):
        if name in given or name in words or _is_tuple(signature, name):
            continue
        if _is_dict(signature, name):
            certain[name] = [(name, key) for key in signature.hints.keys[name] if is_parameter(key)]
        elif default is None and is_parameter(name):
            certain[name] = [(name,)]
        elif default is REQUIRED and index and ambiguous(name) and name not in signature.hints.ranks:
            doubtful.append(name)
        elif default is REQUIRED and (is_parameter(name) or not index or not known(name)):
            certain[name] = [(name,)]
    found = []
    # Beside labels p is a prediction, beside anything else a probability.
    compared = any(is_labels(name) for name in signature.names)
    likely = [(True, False) if compared or is_parameter(name) else (False, True) for name in doubtful[:3]]
    for chosen in itertools.product(*likely):
        arrays = dict(certain, **{name: [(name,)] for name, array in zip(doubtful, chosen) if array})
        plan = Plan(signature, given, words, arrays)
        if given or any(leaf.role in ("data", "query", "query kernel") for leaf in plan.leaves):
            found.append(plan)
    return found


def ways(signature, given):
    """[{argument or key: string}] for the strings that choose between ways of computing: activation, mode.

    A way for prediction alone has no backward pass and is left out.
    """
    keys = {key for name, found in signature.hints.keys.items() if name not in given for key in found}
    chosen = {}
    for name, words in signature.hints.words.items():
        if name in keys or name in signature.names and name not in given:
            default = signature.defaults.get(name)
            kept = [word for word in words if word.lower() not in _FOR_PREDICTION]
            kept = [default] * (default in kept) + [word for word in kept if word != default]
            if kept:
                chosen[name] = kept
    return [dict(zip(chosen, words)) for words in itertools.product(*chosen.values())]


def _is_dict(signature, name):
    return name in signature.hints.keys and (is_options(name) or signature.defaults[name] is None)


def _is_tuple(signature, name):
    """Options that come as a tuple: stride, pad = conv_param."""
    parts = signature.hints.unpacked.get(name, [])
    return bool(parts) and is_options(name) and all(known(part) for part in parts)
