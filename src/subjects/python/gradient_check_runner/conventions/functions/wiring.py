"""What a backward pass is called with: upstream gradients, the cache, arguments and results of the forward pass."""

import itertools
import re

from .invocation import part, real
from .options import known
from .signature import REQUIRED

MOST = 24
"""Ways of calling one backward pass that are tried."""

_UPSTREAM = re.compile(
    r"(?:d_?[a-z]\w*|d|g|go|g_?(out|y|z|x|h|output)s?|grads?(ient)?s?|(grad(ient)?s?|delta|upstream)_\w+|"
    r"\w+_(grads?|gradients?|deltas?|errors?)|upstream\w*|deltas?|errors?|err|top_?diff|cotangents?|chain|nabla_?\w*|"
    r"gradoutput|gradinput|gradout|outgrad|outputgradient|accumgrad|incoming\w*|next_?(grad|delta)\w*)$"
)
_CACHE = re.compile(
    r"(?:\w*caches?|ctx|context|mem(ory)?|saved\w*|tape|intermediates?|store[ds]?|stash|residuals?|save_for_backward|"
    r"for_?backward|info|history|fwd_?\w*|forward_\w+|activations?|state|aux|to_?back\w*|tmp|inter)$"
)
_MARK = re.compile(r"^(?:d_?l_?d_?|d_?|g_?|grad(?:ient)?s?_?|delta_?|upstream_?)|_?(?:grads?|gradients?|delta|error)$")


def is_upstream(name):
    return bool(_UPSTREAM.match(name.lower())) and not known(name)


class Upstream:
    """The gradient of the cost by the output at `index` of what the forward pass returns."""

    def __init__(self, index):
        self.index = index


class Returned:
    """What the forward pass returns at `index`, or all of it."""

    def __init__(self, index=None):
        self.index = index


class Taken:
    """The forward pass's argument of this name, or all of its arguments."""

    def __init__(self, name=None):
        self.name = name


class Wiring:
    def __init__(self, sources):
        self.sources = sources
        """{parameter of the backward pass: Upstream | Returned | Taken | a plain value}."""

    @property
    def outputs(self):
        """Indices of the outputs that the cost is made of; none where the backward pass takes no upstream gradient."""
        return [source.index for source in self.sources.values() if isinstance(source, Upstream)]

    @property
    def upstream_names(self):
        return [name for name, source in self.sources.items() if isinstance(source, Upstream)]

    def values(self, inputs, returned, upstream):
        """{parameter: value} from {argument: value}, what the forward pass returned, and {output: array}."""
        found = {}
        for name, source in self.sources.items():
            if isinstance(source, Upstream):
                found[name] = upstream[source.index]
            elif isinstance(source, Returned):
                found[name] = part(returned, source.index)
            elif isinstance(source, Taken):
                found[name] = tuple(inputs.values()) if source.name is None else inputs[source.name]
            else:
                found[name] = source
        return found


def wirings(backward, forward, inputs, parts, given, derivative):
    """[Wiring] to try, the likeliest first.

    `inputs`: {argument: value} of the forward pass, `parts`: what it returned, one by one. `derivative`: the name
    speaks of a derivative, which may be one by the input or by the output and take no upstream gradient.
    """
    names = forward.hints.returned if len(forward.hints.returned) == len(parts) else [None] * len(parts)
    sources, upstream, caches, open_names = {}, [], [], []
    for name, default in backward.defaults.items():
        taken = _same(name, inputs)
        if name in given:
            sources[name] = given[name]
        elif taken and not (derivative and len(backward.names) == 1):
            sources[name] = Taken(taken)
        elif name in names:
            sources[name] = Returned(names.index(name))
        elif default is not REQUIRED and not _UPSTREAM.match(name.lower()):
            continue
        elif _CACHE.match(name.lower()):
            caches.append(name)
        elif is_upstream(name):
            upstream.append(name)
        elif _same(name, dict.fromkeys(filter(None, names))):
            sources[name] = Returned(names.index(_same(name, dict.fromkeys(filter(None, names)))))
        else:
            open_names.append(name)
    choices = [_spread(sources, upstream, caches, open_names, parts, names, inputs)]
    if not upstream and open_names and not derivative:
        choices.insert(0, _spread(sources, open_names[:1], caches, open_names[1:], parts, names, inputs))
    elif not upstream and open_names[1:]:
        choices.append(_spread(sources, open_names[:1], caches, open_names[1:], parts, names, inputs))
        choices.append(_spread(sources, open_names[1:2], caches, open_names[:1] + open_names[2:], parts, names, inputs))
    found = [wiring for choice in choices for wiring in choice]
    if derivative and not upstream:
        # A derivative is given the input, unless only the output makes it right.
        found.sort(key=lambda wiring: any(isinstance(source, Returned) for source in wiring.sources.values()))
    return found[:MOST]


def _spread(sources, upstream, caches, open_names, parts, names, inputs):
    """Every way of giving the parameters without a certain source one."""
    outputs = _outputs(upstream, parts, names, caches)
    if outputs is None:
        return
    rest = [index for index in range(len(parts)) if index not in outputs]
    named = [index for index in rest if names[index] and _CACHE.match(names[index].lower())]
    found = dict(sources, **{name: Upstream(index) for name, index in zip(upstream, outputs)})
    options = []
    # What is kept is rather a tuple or a dict than an array, and rather the last than the first.
    likely = sorted(rest[::-1], key=lambda index: real(parts[index]) is not None)
    likely = named if len(named) >= len(caches) else likely
    for place, name in enumerate(caches):
        same = [index for index in rest if names[index] == name]
        held = same or likely[place : place + 1]
        options.append([Returned(index) for index in held] or _anything(parts, inputs))
    for name in open_names:
        options.append([Returned(index) for index in rest[::-1]] + _anything(parts, inputs))
    for chosen in itertools.islice(itertools.product(*options), MOST):
        yield Wiring(dict(found, **dict(zip(caches + open_names, chosen))))


def _anything(parts, inputs):
    """What may have been kept where nothing was returned for it: an argument, the output, all of them."""
    arguments = [Taken(name) for name in inputs]
    whole = [Taken(), Returned()] if len(inputs) > 1 else [Returned()]
    return arguments + [Returned(index) for index in range(len(parts))] + whole


def _outputs(upstream, parts, names, caches):
    """For each upstream gradient the index of its output: by name (dnext_h, next_h), else in order."""
    fitting = [index for index, value in enumerate(parts) if real(value) is not None]
    if caches and len(fitting) > len(upstream) and fitting[-1] == len(parts) - 1:
        # An array at the end is the cache where the backward pass takes one.
        fitting = fitting[:-1]
    found = {}
    for name in upstream:
        plain = _plain(_MARK.sub("", name))
        for index in fitting:
            if names[index] and _plain(names[index]) == plain and index not in found.values():
                found[name] = index
                break
    free = [index for index in fitting if index not in found.values()]
    for name in upstream:
        if name not in found:
            if not free:
                return None
            found[name] = free.pop(0)
    return [found[name] for name in upstream]


def _same(name, names):
    """The one of `names` that is this one but for its case and underscores, or None."""
    if name in names:
        return name
    return next((other for other in names if _plain(other) == _plain(name)), None)


def _plain(name):
    return name.replace("_", "").lower()
