"""Shapes to try for the arguments of a function, and arrays of them."""

import itertools

import numpy

from .families import FAMILIES, FLATTENED, LABELS, MARKS, THIN, TOKENS

NUMBERS, SQUARE, ALIKE, TELLING = range(4)
"""Confidence in shapes: those of single examples and those that are all alike prove something only where everything
fits, numbers hardly even then. Square kernels are for what takes no other: they hide that factors are transposed."""

_KERNELS = {"I I": SQUARE, "I 1": ALIKE, "1 I": ALIKE, "I": ALIKE}


class Form:
    """Extents as letters and what is drawn: real, positive, labels, binary, onehot or mask."""

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
        if domain == "unit" or self.kind == "positive":
            return numpy.asarray(random.uniform(0.12, 0.88, shape))
        drawn = random.standard_normal(shape)
        return numpy.asarray(drawn + 0.1 * numpy.sign(drawn))


def assignments(leaves, hints):
    """[(confidence, {leaf: Form})] to try, those first that agree best with what the source tells."""
    if not leaves:
        return [(TELLING, {})]
    found = []
    flattened = (FLATTENED,) if any(leaf.role == "kernel" for leaf in leaves) else ()
    indexing = (TOKENS,) if any(leaf.role == "data" and leaf.name in hints.integers for leaf in leaves) else ()
    for family in flattened + FAMILIES + indexing + THIN:
        confidence = ALIKE if family in THIN or any(leaf.doubtful for leaf in leaves) else TELLING
        roles = list(dict.fromkeys(leaf.role for leaf in leaves))
        if all(role in family for role in roles) and all(role in roles for role in MARKS if role in family):
            for templates in itertools.product(*[family[role] for role in roles]):
                chosen = dict(zip(roles, templates))
                square = chosen.get("kernel") == "I I"
                forms = {leaf: Form(_spelled(chosen[leaf.role], leaf, leaves, square)) for leaf in leaves}
                found.append((min(confidence, _KERNELS.get(chosen.get("kernel"), TELLING)), forms))
    found += [(ALIKE, {leaf: Form(template) for leaf in leaves}) for template in ("N D", "D")]
    if len(leaves) > 1:
        found.append((ALIKE, _product(leaves)))
    found.append((NUMBERS, {leaf: Form("") for leaf in leaves}))
    return sorted(found, key=lambda tried: sum(_against(leaf, form, hints) for leaf, form in tried[1].items()))


def bound(forms, stated, sizes):
    """The sizes with the extents that stated arrays ({path: array}) settle, or None where the forms do not fit them."""
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


def _spelled(template, leaf, leaves, square):
    """The template with the extents of this leaf in place of I, O and S; as many units as inputs where `square`."""
    last = max([other.number or 0 for other in leaves])
    inputs, units = ("D", "M") if leaf.number is None else ("U%d" % (leaf.number - 1), "U%d" % leaf.number)
    units = inputs if square else units
    kernels = any(other.role == "kernel" for other in leaves)
    scores = "U%d" % last if last else "M" if kernels else "D"
    named = {"I": inputs, "O": units, "S": scores}
    extents, colon, kind = template.partition(":")
    return " ".join(named.get(extent, extent) for extent in extents.split()) + colon + kind


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
