"""Sizes of layers as arguments of initializers and constructors: layers_dims, (n_x, n_h, n_y), input_size, …"""

import re

from .vocabulary import plain

_SIZE = r"(layer)?(size|dims?|dimension|units|nodes|neurons|features)"
_EVERY = re.compile(
    r"(layers?|network|net|nn|model)(dims?|sizes?|dimensions?|shapes?|units|nodes)|dims|sizes|dimensions|topology|"
    r"architecture|structure|layers|neurons|units|nodes|shapes?|nneurons"
)
_INPUTS = re.compile(
    r"nx|n0|d|dim|dimension|(num|n)(inputs?|in|features?)|lin|nin|inputs?|(size|dim)inputs?|(inputs?|in|x)%s" % _SIZE
)
_OUTPUTS = re.compile(
    r"ny|c|k|(num|n)(outputs?|out|class(es)?|labels|categories)|lout|outputs?|(size|dim)outputs?|"
    r"(outputs?|out|y|class(es)?)%s" % _SIZE
)
_HIDDEN = re.compile(r"nh|h|((num|n|size|dim)hidden|hidden|h|hid)%s?" % _SIZE)
_HIDDEN_LIST = re.compile(r"(n|num)?hidden(layers?)?(sizes|dims|dimensions|sizelist|layers|list|s)")


def size_argument(name, sizes, default=None):
    """The value for an argument that asks for sizes, or None. `sizes`: [inputs, hidden …, outputs]."""
    number = re.search(r"[1-9]", name)
    word = re.sub(r"[1-9]", "", plain(name))
    if _HIDDEN_LIST.fullmatch(word) and not isinstance(default, int):
        return list(sizes[1:-1])
    if _HIDDEN.fullmatch(word) and len(sizes) > 2:
        return sizes[min(int(number.group()) if number else 1, len(sizes) - 2)]
    if number:
        return None
    for pattern, size in ((_INPUTS, sizes[0]), (_OUTPUTS, sizes[-1]), (_EVERY, list(sizes))):
        if pattern.fullmatch(word):
            return size
    return None


def image_argument(name, default):
    """The value for an argument of a network over images, such as input_dim=(3, 32, 32), or None: small, not square."""
    word = plain(name)
    if isinstance(default, tuple) and len(default) == 3 and word.startswith(("input", "image")):
        return (2, 8, 6)
    if re.fullmatch(r"(num|n)?(filters?|channels|kernels)", word) and isinstance(default, int):
        return 3
    return 3 if re.fullmatch(r"(filter|kernel)(size|dim|width)", word) else None


def made_up_sizes(outputs, hidden):
    """[inputs, hidden …, outputs], small and as different as they can be."""
    chosen = [size for size in (5, 4, 6, 7, 8, 9, 10, 11) if size != outputs]
    return [chosen[0]] + [chosen[1 + k % (len(chosen) - 1)] for k in range(hidden)] + [outputs]
