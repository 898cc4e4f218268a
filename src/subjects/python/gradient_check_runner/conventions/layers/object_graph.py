"""What an object of the user's holds: its arrays by the paths that lead to them, and its state, to be put back."""

import inspect
import random

import numpy

_PLAIN = (str, bytes, int, float, complex, bool, type(None), numpy.generic, range)
_STREAMS = (numpy.random.RandomState, numpy.random.Generator, random.Random)


def walk(root):
    """Yields (path, holder, key, value) breadth first; a path is a tuple of attribute names, keys and indices.

    `holder[key] = value` sets the value, unless the holder is a tuple. Every container is entered once.
    """
    seen = set()
    waiting = [((), root)]
    while waiting:
        path, thing = waiting.pop(0)
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        holder, items = _contents(thing)
        for key, value in items:
            yield path + (key,), holder, key, value
            if not isinstance(value, _PLAIN + (numpy.ndarray,)):
                waiting.append((path + (key,), value))


def arrays(root):
    """{path: array} of every array that can be reached; one that is reached twice is listed under both paths."""
    return {path: value for path, _, _, value in walk(root) if isinstance(value, numpy.ndarray)}


def replace(root, old, new):
    """Puts `new` wherever the object holds `old`."""
    for _, holder, key, value in list(walk(root)):
        if value is old and not isinstance(holder, tuple):
            holder[key] = new


def written(path):
    """A path as it is written in the code: ('layers', 0, 'W') is layers[0].W."""
    text = ""
    for key in path:
        attribute = isinstance(key, str) and key.isidentifier()
        text += ("." if text else "") + key if attribute else "[%r]" % (key,)
    return text


class State:
    """Everything that an object holds at this moment, its streams of random numbers included.

    restore() puts the very same objects back with the same contents, so that references to its arrays stay good.
    The contents of the arrays in `free` are not kept: they are moved from outside.
    """

    def __init__(self, root, free=()):
        self._free = {id(array) for array in free}
        self._containers = []
        self._arrays = []
        self._streams = []
        self._keep(root)
        for _, _, _, value in walk(root):
            self._keep(value)

    def restore(self):
        for container, contents in self._containers:
            container.clear()
            container.update(contents) if isinstance(container, (dict, set)) else container.extend(contents)
        for array, contents in self._arrays:
            array[...] = contents
        for stream, state in self._streams:
            _set_stream(stream, state)

    def _keep(self, value):
        if isinstance(value, numpy.ndarray):
            if value.flags.writeable and id(value) not in self._free:
                self._arrays.append((value, value.copy()))
        elif isinstance(value, _STREAMS):
            self._streams.append((value, _stream(value)))
        else:
            holder, _ = _contents(value)
            if isinstance(holder, (dict, list, set)):
                self._containers.append((holder, holder.copy()))


def _contents(thing):
    """(what to set items of, its [(key, value)]); an object's contents are its attributes."""
    if isinstance(thing, dict):
        return thing, list(thing.items())
    if isinstance(thing, (list, tuple)):
        return thing, list(enumerate(thing))
    if isinstance(thing, set):
        return thing, []
    opaque = isinstance(thing, _PLAIN + _STREAMS + (numpy.ndarray,)) or inspect.isroutine(thing)
    if opaque or inspect.isclass(thing) or inspect.ismodule(thing) or not hasattr(thing, "__dict__"):
        return None, []
    return vars(thing), list(vars(thing).items())


def _stream(stream):
    if isinstance(stream, random.Random):
        return stream.getstate()
    return stream.get_state() if isinstance(stream, numpy.random.RandomState) else stream.bit_generator.state


def _set_stream(stream, state):
    if isinstance(stream, random.Random):
        stream.setstate(state)
    elif isinstance(stream, numpy.random.RandomState):
        stream.set_state(state)
    else:
        stream.bit_generator.state = state
