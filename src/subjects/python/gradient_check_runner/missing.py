"""Stands for a module that could not be imported, and for everything of it, until the code that is checked needs it."""

import os
import sys

from .failure import stack
from .installation import how_to_install
from .problem import Problem


class MissingUsed(Problem):
    """Something needs what could not be imported."""

    def __init__(self, missing, problem):
        super().__init__(problem.code, problem.message, problem.place, problem.detail)
        self.missing = missing


class Missing:
    """Whatever is done with it raises MissingUsed; only its attributes can be named, as annotations and bases do."""

    def __init__(self, module, place, error, reason, attribute=None):
        self.module = module
        self.place = place
        """Where the import stands."""
        self.error = error
        self.reason = reason
        """Continues a sentence: '… which nn.py line 3 could not import (No module named …)'."""
        self.attribute = attribute or module

    @property
    def remedy(self):
        name = self.module.strip(".").split(".")[0]
        folder = os.path.dirname(self.place.file)
        if os.path.exists(os.path.join(folder, name + ".pyx")):
            return "It is to be compiled first from %s.pyx: cythonize -i %s.pyx" % (name, name)
        beside = "If it is a file of yours, put it in %s" % folder
        return beside if self.module.startswith(".") else "%s. Otherwise: %s" % (beside, how_to_install(self.module))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Missing(self.module, self.place, self.error, self.reason, "%s.%s" % (self.attribute, name))

    def __hash__(self):
        return id(self)

    def __instancecheck__(self, instance):
        # Nothing can be an instance of a class that is not there: `isinstance(x, torch.Tensor)` on an array is False.
        return False

    def __mro_entries__(self, bases):
        self.use()

    def use(self, *args, **kwargs):
        """Raises what the user is to know where this is needed."""
        if isinstance(self.error, Problem):
            raise MissingUsed(self, self.error)
        place, _ = stack(sys._getframe(1))
        place = place or self.place
        message = "%s needs %s, which %s. %s." % (place.whose, self.attribute, self.reason, self.remedy)
        raise MissingUsed(self, Problem("code.missingImport", message, place))


USES = """call len bool iter next contains getitem setitem delitem enter exit array float int complex index abs neg pos
invert eq ne lt le gt ge add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor radd rsub rmul
rmatmul rtruediv rfloordiv rmod rdivmod rpow rlshift rrshift rand ror rxor iadd isub imul imatmul itruediv ifloordiv
imod ipow"""
for _operation in USES.split():
    setattr(Missing, "__%s__" % _operation, Missing.use)
