"""Whether code adds its gradients to the parameters, W += lr * dW, and so means the negative ones."""

import re

_RATE = r"(?:self\.)?_*(?:lr|l_?rate|learn(?:ing)?_?rate|eta|alpha|rate|step_size)\b"
_MOVED = r"%s=?[^=\n#]*?(?:\b" + _RATE + r"\s*\*|\*\s*" + _RATE + r")"
_ADDED = re.compile(_MOVED % r"\+")
_TAKEN_AWAY = re.compile(_MOVED % "-")
_STEP = re.compile(r"delta|update|change|adjust|step|correction", re.I)
_GRADIENT = re.compile(r"grad|nabla|^d_?[A-Z]", re.I)


def points_downhill(lines, returned):
    """`lines`: of the user's file; `returned`: names of what the backward pass returns, None where it has none."""
    text = "\n".join(lines)
    if _TAKEN_AWAY.search(text):
        return False
    names = [name for name in returned if name]
    steps = bool(names) and all(_STEP.search(name) and not _GRADIENT.search(name) for name in names)
    return steps or bool(_ADDED.search(text))
