"""What to say where nothing of a file is known to be a backward pass."""

import os

from .problem import Place, Problem


_NAMED = (
    "In %s no backward pass was recognised: %s. Say which functions belong together, as in "
    '"code": { "functions": { "affine": { "forward": "affine_forward", "backward": "affine_backward" } } }, or what '
    'the parts of a network are called, as in "code": { "forward": "L_model_forward", "cost": "compute_cost", '
    '"backward": "L_model_backward", "initialize": "initialize_parameters" }.'
)
_NOTHING = (
    "In %s no backward pass was recognised: %s. Put the forward pass and the backward pass into functions of their "
    "own, def forward(X, W1, W2) and def backward(X, Y, W1, W2), which can be called again and again."
)


def unrecognised(context):
    """The Problem: what was found, and which lines of the config settle it, or what has to be installed for more."""
    module = context.module
    if module.undefined:
        return _undefined(module)
    found = _listed("functions", module.functions) + _listed("classes", module.classes)
    message = _NAMED if found else _NOTHING
    what = "it defines " + " and ".join(found) if found else "it defines neither functions nor classes"
    notes = "\n".join(note.message for note in context.notes)
    return Problem("code.unrecognised", message % (os.path.basename(module.file), what), Place(module.file, 1), notes)


def _undefined(module):
    first = next(iter(module.undefined.values()))
    message = "%s Without it %s cannot be defined, and in the rest of %s no backward pass was recognised."
    message %= (first.message, ", ".join(module.undefined), os.path.basename(module.file))
    return Problem("code.missingImport", message, first.place, first.detail)


def _listed(kind, names):
    shown = list(names)[:12]
    more = ["…"] if len(names) > len(shown) else []
    return ["the %s %s" % (kind, ", ".join(shown + more))] if names else []
