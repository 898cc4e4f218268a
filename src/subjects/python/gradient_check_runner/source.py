"""Reads a file of the user's as text and as a syntax tree."""

import ast
import io
import os
import tokenize

from . import python2
from .problem import Place, Problem


def parse(text, path):
    """The syntax tree of a text of which lines count as those of the UserFile at `path`."""
    try:
        # What is no Python only for the compiler, such as a return outside of a function, is told before anything runs.
        compile(text, path, "exec", dont_inherit=True)
        return ast.parse(text, path)
    except SyntaxError as error:
        raise syntax_problem(error, path) from None
    except ValueError as error:
        raise Problem("code.file", "%s is not text: %s." % (os.path.basename(path), error), Place(path, 1)) from None


def syntax_problem(error, path):
    line = error.lineno or 1
    place = Place(path, line, column=max(error.offset or 1, 1))
    old = python2.syntax(error.text or "")
    if old:
        return Problem(
            "code.python2",
            "%s is written in Python 2, which Python 3 does not read: %s (%s)." % (place.words, old, python2.CONVERTER),
            place,
            (error.text or "").rstrip(),
        )
    return Problem("code.syntax", "%s cannot be read as Python: %s." % (place.words, error.msg), place, (error.text or "").rstrip())


def decode(path, data):
    """Text of a Python file, in UTF-8 or the encoding that its first lines declare."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return io.TextIOWrapper(io.BytesIO(data), encoding).read()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    except SyntaxError:
        line = _first_undecodable(data)
    place = Place(path, line)
    message = "%s is not in UTF-8: save the file as UTF-8, or say its encoding in the first line: # coding: latin-1"
    raise Problem("code.file", message % place.words, place)


def _first_undecodable(data):
    try:
        data.decode("utf-8")
        return 1
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1


def read_bytes(path):
    """Content of a file."""
    name = os.path.basename(path)
    if os.path.isdir(path):
        raise Problem("code.file", '%s is a folder: name the file in it, as in "python": "%s/nn.py".' % (name, name))
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        beside = _beside(path)
        there = " In its folder there is %s." % beside if beside else ""
        raise Problem("code.file", "There is no file %s.%s" % (path, there)) from None
    except OSError as error:
        raise Problem("code.file", "%s cannot be read: %s." % (name, error.strerror)) from None


def _beside(path):
    """The Python files in the folder where this one was looked for, as a sentence lists them."""
    folder = os.path.dirname(path)
    found = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return ", ".join([name for name in found if name.endswith((".py", ".ipynb"))][:10])
