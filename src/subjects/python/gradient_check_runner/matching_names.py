"""What the name of a parameter tells: weights or bias, of which layer, and its number."""

import re


def kind_of(name, shape):
    """'kernel' or 'bias', by the words of the name; by the shape where they tell nothing."""
    for word in reversed(_words(name)):
        if word.startswith("bias") or (word.startswith("b") and len(word) <= 2):
            return "bias"
        if word.startswith(("w", "kernel", "theta", "syn")):
            return "kernel"
    return "kernel" if len([n for n in shape if n > 1]) > 1 else "bias"


def number_of(name):
    """The number in W1, weights[0] or layers[2].W, else None. In conv1_W2 the last one counts."""
    found = re.findall(r"\d+", name)
    return int(found[-1]) if found else None


def layer_of(name, layers):
    """The layer whose name is part of this one, as hidden1 is of parameters['hidden1']['W'], else None."""
    plain = _plain(name)
    found = [layer for layer in layers if _plain(layer) in plain]
    return max(found, key=len) if found else None


def _words(name):
    return [word.lower() for word in re.findall(r"[A-Z]*[a-z]+|[A-Z]+", name)]


def _plain(name):
    return re.sub(r"[^a-z0-9]", "", name.lower())
