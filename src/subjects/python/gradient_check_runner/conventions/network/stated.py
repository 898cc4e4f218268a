"""The functions that the config names: "forward", "cost", "backward" and "initialize", as function or Class.method."""

import difflib

from ...problem import Problem
from .function import methods

ROLES = ("forward", "cost", "backward", "initialize")


def stated_roles(context):
    return {role: context.code[role] for role in ROLES if context.code.get(role)}


def check_stated(context):
    """Raises Problem where the config names a function that is not there."""
    known = list(context.module.functions)
    known += [one.shown for owner in context.module.classes.values() for one in methods(owner)]
    for role, name in stated_roles(context).items():
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.3) or sorted(known)[:5]
            raise Problem(
                "code.unknownName",
                'The config says "%s": "%s", but there is no such function. %s'
                % (role, name, "There is %s." % ", ".join(near) if near else "The file defines no functions."),
            )
