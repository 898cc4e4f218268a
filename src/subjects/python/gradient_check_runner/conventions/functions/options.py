"""Values for options that were left open, such as tell mistakes from correct code: mistakes hide at stride 1, at
padding 0, in pools that do not overlap and where the regularisation is 0."""

import re

LEVELS = 4
"""Settings to try, from the most telling to the tamest."""

_SIZES = ({}, {"KX": 3, "X": 7}, {"KX": 3, "X": 6, "Y": 4}, {"KX": 3, "X": 5})
"""Extents that go with each level: kernels are square from the second on, images divide evenly on the third."""

_GROUPS = r"g|groups|(num|n)_?groups"
_WINDOWS = (
    (r"strides?|s", (2, 2, 2, 1)),
    (r"pad(ding|s)?(_size)?", (1, 1, 0, 0)),
    (r"(pool_?|kernel_?|filter_?|k_?)(height|h)|h(h|_pool|pool)", (3, 3, 2, 3)),
    (r"(pool_?|kernel_?|filter_?|k_?)(width|w)|w(w|_pool|pool)", (2, 3, 2, 3)),
    (r"f|k|pool(_?size)?|size|kernel_?size|filter_?size|ksize|window(_?size)?", (3, 3, 2, 3)),
)
_STRENGTHS = r"reg(_?\w*)?|lambd?a?_?|lamda|l2(_\w+)?|weight_?decay|wd|regularization(_\w+)?"
_OTHERS = (
    (_STRENGTHS, (0.37,)),
    (r"dilation", (1,)),
    (_GROUPS, (2,)),
    (r"((num|n)_?)?heads?|nhead|h", (2,)),
    (r"mode|phase", ("train",)),
    (r"(is_?)?train(ing|_flg|_mode)?", (True,)),
    (r"seed|random_state|rng_seed", (7,)),
    (r"p|prob|rate|ratio|dropout(_\w+)?|drop(_\w+)?|keep(_?prob)?|p_?drop", (0.6,)),
    (r"eps(ilon)?", (1e-5,)),
    (r"momentum", (0.9,)),
    (r"alpha|(negative_?)?slope|leak(age)?|leaky_?\w*", (0.13,)),
    (r"delta|margin", (1.3,)),
    (r"temperature|tau|beta", (1.7,)),
    (r"axis", (-1,)),
    (r"m|batch_?size|num_?(train|examples|samples)|n_samples", ("N",)),
    (r"(num_?|n_?)classes|vocab(_?size)?", ("D",)),
    (r"t|time_?steps|seq_?len(gth)?", ("T",)),
    (r"scale|factor|gain|c|const(ant)?", (1.7,)),
    (r"n|power|exponent", (3,)),
    (r"lr|learning_?rate|eta", (0.1,)),
    (r"causal|use_\w+|normalize|bias", (True,)),
    (r"verbose|debug|print_\w+|return_\w+", (False,)),
)
_TABLE = [(re.compile("(?:%s)$" % pattern), values) for pattern, values in _WINDOWS + _OTHERS]
_AMBIGUOUS = re.compile(r"(?:[fhsptmnk]|scale|gain|factor|delta)$")

UNKNOWN = object()


def telling(name, level, sizes):
    """A value for the option of this name, or UNKNOWN. Some are extents, which `sizes` has."""
    for pattern, values in _TABLE:
        if pattern.match(name.lower()):
            value = values[min(level, len(values) - 1)]
            return sizes.get(value, value) if isinstance(value, str) else value
    return UNKNOWN


def beside_default(name, default, level, sizes):
    """The default of an option, or a more telling value where mistakes hide at the default."""
    if level == LEVELS - 1 or isinstance(default, bool) or not isinstance(default, (int, float)):
        return default
    window = isinstance(default, int) and any(_is(pattern, name) for pattern, _ in _WINDOWS)
    return telling(name, level, sizes) if window or default == 0 and _is(_STRENGTHS, name) else default


def known(name):
    return telling(name, 0, {}) is not UNKNOWN


def ambiguous(name):
    """Whether the name stands for an option in some code and for an array in other: dropout(x, p), entropy(p, y)."""
    return bool(_AMBIGUOUS.match(name.lower()))


def sizes(names, base, level):
    """Extents for a function with options of these names: groups of channels need channels to group."""
    found = dict(base, **_SIZES[level])
    return dict(found, C=6) if any(_is(_GROUPS, name) for name in names) else found


def _is(pattern, name):
    return bool(re.match("(?:%s)$" % pattern, name.lower()))
