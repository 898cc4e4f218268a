"""What an argument is by its name: examples, kernel, bias, state of a cell, labels, options."""

import re

_GATE = "[ficogurz]|[fiuocgzr][gt]|fo|fc"
_LAYERS = (
    ("mask", r".*mask.*"),
    ("statistic", r"(running|moving|population|pop|global)_?\w+"),
    (
        "label",
        r"y|t|ts|ys|labels?|targets?|target_?y|y_?(true|train|batch|i|one_?hot|target|label|actual)s?|true_?y|"
        r"ground_?truth|gt|truth|expected|one_?hot(_?y)?|idx|tokens?|captions?|actual",
    ),
    ("scale", r"gammas?|betas?|g|scale|shift|ln_?[gb]|gain"),
    ("bias", r"bs?|bias(es)?|b_?(\w{1,3}|curr|prev|hidden)|bias_?\w{1,3}|\w{1,4}_?bias"),
    (
        "kernel",
        r"w|ws|weights?|kernels?|filters?|thetas?|w_?(\w{1,3}|curr|hidden|embed)|weights?_?\w{1,3}|emb|embeddings?|"
        r"table|matrix|u|coef|lookup",
    ),
)
_CELL = (
    ("state", r"prev_?[hcas]|[hcas]_?prev|[hcas]_?0|[hc]x|[hc]|hidden(_?state)?|(initial_?)?state|cell(_?state)?"),
    ("output kernel", r"[wuv]_?(y|ya|ay|hy|yh|out|output)|v"),
    ("input kernel", r"(w|weights?|u)_?(x_?\w?|hx|ax|ih|in|input)"),
    ("recurrent kernel", r"(w|weights?|u)_?(h_?\w?|aa|ha|rec|recurrent)"),
    ("gate kernel", r"w_?(%s)" % _GATE),
    ("gate recurrence", r"u_?(%s)" % _GATE),
    ("output bias", r"b_?(y|ya|hy|out|output)"),
)
_ATTENTION = (
    ("fused kernel", r"w(_?qkv)?|qkv_?(w|weight|proj)|c_?attn"),
    ("fused bias", r"b(_?qkv)?|qkv_?(b|bias)"),
    ("back bias", r"b_?(o|out|proj)|(o|out)_?(b|bias)"),
    ("query kernel", r"w_?[qk]|w_?(query|key)|[qk]_?(w|weight|proj)"),
    ("value kernel", r"w_?v|w_?value|v_?(w|weight|proj)"),
    ("back kernel", r"w_?o|w_?(out|proj)|(o|out)_?(w|weight|proj)"),
    ("query", r"q|query|queries"),
    ("key", r"k|keys?"),
    ("value", r"v|values?"),
)
_OPTIONS = re.compile(
    r".*_?(params?|parameters|opts?|options|config|conf|hparams?|settings|attrs)$|hyper\w*$|cfg$|kwargs$"
)
_NUMBERED = re.compile(r"^(w|b|weights?|bias|theta|kernel)_?(\d)$")
_KERNELS = ("kernel", "input kernel", "recurrent kernel", "gate kernel", "query kernel", "value kernel")


class Leaf:
    """A place for an array among a function's arguments."""

    def __init__(self, path, role, number=None):
        self.path = path
        """(argument,) or (argument, key)."""
        self.role = role
        self.number = number
        """1 for W1, where W2 follows it."""
        self.doubtful = False
        """It may as well be an operand like any other: b in add(a, b)."""

    @property
    def name(self):
        return self.path[-1]


def leaves(paths):
    """[Leaf] for these paths of one function.

    The roles of a cell are given only where a state comes in beside an input, those of attention only where there is
    a query: what is called h, v or k elsewhere is something else.
    """
    names = [str(path[-1]).lower() for path in paths]
    tables = _LAYERS
    if _is_attention(names):
        tables = _ATTENTION + tables
    elif _is_cell(names):
        tables = _CELL + tables
    chained = [name for name in names if _NUMBERED.match(name)]
    chained = chained if sum(name[0] == "w" for name in chained) > 1 else []
    found = [
        Leaf(path, _role(name, tables), int(_NUMBERED.match(name).group(2)) if name in chained else None)
        for path, name in zip(paths, names)
    ]
    if any(leaf.role == "gate recurrence" for leaf in found):
        # Beside Uh, which acts on the state, Wh is the candidate gate's kernel on the input.
        for leaf in found:
            if leaf.role == "recurrent kernel":
                leaf.role = "gate kernel" if str(leaf.name)[0] in "wW" else "gate recurrence"
    if not any("kernel" in leaf.role for leaf in found):
        # A bias without a kernel is added to the features, as a shift is.
        for leaf in found:
            if leaf.role == "bias":
                leaf.role, leaf.doubtful = "scale", True
    _give_input(found)
    return found


def is_options(name):
    """Whether an argument of this name is a dict of options or of parameters."""
    return bool(_OPTIONS.match(name.lower()))


def is_parameter(name):
    """Whether a key of a dict stands for an array of parameters; what else a dict holds are options."""
    return name != "G" and _role(name.lower(), _CELL + _LAYERS) in _KERNELS + (
        "output kernel",
        "gate recurrence",
        "bias",
        "output bias",
        "scale",
    )


def _is_attention(names):
    roles = {_role(name, _ATTENTION) for name in names}
    signs = ({"query kernel"}, {"query", "key"}, {"fused kernel", "back kernel"})
    return any(sign <= roles for sign in signs)


def _is_cell(names):
    roles = [_role(name, _CELL + _LAYERS) for name in names]
    return "state" in roles and "data" in roles and any(role in _KERNELS for role in roles)


def _give_input(found):
    """Something is always the input, also where names do not tell: add(a, b), embed(tokens, table)."""
    if found and not any(leaf.role in ("data", "query", "query kernel") for leaf in found):
        known = ("kernel", "scale", "mask", "label", "statistic")
        next((leaf for leaf in found if leaf.role not in known), found[0]).role = "data"


def _role(name, table):
    return next((role for role, pattern in table if re.match("(?:%s)$" % pattern, name)), "data")


def is_labels(name):
    return _role(name.lower(), _LAYERS) == "label"
