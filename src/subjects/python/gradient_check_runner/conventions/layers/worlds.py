"""Families of shapes in which a layer may live: rows of features, columns, images, sequences, tokens.

All sizes differ, so that no axis can be taken for another; images are not square.
"""

import re

from .methods import arguments, takes_labels, text, unpacked_shapes

EXAMPLES, FEATURES, HIDDEN, UNITS, STEPS = 6, 5, 7, 4, 3
IMAGES, CHANNELS, FILTERS, VOCABULARY = 3, 2, 4, 9


class World:
    """`shape` of the input, its number of `features` (channels of an image), of `units` (filters), and the layout.

    `gates`: how many units' worth of columns recurrent weights have; `whole`: the input is a row number of a table.
    """

    def __init__(self, name, shape, features=FEATURES, units=UNITS, hidden=HIDDEN, gates=1, whole=None, sizes=None):
        self.name = name
        self.shape = shape
        self.features = features
        self.units = units
        self.hidden = hidden
        self.gates = gates
        self.whole = whole
        self.sizes = sizes
        """[inputs, hidden …, outputs] where a whole network is made."""

    @property
    def image(self):
        return self.name in _IMAGE_NAMES

    @property
    def columns(self):
        """Examples lie side by side."""
        return self.name in ("columns", "column")

    @property
    def example_shape(self):
        """The input without its axis of examples."""
        if self.name in _ONE_EXAMPLE:
            return self.shape
        return self.shape[:-1] + (1,) if self.columns else self.shape[1:]

    @property
    def examples(self):
        if self.columns:
            return self.shape[1]
        return 1 if self.name in _ONE_EXAMPLE else self.shape[0]



_ROWS = [World("rows", (EXAMPLES, FEATURES)), World("rows", (EXAMPLES, 8), features=8)]
_FLAT = [
    World("columns", (FEATURES, EXAMPLES)),
    World("row", (1, FEATURES)),
    World("column", (FEATURES, 1)),
    World("vector", (FEATURES,)),
]
_IMAGE_WORLDS = [
    World(name, shape, channels, FILTERS)
    for height, width in ((6, 8), (7, 9), (6, 6))
    for name, shape, channels in (
        ("nchw", (IMAGES, CHANNELS, height, width), CHANNELS),
        ("nhwc", (IMAGES, height, width, CHANNELS), CHANNELS),
        ("chw", (CHANNELS, height, width), CHANNELS),
        ("hwc", (height, width, CHANNELS), CHANNELS),
        ("hw", (height, width), 1),
        ("ncl", (IMAGES, CHANNELS, width), CHANNELS),
    )
]
_SEQUENCES = [
    World("sequence", (EXAMPLES, STEPS, features), features, gates=gates)
    for features in (FEATURES, 8)
    for gates in (1, 4, 3)
]
_CELLS = [World("rows", (EXAMPLES, FEATURES), gates=gates) for gates in (1, 4, 3)]
_TOKENS = [World("tokens", shape, whole=VOCABULARY) for shape in ((EXAMPLES, STEPS), (EXAMPLES,))]
_IMAGE_NAMES = ("nchw", "nhwc", "chw", "hwc", "hw", "ncl")
_ONE_EXAMPLE = ("vector", "chw", "hwc", "hw")


def network_worlds(sizes, examples, several):
    """Worlds of a whole network, with `several` examples as rows or columns, or with one alone."""
    inputs = sizes[0]
    shapes = [("row", (1, inputs)), ("column", (inputs, 1)), ("vector", (inputs,))]
    if several:
        shapes = [("rows", (examples, inputs)), ("columns", (inputs, examples))] if examples > 1 else []
    hidden = sizes[1] if len(sizes) > 2 else sizes[-1]
    return [World(name, shape, inputs, sizes[-1], hidden, sizes=sizes) for name, shape in shapes]


def worlds(methods):
    """(likely worlds, the others), in the order in which they are worth trying, by what the class's text says."""
    cls = methods.cls
    known = " ".join([cls.__name__] + [argument.name for argument in arguments(cls.__init__)]).lower()
    # A loss over single numbers sees several at once before it sees one example of several.
    alone = [_is_loss(methods) and world.examples == 1 and world.name != "vector" for world in _FLAT]
    flat = [world for last in (False, True) for world, late in zip(_FLAT, alone) if late == last]
    groups = [_ROWS, flat, _SEQUENCES, _IMAGE_WORLDS, _TOKENS]
    if re.search(r"embed|vocab|token", known):
        groups = [_TOKENS] + groups
    if re.search(r"rnn|lstm|gru|\bwh\b|recurrent|cell", known):
        groups = ([_SEQUENCES, _CELLS] if "time" in known else [_CELLS, _SEQUENCES]) + groups
    if re.search(r"time|sequence|attention|transformer", known):
        groups = [_SEQUENCES] + groups
    if re.search(r"conv|pool|flatten|kernel_size|filter_size|image|stride|2d", known):
        groups = [_IMAGE_WORLDS] + groups
    found = []
    for group in groups:
        found += [world for world in group if world not in found]
    # The longest shape that is unpacked in the class is most likely the input's; it goes before anything else.
    shapes = unpacked_shapes(cls)
    ranks = [len(names) for names in shapes] + ([4] if "shape[3]" in text(cls) else [])
    rank = max(ranks) if ranks and max(ranks) > 2 else None
    if rank is None:
        return found, []
    layout = next(filter(None, (_layout(names) for names in shapes if len(names) == rank)), None)
    likely = [world for world in found if len(world.shape) == rank and layout in (None, world.name)]
    return likely, [world for world in found if world not in likely]


def _is_loss(methods):
    return methods.forward is not None and takes_labels(getattr(methods.cls, methods.forward))


def _layout(names):
    """Name of the world whose shape is unpacked as in `n, c, h, w = x.shape`, by where the height stands, or None."""
    height = re.compile(r"^(in|input|image|img|x|prev|n)?_?h", re.I)
    place = next((index for index, name in enumerate(names) if height.match(name)), None)
    return {(3, 0): "hwc", (3, 1): "chw", (4, 1): "nhwc", (4, 2): "nchw"}.get((len(names), place))
