"""Shapes to try for the arguments of a function: whole families that fit together, such as (examples, features) with
kernels (inputs, units), each extent a letter of its own so that nothing that could be confused is equal."""

import itertools

import numpy

SIZES = dict(N=5, D=4, M=7, T=6, H=3, P=2, K=8, D1=2, D2=4, B=4, C=2, F=3, Y=5, X=8, KY=3, KX=2)
"""Extents. N examples, D features, M units, T time steps, H hidden units, P outputs, K keys; of images B in a batch,
C channels, F filters, Y rows, X columns, KY × KX kernels."""
CHAIN = (4, 6, 3, 8, 2)
"""Units of the layers W1, W2, … in a row; the first are the features."""
LABELS = 4
"""Labels are below this, which no number of classes that is tried is below."""

# I and O stand for the inputs and units of a kernel, S for the scores that labels belong to, G for the gates.
_LABELS = ("N:labels", "N S:onehot", "N S", "N:binary", "N", "N 1:binary", "N 1")
_ROWS = {
    "data": ("N D",),
    "kernel": ("I O", "O I", "I", "I 1"),
    "bias": ("O", "1 O", "", "1"),
    "scale": ("D", "1 D"),
    "label": _LABELS,
    "mask": ("N D:mask", "N:mask"),
    "query": ("N D",),
    "key": ("K D",),
    "value": ("K M",),
}
_COLUMNS = {
    "data": ("D N",),
    "kernel": ("O I", "I O", "I 1", "1 I"),
    "bias": ("O 1", "O", "1 1", ""),
    "scale": ("D 1", "D"),
    "label": ("N:labels", "S N:onehot", "1 N:labels", "S N", "1 N:binary", "N:binary", "N", "1 N"),
    "mask": ("D N:mask",),
}
_CELL_ROWS = {
    "data": ("N D",),
    "state": ("N H",),
    "kernel": ("D+H G", "H+D G", "D G"),
    "input kernel": ("D G", "G D"),
    "recurrent kernel": ("H G", "G H"),
    "gate kernel": ("D+H H", "D H", "H D", "H D+H"),
    "gate recurrence": ("H H",),
    "output kernel": ("H P", "P H"),
    "bias": ("G", "1 G", "H", "1 H"),
    "output bias": ("P", "1 P"),
}
_CELL_COLUMNS = {
    "data": ("D N",),
    "state": ("H N",),
    "kernel": ("G D+H", "G D"),
    "input kernel": ("G D",),
    "recurrent kernel": ("G H",),
    "gate kernel": ("H D+H", "H D"),
    "gate recurrence": ("H H",),
    "output kernel": ("P H",),
    "bias": ("G 1", "H 1"),
    "output bias": ("P 1",),
}
_CELL_COLUMN = dict(_CELL_COLUMNS, data=("D 1", "D"), state=("H 1", "H"), bias=("G 1", "H 1", "G", "H"))
_CELL_COLUMN["output bias"] = ("P 1", "P")
_SEQUENCES = {
    "data": ("N T D",),
    "kernel": ("I O", "O I"),
    "bias": ("O", "1 O"),
    "scale": ("D", "1 D", "1 1 D"),
    "label": ("N T:labels", "N T S:onehot", "N:labels", "N T S"),
    "mask": ("N T:mask", "N T D:mask", "T T:mask"),
    "query kernel": ("D H", "D D"),
    "value kernel": ("D P", "D D"),
    "back kernel": ("P D", "D D"),
    "fused kernel": ("D 3*D", "3*D D"),
    "fused bias": ("3*D",),
    "back bias": ("D",),
    "query": ("N T D",),
    "key": ("N K D",),
    "value": ("N K M",),
}
_IMAGES = {
    "data": ("B C Y X",),
    "kernel": ("F C KY KX", "C F KY KX", "C 1 KY KX", "C KY KX"),
    "bias": ("F", "F 1", "1 F 1 1", "C"),
    "scale": ("C", "1 C 1 1"),
    "label": ("B Y X:labels",),
    "mask": ("B C Y X:mask",),
}
_IMAGES_LAST = {
    "data": ("B Y X C",),
    "kernel": ("KY KX C F", "F KY KX C"),
    "bias": ("1 1 1 F", "F"),
    "scale": ("C", "1 1 1 C"),
}
_FAMILIES = (
    _ROWS,
    _COLUMNS,
    _CELL_ROWS,
    _CELL_COLUMNS,
    dict(_CELL_ROWS, data=("N T D",)),
    dict(_CELL_ROWS, data=("T N D",)),
    dict(_CELL_COLUMNS, data=("D N T",)),
    _CELL_COLUMN,
    _IMAGES,
    _IMAGES_LAST,
    _SEQUENCES,
    dict(_SEQUENCES, **{"data": ("T D",), "query": ("T D",), "key": ("T D",), "value": ("T D",), "mask": ("T T:mask",)}),
    # One example.
    {"data": ("C Y X",), "kernel": ("F C KY KX", "C KY KX", "F KY KX"), "bias": ("F", "F 1"), "scale": ("C",)},
    {"data": ("Y X C",), "kernel": ("KY KX C F", "KY KX C"), "bias": ("F", "1 1 1", ""), "scale": ("C",)},
    {"data": ("Y X",), "kernel": ("KY KX", "F KY KX"), "bias": ("", "F", "1")},
    {"data": ("N C X",), "kernel": ("F C KX", "C KX"), "bias": ("F",), "scale": ("C",)},
    {"data": ("N T:labels", "N:labels", ":labels"), "kernel": ("K D", "D K"), "bias": ("D",)},
)
_THIN = (
    {
        "data": ("D",),
        "kernel": ("O I", "I O", "I"),
        "bias": ("O", "", "1"),
        "scale": ("D",),
        "mask": ("D:mask",),
        "label": ("D:onehot", ":labels", "D:binary", "D"),
    },
    {"data": ("D 1",), "kernel": ("O I", "I O"), "bias": ("O 1",), "label": ("D 1:onehot", "D 1")},
    {"data": ("N",), "label": ("N:binary", "N"), "kernel": ("",), "bias": ("",)},
    {"data": ("1 N",), "label": ("1 N:binary", "1 N")},
    {"data": ("N 1",), "label": ("N 1:binary", "N 1")},
)
"""Families in which a forgotten sum or a lost axis shows little."""
_FLATTENED = {"data": ("N D1 D2",), "kernel": ("D1*D2 O",), "bias": ("O", "1 O")}
"""Layers that flatten what they are given: images into a Dense."""
_MARKS = ("state",)
"""Roles without which a family that has them does not apply."""
NUMBERS, ALIKE, TELLING = range(3)
"""Confidence in shapes: those of single examples and those that are all alike prove something only where everything
fits, numbers hardly even then."""


class Form:
    """Extents as letters and what is drawn: real, labels, binary, onehot or mask."""

    def __init__(self, template):
        self.extents, _, kind = template.partition(":")
        self.extents = self.extents.split()
        self.kind = kind or "real"

    def shape(self, sizes):
        return tuple(_extent(text, sizes) for text in self.extents)

    def draw(self, random, sizes, domain):
        """`domain` of real values: any (away from 0, where kinks are) or unit (between 0 and 1)."""
        shape = self.shape(sizes)
        if self.kind in ("labels", "binary"):
            return _shuffled(random, shape, LABELS if self.kind == "labels" else 2)
        if self.kind == "mask":
            return _shuffled(random, shape, 3).clip(0, 1).astype(float)
        if self.kind == "onehot":
            axis = next((k for k, extent in enumerate(self.extents) if extent not in ("N", "T", "1")), 0)
            classes = _shuffled(random, shape[:axis] + shape[axis + 1 :], shape[axis])
            return numpy.moveaxis(numpy.eye(shape[axis])[classes], -1, axis)
        if domain == "unit":
            return numpy.asarray(random.uniform(0.12, 0.88, shape))
        drawn = random.standard_normal(shape)
        return numpy.asarray(drawn + 0.1 * numpy.sign(drawn))


def assignments(leaves, hints):
    """[(confidence, {leaf: Form})] to try, those first that agree best with what the source tells."""
    if not leaves:
        return [(TELLING, {})]
    found = []
    flattened = (_FLATTENED,) if any(leaf.role == "kernel" for leaf in leaves) else ()
    for family in flattened + _FAMILIES + _THIN:
        confidence = ALIKE if family in _THIN or any(leaf.doubtful for leaf in leaves) else TELLING
        roles = list(dict.fromkeys(leaf.role for leaf in leaves))
        if all(role in family for role in roles) and all(role in roles for role in _MARKS if role in family):
            for templates in itertools.product(*[family[role] for role in roles]):
                chosen = dict(zip(roles, templates))
                found.append((confidence, {leaf: Form(_spelled(chosen[leaf.role], leaf, leaves)) for leaf in leaves}))
    found += [(ALIKE, {leaf: Form(template) for leaf in leaves}) for template in ("N D", "D")]
    if len(leaves) > 1:
        found.append((ALIKE, _product(leaves)))
    found.append((NUMBERS, {leaf: Form("") for leaf in leaves}))
    return sorted(found, key=lambda tried: sum(_against(leaf, form, hints) for leaf, form in tried[1].items()))


def bound(forms, stated, sizes):
    """The sizes with those extents that stated arrays ({path: array}) settle, or None where the forms do not fit them."""
    found = {}
    for leaf, form in forms.items():
        shape = stated[leaf.path].shape if leaf.path in stated else None
        if shape is None:
            continue
        if len(shape) != len(form.extents):
            return None
        for extent, size in zip(form.extents, shape):
            if extent in sizes and found.setdefault(extent, size) != size:
                return None
    sizes = dict(sizes, **found)
    fit = all(form.shape(sizes) == stated[leaf.path].shape for leaf, form in forms.items() if leaf.path in stated)
    return sizes if fit else None


def _product(leaves):
    """The first times the others: matmul(a, b)."""
    forms = {leaf: Form("D M") for leaf in leaves[1:]}
    forms[leaves[0]] = Form("N D")
    return forms


def _spelled(template, leaf, leaves):
    """The template with the extents of this leaf in place of I, O and S."""
    last = max([other.number or 0 for other in leaves])
    inputs, units = ("D", "M") if leaf.number is None else ("U%d" % (leaf.number - 1), "U%d" % leaf.number)
    kernels = any(other.role == "kernel" for other in leaves)
    scores = "U%d" % last if last else "M" if kernels else "D"
    named = {"I": inputs, "O": units, "S": scores}
    extents, colon, kind = template.partition(":")
    return " ".join(named.get(extent, extent) if "*" not in extent else extent for extent in extents.split()) + colon + kind


def _against(leaf, form, hints):
    """How many hints of the source the form contradicts."""
    rank = len(form.extents)
    name = leaf.name
    wrong = name in hints.ranks and hints.ranks[name] != rank
    wrong += rank < hints.least.get(name, 0)
    wrong += "C" in form.extents and hints.channels.get(name, form.extents.index("C")) != form.extents.index("C")
    if leaf.role in ("data", "label"):
        wrong += (name in hints.integers) != (form.kind == "labels")
    return wrong


def _shuffled(random, shape, classes):
    """Whole numbers below `classes`, each about as often, in an order that is no pattern."""
    return numpy.asarray(random.permutation(numpy.arange(int(numpy.prod(shape))) % classes)).reshape(shape)


def _extent(text, sizes):
    total = 0
    for term in text.split("+"):
        product = 1
        for factor in term.split("*"):
            product *= int(factor) if factor.isdigit() else sizes[factor]
        total += product
    return total
