"""Labels of losses and of networks, made up or a dataset's, in the forms and layouts that code asks for."""

import numpy


def loss_labels(world, random):
    """Labels worth trying beside a prediction of the world's shape."""
    shape = world.shape
    classes, count = (shape + (1,))[:2] if world.columns else (shape[-1], shape[0])
    labels = random.permutation(numpy.arange(max(count, classes)) % classes)[:count]
    if len(shape) > 2:
        labels = random.randint(classes, size=shape[:-1])
    one_hot = numpy.eye(classes)[labels[0] if len(shape) == 1 else labels]
    return [
        labels,
        one_hot.T.copy() if world.columns else one_hot,
        random.uniform(0.2, 0.8, shape),
        (random.uniform(size=shape) > 0.5).astype(float),
        (random.uniform(size=shape) > 0.5).astype(int),
        (numpy.arange(shape[0]) % 2).astype(float).reshape(-1, 1),
    ]


def made_up_labels(shape, examples, random):
    """Labels worth trying for an output of this shape, as arrays; `examples`: how many the output is for."""
    columns = len(shape) == 2 and shape[1] == examples and shape[0] != examples
    count = (shape[0] if columns else shape[-1]) if len(shape) > 1 else (1 if shape == (examples,) else shape[0])
    soft = random.uniform(0.1, 0.9, shape)
    if count == 1:
        binary = (numpy.arange(examples) % 2).astype(float)
        return [soft, binary.reshape(shape), soft.reshape(-1)]
    if count * examples != soft.size:
        return [soft]
    labels = numpy.arange(examples) % count
    one_hot = numpy.eye(count)[labels]
    one_hot = (one_hot.T if columns else one_hot).reshape(shape)
    # A batch of one where the network answers with a vector.
    others = [soft.T.copy()] if len(shape) == 2 else [soft.reshape(1, -1)]
    return [one_hot.copy(), soft, labels] + others


def given_labels(labels, classes, count):
    """The dataset's labels, (m,) or (m, k), in the forms that code may ask for: one-hot, columns, whole numbers."""
    labels = numpy.asarray(labels)
    forms = []
    if labels.ndim == 1 or labels.shape[1] == 1:
        flat = labels.reshape(-1)
        if count > 1 and classes:
            one_hot = numpy.eye(max(classes, count))[flat.astype(int)]
            return [one_hot, one_hot.T.copy(), flat.astype(int)]
        forms = [flat.reshape(-1, 1).astype(float), flat.reshape(1, -1).astype(float), flat.astype(float)]
    else:
        forms = [labels.astype(float), labels.T.astype(float)]
    return forms


def like_output(labels, shape):
    """The labels in the layout of an output of this shape, or None where they cannot be."""
    labels = numpy.asarray(labels)
    if labels.shape == tuple(shape):
        return labels
    if labels.T.shape == tuple(shape):
        return labels.T
    if labels.size == numpy.prod(shape):
        return labels.reshape(shape)
    if labels.ndim == 1 and labels.dtype.kind == "i" and len(shape) == 2:
        if shape[0] == labels.size:
            return numpy.eye(shape[1])[labels]
        if shape[1] == labels.size:
            return numpy.eye(shape[0])[labels].T
    return None
