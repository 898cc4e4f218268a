"""Errors meant for people: a stable code, a message with the next step, and a place in the user's file."""

import inspect
import os

from .user_files import user_file


class Place:
    """A definition or a line in a file of the user's."""

    def __init__(self, file, line, name=None, column=None):
        self.file = file
        self.line = line
        self.name = name
        self.column = column

    @staticmethod
    def of(thing):
        """Place of a function's or class's definition, or None where it has none in a file of the user's."""
        thing = inspect.unwrap(thing)
        code = getattr(getattr(thing, "__func__", thing), "__code__", None)
        try:
            file = code.co_filename if code else inspect.getsourcefile(thing)
            if not user_file(file):
                return None
            line = code.co_firstlineno if code else inspect.getsourcelines(thing)[1]
        except (OSError, TypeError):
            return None
        return Place(file, line, thing.__qualname__)

    @property
    def words(self):
        """As a sentence names it: nn.py line 12; nn.ipynb cell 3, line 2."""
        known = user_file(self.file)
        return known.words(self.line) if known else "%s line %d" % (os.path.basename(self.file), self.line)

    @property
    def whose(self):
        """As a sentence begins: softmax (nn.py line 12)."""
        return "%s (%s)" % (self.name, self.words) if self.name and self.name != "<module>" else self.words

    def told(self):
        known = user_file(self.file)
        line = known.stands_at(self.line) if known else self.line
        # Columns of a notebook's code are not those of the file.
        column = self.column if line == self.line else None
        return {"file": self.file, "line": line, "column": column, "name": self.name}


def named(place, target):
    """What a sentence calls the code at `place`: its own name, else that of the target that it belongs to."""
    return place.name if place and place.name else target.name


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
