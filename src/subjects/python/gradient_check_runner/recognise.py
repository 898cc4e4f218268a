"""Which conventions a file follows. The first family that applies to the whole network wins; rows come from the rest."""

from .conventions import layer_objects, losses, network_functions, network_objects, paired_functions, tapes, torch_code


def recognise(context):
    """Returns [Target | Untested], in the order of the rows.

    With a model in the config the whole network is checked, so only conventions that have one are asked; without
    one every function, class and network of the file is a row of its own.
    """
    code = context.code
    if "functions" in code or "classes" in code:
        return paired_functions.stated(context) + losses.stated(context) + layer_objects.stated(context)
    for convention in (network_functions, network_objects, tapes, torch_code):
        found = convention.networks(context)
        if found:
            return found
    if context.parameters is not None:
        return layer_objects.networks(context)
    rows = []
    for convention in (tapes, paired_functions, losses, layer_objects, torch_code):
        rows += convention.rows(context)
    return rows
