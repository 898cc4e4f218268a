"""How the user's own files are found and run when one of them imports another."""

import ast
import importlib.machinery
import os
import sys
import sysconfig

from . import notebook, source
from .execution import Execution
from .user_files import UserFile, remember


class UserFileLoader(importlib.machinery.SourceFileLoader):
    """Runs a file as Execution does; nothing is compiled into the user's folder."""

    def __init__(self, name, path, execution):
        super().__init__(name, path)
        self._execution = execution

    def exec_module(self, module):
        path = os.path.abspath(self.path)
        self._execution.run(read(path), module.__dict__)


class UserFinder:
    """Finds what Python finds, and gives the user's files to UserFileLoader."""

    def __init__(self, execution):
        self._execution = execution

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec and type(spec.loader) is importlib.machinery.SourceFileLoader and not _is_installed(spec.origin):
            spec.loader = UserFileLoader(name, spec.origin, self._execution)
        return spec


def install():
    """From here on imports of the user's files are run by one Execution, which is returned."""
    execution = Execution()
    before = sys.meta_path.index(importlib.machinery.PathFinder)
    sys.meta_path.insert(before, UserFinder(execution))
    return execution


def read(path):
    """Returns the UserFile with its tree. Raises Problem: code.file, code.syntax or code.python2."""
    data = source.read_bytes(path)
    # Some save a notebook under the name of a script.
    if path.endswith(".ipynb") or data.lstrip()[:1] == b"{" and b'"cells"' in data:
        return notebook.read(path, data)
    text = source.decode(path, data)
    known = UserFile(path, text.split("\n"))
    remember(known)
    notebook.read_script(known)
    return known


def relative_depth(tree):
    """How many packages the file must be in for its relative imports."""
    levels = [node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return max(levels, default=0)


def _is_installed(path):
    real = os.path.realpath(path)
    return any(part in ("site-packages", "dist-packages") for part in real.split(os.sep)) or any(
        real.startswith(folder + os.sep) for folder in _INSTALLATION
    )


_INSTALLATION = {
    os.path.realpath(folder)
    for folder in [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), os.path.dirname(__file__)]
}
"""Folders of Python's own library and of this package."""
