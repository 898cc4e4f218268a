"""Python 2, which many courses were written for: recognised by its syntax, and by the names that are gone."""

import re

SYNTAX = (
    (r"^\s*print\b(?!\s*[(=.])", "print is a function in Python 3: write print(…)"),
    (r"^\s*except\s+[\w.()]+\s*,\s*\w+\s*:", "write `except … as …:` instead of `except …, …:`"),
    (r"^\s*raise\s+[\w.]+\s*,", "write `raise …(…)` instead of `raise …, …`"),
    (r"^\s*exec\s+[^(\s]", "exec is a function in Python 3: write exec(…)"),
    (r"<>", "write != instead of <>"),
    (r"`[^`]+`", "write repr(…) instead of backticks"),
    (r"\b0\d+\b", "write 0o… before an octal number"),
    (r"\b\d+[lL]\b", "leave the L after a number out"),
    (r"\bur['\"]", "write r'…' instead of ur'…'"),
    (r"\b(?:def|lambda)\b[^:]*\(\s*\(|\bdef\s+\w+\([^)]*\(\s*\w+\s*,", "unpack the tuple inside of the function"),
)

NAMES = {
    "xrange": "range",
    "raw_input": "input",
    "unicode": "str",
    "basestring": "str",
    "long": "int",
    "unichr": "chr",
    "reduce": "functools.reduce",
    "reload": "importlib.reload",
    "execfile": "exec(open(…).read())",
    "cmp": "(a > b) - (a < b)",
    "izip": "zip",
}

ATTRIBUTES = {
    "iteritems": "items",
    "itervalues": "values",
    "iterkeys": "keys",
    "has_key": "in",
    "next": "next(…)",
}

CONVERTER = "2to3, which comes with Python up to 3.12, converts a whole file"


def syntax(line):
    """What to write instead, where this line is Python 2 and no Python 3, else None."""
    return next((remedy for pattern, remedy in SYNTAX if re.search(pattern, line)), None)


def is_name(name):
    return name in NAMES


def explain(error, who, place):
    """(code, message) where a name or method of Python 2 was looked for, else None."""
    text = str(error)
    if isinstance(error, NameError):
        found = re.match(r"name '(\w+)' is not defined", text)
        known = NAMES
    elif isinstance(error, AttributeError):
        found = re.match(r"'(?:dict|generator|\w*iterator|zip|map|filter)' object has no attribute '(\w+)'", text)
        known = ATTRIBUTES
    else:
        return None
    if not found or found.group(1) not in known:
        return None
    return "code.python2", "%s uses %s of Python 2: write %s instead (%s)" % (
        who,
        found.group(1),
        known[found.group(1)],
        CONVERTER,
    )
