"""What a Module may take: told by its layers, its own parameters, and else by trying."""

import itertools

import numpy

from ...operands import TARGETS, Drawn

IMAGES = [(11, 10), (28, 28), (32, 32), (64, 64), (224, 224)]
"""Heights and widths; what is not square first, then what a fixed Linear behind convolutions mostly expects."""


def inputs_for(torch, module, random):
    """Yields arrays (differentiated) and tensors of whole numbers, the likeliest first."""
    for shape, below in _shapes(torch, module):
        if below:
            yield torch.from_numpy(random.randint(below, size=shape))
        else:
            yield Drawn(shape).draw(random)


def targets_for(torch, module, names, x, context):
    """Yields lists of what forward takes beside its first input."""
    rows = int(x.shape[0])
    choices = []
    for name in names:
        if name.lower() in TARGETS:
            outputs = _outputs(torch, module)
            constants = [torch.from_numpy(context.random.randint(outputs, size=rows))]
            constants += [torch.from_numpy(Drawn(shape).draw(context.random)) for shape in ((rows, outputs), (rows,))]
            choices.append(constants)
        elif isinstance(x, torch.Tensor):
            choices.append([x.clone()])
        else:
            choices.append([Drawn(x.shape).draw(context.random)])
    for chosen in itertools.product(*choices):
        yield list(chosen)


def _shapes(torch, module):
    """[(shape, bound of whole numbers or None)] by every layer in turn, then by the module's own parameters."""
    nn = torch.nn
    for layer in module.modules():
        if isinstance(layer, nn.Linear):
            yield (5, layer.in_features), None
            yield (3, 5, layer.in_features), None
        elif isinstance(layer, nn.Embedding):
            yield (3, 5), layer.num_embeddings
            yield (7,), layer.num_embeddings
        elif isinstance(layer, nn.RNNBase):
            yield (5, 3, layer.input_size), None
        elif isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d)):
            for size in IMAGES:
                yield (3, layer.in_channels) + size, None
        elif isinstance(layer, nn.Conv1d):
            yield (3, layer.in_channels, 11), None
        elif isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d, nn.InstanceNorm2d)):
            yield (5, layer.num_features), None
            yield (5, layer.num_features, 4, 3), None
        elif isinstance(layer, nn.LayerNorm):
            yield (5, 3) + tuple(layer.normalized_shape), None
    for parameter in module.parameters():
        shape = tuple(parameter.shape)
        if len(shape) == 4:
            yield (3, shape[1], 11, 10), None
        elif shape:
            yield (5, shape[-1]), None
            yield (5, shape[0]), None
            yield (3, shape[0], 7, 6), None
    for shape in ((5, 3), (3, 2, 7, 6), (3, 5, 6), (5,)):
        yield shape, None


def _outputs(torch, module):
    """How many outputs the last layer has: as many classes there can be."""
    last = [layer.out_features for layer in module.modules() if isinstance(layer, torch.nn.Linear)]
    return last[-1] if last else 3
