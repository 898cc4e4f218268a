"""Inputs and labels in the layouts that are in use, those of the dataset or made up."""

import numpy

MADE_UP = 7
"""Examples in a made-up batch: several, odd, and no size of a layer."""


class Inputs:
    """`x` as the user's functions take it; example k of it is x[..., k] where `columns`, else x[k]."""

    def __init__(self, x, columns, count, single=False, tokens=None):
        self.x = x
        self.columns = columns
        self.count = count
        self.single = single
        """The one example `which` of the batch, not the batch."""
        self.which = 0
        self.tokens = tokens
        """Where X is whole numbers, how many there are to choose from."""


def inputs_of(context, features):
    """Candidates for X: features × examples and examples × features, then one example at a time.

    `features`: sizes that one made-up example may have, or the shape of an image; None: a single number is the input.
    """
    if context.x is not None:
        batches = [numpy.array(context.x, dtype=float)]
    else:
        random = numpy.random.RandomState(context.seed + 1)
        batches = [
            numpy.asarray(random.randn(*(() if size is None else (MADE_UP,) + tuple(numpy.atleast_1d(size)))))
            for size in features
        ]
    for batch in batches:
        if batch.ndim == 0:
            yield Inputs(batch, False, 1)
            continue
        m = len(batch)
        if batch.ndim == 1:
            yield Inputs(batch, False, m)
            yield Inputs(batch.reshape(1, m), True, m)
            yield Inputs(batch.reshape(m, 1), False, m)
            continue
        if batch.ndim == 2:
            yield Inputs(numpy.ascontiguousarray(batch.T), True, m)
        yield Inputs(batch, False, m)


def one_at_a_time(context, features):
    """Candidates for one example: a column (n, 1), a vector (n,), a row (1, n), each a list of Inputs."""
    for inputs in inputs_of(context, features):
        if inputs.columns or inputs.x.ndim != 2:
            continue
        for shape, columns in (((-1, 1), True), ((-1,), False), ((1, -1), False)):
            singles = [Inputs(row.reshape(shape).copy(), columns, 1, True) for row in inputs.x]
            for which, single in enumerate(singles):
                single.which = which
            yield singles


def labels_of(context, inputs, shape):
    """Candidates for Y, given the shape of the prediction (outputs, m), (m, outputs) or (m,)."""
    count = inputs.count
    if inputs.tokens:
        yield numpy.random.RandomState(context.seed + 2).randint(inputs.tokens, size=count)
        return
    outputs = max(int(numpy.prod(shape)) // count, 1) if shape is not None else 1
    for values in _values(context, outputs, count, inputs):
        if values.ndim == 2:
            yield from _arranged(values, shape, inputs.columns)
        else:
            own = [tuple(shape)] if shape is not None and int(numpy.prod(shape)) == count else []
            forms = own + [(1, count), (count,), (count, 1)][:: 1 if inputs.columns else -1]
            for form in dict.fromkeys(forms):
                yield values.reshape(form)


def as_predicted(labels, shape):
    """The labels in the shape of the prediction, whole numbers as one-hot; None where they do not fit it."""
    labels = numpy.asarray(labels)
    size = int(numpy.prod(shape))
    if labels.size == size:
        return labels.reshape(shape).astype(float)
    if labels.dtype.kind not in "iu" or size % labels.size or len(shape) != 2 or labels.size not in shape:
        return None
    classes = size // labels.size
    if labels.max() >= classes:
        return None
    one_hot = numpy.eye(classes)[labels.reshape(-1)]
    return one_hot if shape[0] == labels.size else one_hot.T


def _arranged(values, shape, columns):
    """(m, k) values as (k, m) and as they are, first as the prediction lies; a single example without its axis too."""
    lying = [numpy.ascontiguousarray(values.T), values]
    if shape is not None and len(shape) == 1:
        yield values.reshape(-1)
    for candidate in sorted(lying, key=lambda y: (y.shape != shape, (y is values) == columns)):
        yield candidate


def _values(context, outputs, count, inputs):
    """(m,) numbers or whole numbers, (m, outputs) one-hot or real targets: in the order in which they are tried."""
    y = context.y
    if y is None:
        random = numpy.random.RandomState(context.seed + 2)
        classes = max(outputs, 2)
        m = count if not inputs.single else MADE_UP
        m = m if context.x is None else len(context.x)
        # The last class is among them: code counts the classes by the greatest label.
        y = random.permutation((classes - 1 - numpy.arange(m)) % classes)
    y = numpy.asarray(y)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if inputs.single:
        y = y[inputs.which : inputs.which + 1]
    if y.ndim > 1:
        yield y.astype(float)
        if y.shape[1] > 1 and set(numpy.unique(y)) <= {0, 1}:
            yield y.argmax(axis=1)
        return
    whole = y.dtype.kind in "iub" or bool((y == y.astype(int)).all())
    if outputs > 1 and whole and y.min() >= 0 and y.max() < max(outputs, 2):
        yield numpy.eye(outputs)[y.astype(int)]
        yield y.astype(int)
        return
    yield y.astype(float)
    if whole:
        yield y.astype(int)
