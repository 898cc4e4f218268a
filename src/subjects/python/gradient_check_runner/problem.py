"""Errors meant for people: a stable code, a message with the next step, and a place in the user's file."""

import inspect
import os

from .user_files import user_file


class Place:
    """A definition or a line in a file of the user's."""

    def __init__(self, file, line, name=None):
        self.file = file
        self.line = line
        self.name = name

    @staticmethod
    def of(thing):
        """Place of a function's or class's definition, or None where it has none in a file of the user's."""
        thing = inspect.unwrap(thing)
        code = getattr(getattr(thing, "__func__", thing), "__code__", None)
        if code is not None:
            return Place(code.co_filename, code.co_firstlineno, thing.__qualname__) if user_file(code.co_filename) else None
        try:
            file = inspect.getsourcefile(thing)
            return Place(file, inspect.getsourcelines(thing)[1], thing.__qualname__) if user_file(file) else None
        except (OSError, TypeError):
            return None

    @property
    def words(self):
        """As a sentence names it: nn.py line 12; nn.ipynb cell 3, line 2."""
        known = user_file(self.file)
        return known.words(self.line) if known else "%s line %d" % (os.path.basename(self.file), self.line)

    def told(self):
        known = user_file(self.file)
        return {"file": self.file, "line": known.stands_at(self.line) if known else self.line, "name": self.name}


class Problem(Exception):
    """Nothing can be checked, or one row cannot."""

    def __init__(self, code, message, place=None, detail=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = place
        self.detail = detail

    def told(self):
        return {
            "code": self.code,
            "message": self.message,
            "place": self.place and self.place.told(),
            "detail": self.detail,
        }
