"""What to say where nothing of a file is known to be a backward pass."""

import os

from .problem import Place, Problem


def unrecognised(context):
    """The Problem, code.unrecognised: what was found, and which lines of the config settle it."""
    module = context.module
    found = _listed("functions", module.functions) + _listed("classes", module.classes)
    message = (
        "In %s no backward pass was recognised: %s. Say which functions belong together, as in "
        '"code": { "functions": { "affine": { "forward": "affine_forward", "backward": "affine_backward" } } }, or in '
        'a network "code": { "forward": "…", "cost": "…", "backward": "…", "initialize": "…" }.'
    )
    what = "it defines " + " and ".join(found) if found else "it defines neither functions nor classes"
    notes = "\n".join(note.message for note in context.notes)
    return Problem("code.unrecognised", message % (os.path.basename(module.file), what), Place(module.file, 1), notes)


def _listed(kind, names):
    shown = list(names)[:12]
    more = ["…"] if len(names) > len(shown) else []
    return ["the %s %s" % (kind, ", ".join(shown + more))] if names else []
