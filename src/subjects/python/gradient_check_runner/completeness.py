"""Whether the gradients were computed at all, in which precision, and of arrays that the cost reads."""

import numpy

from .dependence import Dependence
from .problem import Problem, named
from .target import Note


def require_gradients(target, gradients, seed):
    """Raises Problem, code.notImplemented, where nothing was computed; notes what may explain a difference."""
    # A stream of its own: parameters that the code draws from its seed must not lie in the directions drawn here.
    random = numpy.random.RandomState([seed, 2])
    cost = target.cost()
    dependences = [Dependence(target, slot.array, cost, random) if slot.array.size else None for slot in target.slots]
    _require_any(target, gradients, dependences)
    _note_precision(target, gradients, dependences)
    message = "The cost does not change with %s, whatever its values: it is not read, or a copy of it is."
    for slot, gradient, dependence in zip(target.slots, gradients, dependences):
        # Both may be 0, up to rounding, for a reason: a bias before batch normalisation.
        expected = gradient is not None and numpy.max(numpy.abs(gradient), initial=0.0) > 1e-9
        if expected and dependence and not dependence.exists:
            target.notes.append(Note("code.unread", message % slot.own, slot.layer, target.forward, "warning"))


def _require_any(target, gradients, dependences):
    if any(gradient is not None and numpy.any(gradient) for gradient in gradients):
        return
    # Zeros are right where the cost does not move, as behind a unit that is dead.
    if not any(dependence and dependence.is_noticeable for dependence in dependences):
        return
    message = "%s is not implemented yet: it gives %s, while the cost does change with %s."
    given = "no gradient" if all(gradient is None for gradient in gradients) else "nothing but zeros"
    names = ", ".join(slot.own for slot in target.slots)
    place = target.backward
    raise Problem("code.notImplemented", message % (named(place, target), given, names), place)


def _note_precision(target, gradients, dependences):
    message = (
        "%s computes %s in 32 bits or fewer: nothing below 1e-7 of its size can be told. Use float64 while checking, "
        "without .astype(np.float32) and dtype=np.float32."
    )
    if any(dependence and dependence.is_coarse for dependence in dependences):
        text = message % (named(target.forward, target), "the cost")
        target.notes.append(Note("code.float32", text, target.layer, target.forward))
    single = [
        slot.own
        for slot, gradient in zip(target.slots, gradients)
        if gradient is not None and gradient.dtype in (numpy.float32, numpy.float16)
    ]
    if single:
        text = message % (named(target.backward, target), "the gradients of " + ", ".join(single))
        target.notes.append(Note("code.float32", text, target.layer, target.backward))
