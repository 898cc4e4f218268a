"""The config's `functions`: which functions make a row, and what they are called with."""

import difflib

from ...operands import stated as drawn
from ...problem import Place, Problem
from .signature import REQUIRED, Signature

EXAMPLE = '"%s": { "forward": "conv_forward", "backward": "conv_backward" } or "%s": { "loss": "softmax_loss" }'


class Entry:
    """One key of `functions` with its functions found and its arguments drawn."""

    def __init__(self, context, functions, name, entry):
        self.name = name
        wanted = _wanted(name, entry)
        found = [_function(context, functions, name, wanted_name) for wanted_name in wanted]
        self.forward = Signature(found[0], functions)
        self.backward = Signature(found[1], functions) if len(found) > 1 else None
        arguments = dict(context.extra)
        arguments.update((key, _value(value, context.random)) for key, value in entry.get("arguments", {}).items())
        signatures = [signature for signature in (self.forward, self.backward) if signature]
        for argument in entry.get("arguments", {}):
            _known(argument, name, signatures)
        self.arguments = arguments

    @property
    def given(self):
        """{argument: value} of the forward pass."""
        return {name: value for name, value in self.arguments.items() if name in self.forward.names}

    @property
    def complete(self):
        """Whether nothing is left to be found."""
        return all(name in self.arguments for name, default in self.forward.defaults.items() if default is REQUIRED)


def entries(context, functions):
    return [Entry(context, functions, name, entry) for name, entry in context.code.get("functions", {}).items()]


def _wanted(name, entry):
    if "loss" in entry and "forward" not in entry and "backward" not in entry:
        return [entry["loss"]]
    if "loss" not in entry and "forward" in entry and "backward" in entry:
        return [entry["forward"], entry["backward"]]
    there = [key for key in ("forward", "backward", "loss") if key in entry]
    raise Problem(
        "code.unknownName",
        'In "functions", %s names %s. Name a forward function with its backward, or a loss that returns its gradient: %s.'
        % (name, _counted(there), EXAMPLE % (name, name)),
    )


def _counted(keys):
    if not keys:
        return "no function"
    return "only a " + keys[0] if len(keys) == 1 else " and ".join(["a " + key for key in keys])


def _function(context, functions, row, name):
    value = context.module.names.get(name)
    if callable(value):
        return value
    near = difflib.get_close_matches(name, functions, 3, 0.5)
    there = near or list(context.module.functions)[:10]
    raise Problem(
        "code.unknownName",
        'There is no function %s in the file, which "functions" names for %s. %s: %s.'
        % (name, row, "The nearest there are" if near else "It has", ", ".join(there) or "none"),
    )


def _known(argument, row, signatures):
    names = [name for signature in signatures for name in signature.names]
    if argument not in names:
        raise Problem(
            "code.unknownName",
            'In "functions", %s states the argument %s, which %s does not take: it takes %s.'
            % (row, argument, " and ".join(s.name for s in signatures), ", ".join(dict.fromkeys(names))),
            Place.of(signatures[0].function),
        )


def _value(value, random):
    """An array where a shape or values are stated, also within a dict of parameters; else the value itself."""
    if isinstance(value, dict) and "shape" not in value and "values" not in value:
        return {key: _value(member, random) for key, member in value.items()}
    return drawn(value, random)
