"""Imports the user's file."""

import importlib
import importlib.util
import inspect
import os
import sys

from .failure import call
from .imports import UserFileLoader, install, read, relative_depth
from .missing import Missing
from .user_files import all_user_files


class Module:
    """The user's file after its top level has run.

    `file`: absolute path, as Place takes it; `namespace`: its global variables.
    """

    def __init__(self, file, name, namespace):
        self.file = file
        self._name = name
        self._namespace = namespace

    @property
    def names(self):
        """{name: value} of its global variables, without what could not be imported."""
        return {name: value for name, value in self._namespace.items() if not isinstance(value, Missing)}

    @property
    def notes(self):
        """What was left out of the file and of those of the user's that it imports."""
        return [note for each in all_user_files() for note in each.notes]

    @property
    def undefined(self):
        """{name: Problem} of functions and classes that are not there, because an import failed."""
        return {name: problem for each in all_user_files() for name, problem in each.undefined.items()}

    @property
    def functions(self):
        """Functions by name, in the order of the file.

        Those that the file itself defines; where it defines neither functions nor classes, those that it imports
        from other files of the user's.
        """
        return self._own(_is_function)

    @property
    def classes(self):
        """Classes by name, in the same way."""
        return self._own(inspect.isclass)

    def _own(self, is_kind):
        things = {name: value for name, value in self.names.items() if _is_function(value) or inspect.isclass(value)}
        modules = {each.__module__ for each in things.values()}
        if self._name in modules:
            modules = {self._name}
        else:
            modules = {name for name in modules if isinstance(_loader(name), UserFileLoader)}
        return {name: value for name, value in things.items() if value.__module__ in modules and is_kind(value)}


def load(file, folder=None):
    """Runs the file as `import` would. `folder`: that of the config, from where imports work too.

    Raises Problem: code.file, code.syntax, code.python2; code.raised and the like where a definition raises.
    """
    file = os.path.abspath(file)
    user_file = read(file)
    execution = install()
    packages, root = _packages(file, relative_depth(user_file.tree))
    sys.path[:0] = [os.path.dirname(file), root]
    sys.path += [folder] if folder else []
    sys.argv = [file]
    os.chdir(os.path.dirname(file))
    if packages:
        call(importlib.import_module, ".".join(packages))
    name = _name(file, packages)
    module = sys.modules.get(name)
    # Its package may have imported it by now.
    if module is None:
        spec = importlib.util.spec_from_file_location(name, file, loader=UserFileLoader(name, file, execution))
        # Pickles, dataclasses and files that import this one look it up by name.
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        module.__dict__.update(user_file.names)
        execution.run(user_file, module.__dict__)
    return Module(file, name, module.__dict__)


def _packages(file, levels):
    """(names of the packages that the file is in, the folder that they are in).

    A file that imports relatively is a module of a package, at least `levels` deep; others stand on their own.
    """
    names = []
    folder = os.path.dirname(file)
    while os.path.exists(os.path.join(folder, "__init__.py")) or len(names) < levels:
        folder, name = os.path.split(folder)
        names.insert(0, name)
    return names if levels else [], folder


def _name(file, packages):
    stem = os.path.splitext(os.path.basename(file))[0].replace(".", "_")
    # A file of the user's may be called as a module that Python itself needs.
    own = stem if packages or stem not in sys.modules else "user_" + stem
    return ".".join(packages + [own])


def _is_function(value):
    """Also where a decorator has wrapped it."""
    return callable(value) and not inspect.isclass(value) and inspect.isfunction(inspect.unwrap(value))


def _loader(name):
    return getattr(sys.modules.get(name), "__loader__", None)
