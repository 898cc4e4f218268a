"""How a tape is given an upstream gradient: as an argument of its backward pass, beforehand, or by a product."""

import numpy


class Seed:
    """Seed(tape)(root, upstream) runs the backward pass from `root`.

    Which way is right is seen at a lone leaf: what arrives there must be what was given.
    """

    def __init__(self, tape):
        self._tape = tape
        leaf = tape.leaf(numpy.array(0.37))
        self._begins_at_leaves = self._runs(self._plain, leaf, None)
        self._takes_nodes = tape.is_node(getattr(leaf, tape.gradient, None))
        """Gradients are nodes as well."""
        ways = (self._argument, self._preset) if tape.arrays else (self._plain, self._preset)
        self._way = next((way for way in ways if self._arrives(way)), self._weighted)

    def __call__(self, root, upstream):
        self._way(root, upstream)

    def _arrives(self, way):
        given = numpy.array([[0.7, -1.3, 0.4], [1.9, -0.6, 2.2]]) if self._tape.arrays else numpy.array(1.0)
        leaf = self._tape.leaf(numpy.full(given.shape, 0.37))
        # Where no leaf can be begun at, what it is left with still tells.
        if not self._runs(way, leaf, given) and self._begins_at_leaves:
            return False
        arrived = self._tape.value(getattr(leaf, self._tape.gradient, None))
        if arrived is None or numpy.shape(arrived) not in ((), given.shape):
            return False
        return bool(numpy.all(arrived == given.astype(numpy.asarray(arrived).dtype)))

    def _runs(self, way, leaf, upstream):
        try:
            way(leaf, upstream)
            return True
        except Exception:
            return False

    def _plain(self, root, upstream):
        getattr(root, self._tape.backward)()

    def _argument(self, root, upstream):
        getattr(root, self._tape.backward)(self._as_gradient(upstream))

    def _preset(self, root, upstream):
        setattr(root, self._tape.gradient, self._as_gradient(upstream))
        getattr(root, self._tape.backward)()

    def _as_gradient(self, upstream):
        """In the form in which the class itself keeps gradients: a number, an array or a node."""
        if self._takes_nodes:
            return self._tape.constant(upstream)
        return upstream.copy() if self._tape.arrays else upstream.item()

    def _weighted(self, root, upstream):
        """It always begins with ones: the class's own product with the upstream gradient is taken, and its own sum."""
        weighted = root * self._tape.leaf(upstream)
        try:
            self._plain(weighted, None)
        except Exception:
            if numpy.ndim(self._tape.value(weighted)) == 0:
                raise
            self._plain(weighted.sum(), None)
