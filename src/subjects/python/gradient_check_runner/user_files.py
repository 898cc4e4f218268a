"""The user's files that were loaded: nn.py, the files beside it that it imports, the cells of a notebook."""

import os


class UserFile:
    """`lines` of source text, and what running them left out.

    Frames and functions count lines in `lines`; `stands_at(line)` is where the user sees it.
    """

    names = {}
    """{name: value} that it finds before it runs."""

    def __init__(self, path, lines):
        self.path = path
        self.lines = lines
        self.tree = None
        """Its syntax tree, as it runs; None while it is read."""
        self.notes = []
        """[Note] about what was skipped."""
        self.left_out = {}
        """{name: why it has no value}, for names that a skipped statement should have set."""
        self.undefined = {}
        """{name: Problem} of functions and classes whose definition needs what could not be imported."""
        self.missing_stars = []
        """[Missing] for every `from module import *` that failed: any unknown name may be one of theirs."""

    def stands_at(self, line):
        """The line in the file on disk."""
        return line

    def words(self, line):
        return "%s line %d" % (os.path.basename(self.path), line)


_loaded = {}


def remember(user_file):
    _loaded[user_file.path] = user_file


def user_file(path):
    """The UserFile at this path, as frames name it; None where it is not the user's."""
    return _loaded.get(path)


def all_user_files():
    return list(_loaded.values())
