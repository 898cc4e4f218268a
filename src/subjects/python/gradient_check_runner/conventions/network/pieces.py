"""Parameters in other pieces than the config's: all in one vector, or a bias as column 0 of its layer's matrix."""

from ...problem import Problem

ONES = frozenset(("ones", "ones_like", "insert"))
"""Code that mentions these puts a 1 before every example, for a bias that is column 0 of its layer's matrix."""


class Piece:
    """The part of the user's array number `leaf` that is one parameter of the config. `take` gives a view of it."""

    def __init__(self, leaf, own, take=lambda array: array):
        self.leaf = leaf
        self.own = own
        self.take = take


def pieces_of(leaves, parameters, mentions):
    """[Piece]: the arrays as they are where they are the config's, else kernel and bias of each layer.

    `mentions`: names in the code. Raises Problem code.parameters where there is no telling how a vector is made up.
    """
    kernels = [parameter.values for parameter in parameters if parameter.values.ndim == 2]
    shapes = [(kernel.shape[1], kernel.shape[0] + 1) for kernel in kernels]
    arrays = [leaf.array for leaf in leaves]
    if [array.shape for array in arrays] == shapes:
        return [piece for k, leaf in enumerate(leaves) for piece in _with_bias(k, leaf.own, lambda array: array)]
    total = sum(parameter.values.size for parameter in parameters)
    if len(arrays) > 1 or arrays[0].ndim != 1 or arrays[0].size != total or len(parameters) < 2:
        return [Piece(k, leaf.own) for k, leaf in enumerate(leaves)]
    if not mentions & ONES or 2 * len(kernels) != len(parameters):
        raise _undivided(leaves[0].own)
    pieces, at = [], 0
    for number, shape in enumerate(shapes, 1):
        pieces += _with_bias(0, "Theta%d" % number, _matrix(at, shape))
        at += shape[0] * shape[1]
    return pieces


def _matrix(at, shape):
    return lambda vector: vector[at : at + shape[0] * shape[1]].reshape(shape)


def _with_bias(leaf, own, matrix):
    return [
        Piece(leaf, "%s[:, 1:]" % own, lambda array: matrix(array)[:, 1:]),
        Piece(leaf, "%s[:, 0]" % own, lambda array: matrix(array)[:, 0]),
    ]


def _undivided(own):
    return Problem(
        "code.parameters",
        "All parameters of the code are in one vector, %s, and nothing says which part of it belongs to which layer of"
        ' the config. Take "model" out of the config: then the vector is checked as it is.' % own,
    )
