"""Whether the gradients were computed at all, in which precision, and of arrays that the cost reads."""

import numpy

from .dependence import change, reads
from .problem import Problem, named
from .target import Note


def require_gradients(target, gradients, seed):
    """Raises Problem, code.notImplemented, where nothing was computed; notes what may explain a difference."""
    random = numpy.random.RandomState(seed)
    _require_any(target, gradients, random)
    single = [
        slot.own
        for slot, gradient in zip(target.slots, gradients)
        if gradient is not None and gradient.dtype in (numpy.float32, numpy.float16)
    ]
    if single:
        message = (
            "The gradients of %s are computed in 32 bits or fewer: nothing below 1e-7 of their size can be told. Use "
            "float64 while checking, without .astype(np.float32) and dtype=np.float32."
        )
        target.notes.append(Note("code.float32", message % ", ".join(single), target.layer, target.backward))
    message = "The cost does not change with %s, whatever its values: it is not read, or a copy of it is."
    for slot, gradient in zip(target.slots, gradients):
        # Both may be 0, up to rounding, for a reason: a bias before batch normalisation.
        expected = gradient is not None and numpy.max(numpy.abs(gradient), initial=0.0) > 1e-9
        if expected and not reads(target, slot.array, random):
            target.notes.append(Note("code.unread", message % slot.own, slot.layer, target.forward, "warning"))


def _require_any(target, gradients, random):
    if any(gradient is not None and numpy.any(gradient) for gradient in gradients):
        return
    # Zeros are right where the cost does not move, as behind a unit that is dead.
    if not any(change(target, slot.array, 1e-3, random) > 1e-9 for slot in target.slots):
        return
    message = "%s is not implemented yet: it gives %s, while the cost does change with %s."
    given = "no gradient" if all(gradient is None for gradient in gradients) else "nothing but zeros"
    names = ", ".join(slot.own for slot in target.slots)
    place = target.backward
    raise Problem("code.notImplemented", message % (named(place, target), given, names), place)
