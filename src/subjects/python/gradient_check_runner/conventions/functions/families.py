"""Shapes of the arguments of a function that fit together, such as examples in rows with kernels (inputs, units): the
extents of a family are letters, one for each size of its own, so that nothing that could be confused is equal."""

SIZES = dict(N=5, D=4, M=7, T=6, H=3, P=2, K=8, D1=2, D2=4, B=4, C=2, F=3, Y=5, X=8, KY=3, KX=2)
"""Extents. N examples, D features, M units, T time steps, H hidden units, P outputs, K keys; of images B in a batch,
C channels, F filters, Y rows, X columns, KY × KX kernels."""
CHAIN = (4, 6, 3, 8, 2)
"""Units of the layers W1, W2, … in a row; the first are the features."""
LABELS = 4
"""Labels are below this, which no number of classes that is tried is below."""

# I and O stand for the inputs and units of a kernel, S for the scores that labels belong to, G for the gates.
_LABEL_FORMS = ("N:labels", "N S:onehot", "N S", "N:binary", "N", "N 1:binary", "N 1")
_ROWS = {
    "data": ("N D",),
    "kernel": ("I O", "O I", "I", "I 1", "I I"),
    "bias": ("O", "1 O", "", "1"),
    "scale": ("D", "1 D"),
    "label": _LABEL_FORMS,
    "mask": ("N D:mask", "N:mask"),
    "query": ("N D",),
    "key": ("K D",),
    "value": ("K M",),
}
_COLUMNS = {
    "data": ("D N",),
    "kernel": ("O I", "I O", "I 1", "1 I", "I I"),
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
    "kernel": ("I O", "O I", "I I"),
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
FAMILIES = (
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
    dict(_SEQUENCES, data=("T D",), query=("T D",), key=("T D",), value=("T D",), mask=("T T:mask",)),
    # One example.
    {"data": ("C Y X",), "kernel": ("F C KY KX", "C KY KX", "F KY KX"), "bias": ("F", "F 1"), "scale": ("C",)},
    {"data": ("Y X C",), "kernel": ("KY KX C F", "KY KX C"), "bias": ("F", "1 1 1", ""), "scale": ("C",)},
    {"data": ("Y X",), "kernel": ("KY KX", "F KY KX"), "bias": ("", "F", "1")},
    {"data": ("N C X",), "kernel": ("F C KX", "C KX"), "bias": ("F",), "scale": ("C",)},
)
THIN = (
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
FLATTENED = {"data": ("N D1 D2",), "kernel": ("D1*D2 O",), "bias": ("O", "1 O")}
"""Layers that flatten what they are given: images into a Dense."""
TOKENS = {"data": ("N T:labels", "N:labels", ":labels"), "kernel": ("K D", "D K"), "bias": ("D",)}
"""Inputs that index a table."""
MARKS = ("state",)
"""Roles without which a family that has them does not apply."""

for _family in FAMILIES + THIN:
    if "scale" in _family:
        _family["statistic"] = tuple(template + ":positive" for template in _family["scale"])
