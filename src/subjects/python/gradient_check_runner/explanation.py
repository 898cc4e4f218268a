"""What an exception of the user's code means and what to do about it."""

import re

from . import old_numpy, python2
from .installation import how_to_install
from .problem import Problem
from .user_files import user_file

LONGEST = 300
"""Characters of an exception's own text that a message repeats; the whole of it stands in the detail."""


def explain(error, name, place):
    """Returns (code, message). `name`: what was called; `place`: the line that raised, or None."""
    who = "%s (%s)" % (name, place.words) if place else name
    for known in (_own_wish, _missing_import, _missing_name, old_numpy.explain, python2.explain):
        found = known(error, who, place)
        if found:
            code, message = found
            return code, message.rstrip(".") + "."
    where = ", in %s" % place.words if place else ""
    return "code.raised", "%s raised %s%s." % (name, told(error), where)


def told(error):
    """The exception's type and the first line of its text."""
    text = str(error).strip().split("\n")[0]
    if isinstance(error, Problem):
        return text.rstrip(".")
    text = text if len(text) <= LONGEST else text[:LONGEST] + " …"
    return "%s: %s" % (type(error).__name__, text.rstrip(".")) if text else type(error).__name__


def _own_wish(error, who, place):
    if isinstance(error, NotImplementedError):
        return "code.notImplemented", "%s is not implemented yet: it raises %s" % (who, told(error))
    if isinstance(error, SystemExit):
        return "code.exited", "%s ends the program (sys.exit, exit or quit); raise an error or return instead" % who
    return None


def _missing_import(error, who, place):
    if not isinstance(error, ImportError) or not error.name:
        return None
    return "code.missingImport", "%s needs %s, which could not be imported (%s). %s" % (
        who,
        error.name,
        told(error),
        how_to_install(error.name),
    )


def _missing_name(error, who, place):
    """A name that would have a value, had all of the file run."""
    unknown = undefined_name(error)
    known = unknown and place and user_file(place.file)
    if not known:
        return None
    if unknown in known.left_out:
        return "code.missingName", "%s needs %s, which has no value: %s" % (who, unknown, known.left_out[unknown])
    if known.missing_stars and not python2.is_name(unknown):
        first = known.missing_stars[0]
        return "code.missingImport", "%s needs %s, which is not defined; it may come from %s, which %s. %s" % (
            who,
            unknown,
            first.module,
            first.reason,
            first.remedy,
        )
    return None


def undefined_name(error):
    """The name that a NameError says has no value, else None."""
    found = isinstance(error, NameError) and re.match(r"name '(\w+)' is not defined", str(error))
    return found.group(1) if found else None
