"""Which conventions a file follows. The first that has the whole network wins; else rows come from all of them."""

import copy

from .conventions import function_objects, layer_objects, losses, network_functions, network_objects
from .conventions import paired_functions, tapes, torch_code
from .callees import unused_by
from .module_view import viewed
from .target import Target


def recognise(context):
    """Returns [Target | Untested], in the order of the rows.

    With a model in the config the whole network is checked, so only conventions that have one are asked; without
    one every function, class and network of the file is a row of its own.
    """
    if "functions" in context.code or "classes" in context.code:
        return _stated(context)
    arrays = torch_code.for_arrays(context)
    complaints = []
    for convention in (network_functions, network_objects, tapes, torch_code):
        found = convention.networks(context if convention in (tapes, torch_code) else arrays)
        if any(isinstance(row, Target) for row in found):
            return found + _beside(found, convention, arrays)
        complaints += found
    rows = layer_objects.networks(arrays) if context.parameters is not None else _rows(context, arrays)
    return rows if any(isinstance(row, Target) for row in rows) else complaints + rows


def _rows(context, arrays):
    rows = tapes.rows(context) + torch_code.rows(context)
    # The forward and backward passes of nodes and their Functions mean something else to other conventions.
    others = viewed(arrays, without=tapes.owned(context))
    for convention in (paired_functions, losses, function_objects, layer_objects):
        rows += convention.rows(others)
    return rows


def _beside(network, convention, context):
    """Rows of functions that a network of functions does not use: a file of exercises may hold both."""
    if context.parameters is not None or convention is not network_functions or "backward" in context.code:
        return []
    places = [place for row in network if isinstance(row, Target) for place in (row.forward, row.backward) if place]
    others = viewed(context, unused_by(context.module.functions, [place.name for place in places]))
    return [row for family in (paired_functions, losses) for row in family.rows(others) if isinstance(row, Target)]


def _stated(context):
    """Rows of `code.functions` and `code.classes`."""
    arrays = torch_code.for_arrays(context)
    rows = paired_functions.stated(arrays) + losses.stated(arrays)
    left = {}
    for name, entry in context.code.get("classes", {}).items():
        found = tapes.stated(context, name, entry) + torch_code.stated(context, name, entry)
        rows += found
        if not found:
            left[name] = entry
    others = copy.copy(context)
    others.code = dict(context.code, classes=left)
    return rows + layer_objects.stated(others)
