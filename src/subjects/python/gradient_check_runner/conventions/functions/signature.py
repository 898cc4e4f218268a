"""What a function takes, and how to hand it values by name."""

import copy
import functools
import inspect

import numpy

from .hints import read

REQUIRED = inspect.Parameter.empty


class Signature:
    def __init__(self, function, functions):
        """`functions`: {name: function} of the file, of which this one may call some."""
        self.function = function
        self.hints = read(function, functions)
        self.parameters = [
            parameter
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        ]
        self.names = [parameter.name for parameter in self.parameters]
        self.defaults = {parameter.name: parameter.default for parameter in self.parameters}

    def entrywise(self):
        """The Signature of the function applied to every entry of arrays, for one that only takes single numbers."""
        apply = numpy.vectorize(self.function, otypes=[object])

        @functools.wraps(self.function)
        def entry_by_entry(*values, **named):
            found = apply(*values, **named)
            return None if any(value is None for value in found.flat) else found.astype(float)

        each = copy.copy(self)
        each.function = entry_by_entry
        return each

    @property
    def name(self):
        return self.function.__name__

    def call(self, values):
        """(positional, keyword) arguments from {name: value}; what is missing keeps its default."""
        positional, keyword = [], {}
        for index, parameter in enumerate(self.parameters):
            if parameter.name not in values:
                continue
            if index == len(positional) and parameter.kind != parameter.KEYWORD_ONLY:
                positional.append(values[parameter.name])
            else:
                keyword[parameter.name] = values[parameter.name]
        return positional, keyword
