"""Which conventions a file follows. The first family that applies to the whole network wins; rows come from the rest."""

import copy

from .conventions import layer_objects, losses, network_functions, network_objects, paired_functions, tapes, torch_code
from .module_view import viewed


def recognise(context):
    """Returns [Target | Untested], in the order of the rows.

    With a model in the config the whole network is checked, so only conventions that have one are asked; without
    one every function, class and network of the file is a row of its own.
    """
    if "functions" in context.code or "classes" in context.code:
        return _stated(context)
    for convention in (network_functions, network_objects, tapes, torch_code):
        found = convention.networks(context)
        if found:
            return found
    if context.parameters is not None:
        return layer_objects.networks(context)
    rows = tapes.rows(context) + torch_code.rows(context)
    # Nodes, Functions and Modules have forward and backward passes that mean something else to other conventions.
    others = viewed(context, without=tapes.owned(context) | torch_code.owned(context))
    for convention in (paired_functions, losses, layer_objects):
        rows += convention.rows(others)
    return rows


def _stated(context):
    """Rows of `code.functions` and `code.classes`."""
    rows = paired_functions.stated(context) + losses.stated(context)
    left = {}
    for name, entry in context.code.get("classes", {}).items():
        found = tapes.stated(context, name, entry) + torch_code.stated(context, name, entry)
        rows += found
        if not found:
            left[name] = entry
    others = copy.copy(context)
    others.code = dict(context.code, classes=left)
    return rows + layer_objects.stated(others)
