"""A Jupyter notebook as one Python file: its code cells in order, without what only IPython understands."""

import ast
import bisect
import json
import json.scanner
import linecache
import os
import re

from .problem import Place, Problem
from .source import decode, parse
from .target import Note
from .user_files import UserFile, remember

PYTHON_CELLS = ("%%time", "%%capture", "%%prun")
"""Beginnings of cell magics whose cell is Python all the same; others are bash, HTML, a file to write …"""

MAGIC = re.compile(r"^\s*[%!?]|\?\s*$|=\s*[%!]")


class _Shell:
    """In place of IPython's own: takes every command and does nothing."""

    def __getattr__(self, name):
        return _ignore


def _ignore(*args, **kwargs):
    return None


class Notebook(UserFile):
    """`lines` are those of all cells; `cells`: first line of each; `stands`: line on disk of each line."""

    names = {"display": _ignore, "get_ipython": _Shell}

    def __init__(self, path, cells):
        super().__init__(path, [line for cell in cells for line, _ in cell])
        self.stands = [at for cell in cells for _, at in cell]
        self.cells = [1 + sum(map(len, cells[:k])) for k in range(len(cells))] or [1]

    def stands_at(self, line):
        return self.stands[min(line, len(self.stands)) - 1] if self.stands else 1

    def words(self, line):
        """Cells are counted as In [n] would be: code cells from 1."""
        cell = bisect.bisect_right(self.cells, line)
        return "%s cell %d, line %d" % (os.path.basename(self.path), cell, line - self.cells[cell - 1] + 1)


def read(path, data):
    """Returns the Notebook with its tree. Raises Problem: code.file, code.syntax or code.python2."""
    cells = _code_cells(decode(path, data), path)
    notebook = Notebook(path, cells)
    remember(notebook)
    code = []
    for cell in cells:
        code += _python([line for line, _ in cell], len(code) + 1, notebook)
    _show_in_tracebacks(notebook, code)
    notebook.tree = parse("\n".join(code), path)
    return notebook


def _python(lines, first, notebook):
    """The same number of lines, with `pass` for those that only IPython understands. `first`: line of the first."""
    lines = list(lines)
    head = next((k for k, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[head].startswith("%%"):
        if not lines[head].startswith(PYTHON_CELLS):
            return [""] * len(lines)
        lines[head] = ""
    lines, wrong = _without_magics(lines)
    if wrong is None:
        return lines
    if any(re.match(r"\s*(async\s+)?(def|class)\b", line) for line in lines):
        parse("\n" * (first - 1) + "\n".join(lines), notebook.path)
    place = Place(notebook.path, first + wrong)
    notebook.notes.append(Note("code.skipped", "%s cannot be read as Python: its cell was skipped." % place.words, place=place))
    return [""] * len(lines)


def read_script(user_file):
    """Gives a .py file its tree; it may have been exported from a notebook with its magics."""
    lines, _ = _without_magics(user_file.lines)
    if lines != user_file.lines:
        _show_in_tracebacks(user_file, lines)
    user_file.tree = parse("\n".join(lines), user_file.path)


def _without_magics(lines):
    """(the lines with `pass` for those that only IPython understands, index of the first that is wrong all the same)"""
    lines = list(lines)
    wrong = _first_wrong(lines)
    # A line that Python can read is no magic: `% b` may continue an expression.
    while wrong is not None and MAGIC.search(lines[wrong]):
        lines[wrong] = re.match(r"\s*", lines[wrong]).group() + "pass"
        wrong = _first_wrong(lines)
    return lines, wrong


def _first_wrong(lines):
    """Index of the line at which these cease to be Python, or None."""
    try:
        ast.parse("\n".join(lines))
    except SyntaxError as error:
        return min(error.lineno or 1, len(lines)) - 1
    except ValueError:
        return 0
    return None


def _code_cells(text, path):
    """[[(line of code, line on disk)]] of the code cells, in notebook formats 3 and 4."""
    try:
        notebook = _LocatingDecoder().decode(text)
        cells = [cell for sheet in notebook.get("worksheets", [notebook]) for cell in sheet["cells"]]
        sources = [cell.get("source", cell.get("input")) for cell in cells if cell["cell_type"] == "code"]
        starts = [at for at, character in enumerate(text) if character == "\n"]
        return [
            [
                (line.rstrip("\r"), bisect.bisect_left(starts, part.offset) + 1)
                for part in ([source] if isinstance(source, str) else source)
                for line in (part[:-1] if part.endswith("\n") else part).split("\n")
            ]
            for source in sources
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Problem("code.file", "%s is not a Jupyter notebook." % os.path.basename(path)) from None


class _LocatedText(str):
    """A string that knows at which character of the file it stands."""


class _LocatingDecoder(json.JSONDecoder):
    def __init__(self):
        super().__init__()
        read_text = self.parse_string

        def locate(text, start, strict=True):
            value, end = read_text(text, start, strict)
            located = _LocatedText(value)
            located.offset = start
            return located, end

        self.parse_string = locate
        self.scan_once = json.scanner.py_make_scanner(self)


def _show_in_tracebacks(notebook, code):
    """The traceback and inspect modules look source lines up here."""
    lines = [line + "\n" for line in code]
    # Without a time of modification the entry is never dropped.
    linecache.cache[notebook.path] = (sum(map(len, lines)), None, lines, notebook.path)
