"""The user's module as one convention leaves it to the next: without some classes, or with functions wrapped."""

import copy


class ModuleView:
    def __init__(self, module, functions, classes):
        self.file = module.file
        self.functions = functions
        self.classes = classes
        self._module = module

    @property
    def names(self):
        """The module's names, with the functions as they are here and without the classes that are not."""
        left_out = set(self._module.classes) - set(self.classes)
        names = {name: value for name, value in self._module.names.items() if name not in left_out}
        names.update(self.functions)
        return names

    @property
    def undefined(self):
        return self._module.undefined

    @property
    def notes(self):
        return self._module.notes


def viewed(context, functions=None, without=()):
    """The context with another view of its module; notes and the random stream are shared."""
    module = context.module
    if functions is None and not without:
        return context
    view = copy.copy(context)
    classes = {name: cls for name, cls in module.classes.items() if name not in without}
    view.module = ModuleView(module, module.functions if functions is None else functions, classes)
    return view
