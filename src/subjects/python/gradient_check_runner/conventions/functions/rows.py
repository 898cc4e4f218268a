"""Makes rows of functions: a Target where a dry run succeeded, else an Untested that says what to do about it."""

from ...problem import Place
from ...target import Note, Slot, Target, Untested
from . import messages
from .linked import Linked
from .means import mean_over_examples
from .plans import ways
from .quiet import quiet
from .search import Search
from .trial import NOTHING_BACKWARD, NOTHING_FORWARD, RAN
from .wiring import Returned


class Functions:
    """A forward pass with its backward pass, or a loss that returns its gradient itself."""

    def __init__(self, name, convention, forward, backward, read, given, stated=False):
        self.name = name
        self.convention = convention
        self.forward = forward
        self.backward = backward
        """Signature; None for a loss that returns its gradient."""
        self.read = read
        """read(invocation, what one run returned, random) makes [Reading]."""
        self.given = given
        """{argument: value} that the config states."""
        self.stated = stated
        """Whether the config states all there is, so that nothing is left to be found."""
        self.entrywise = None
        """Makes these Functions of every entry of arrays, or None where that has no meaning."""

    @property
    def last(self):
        return self.backward or self.forward

    @property
    def place(self):
        return Place.of(self.last.function)


def rows(context, functions):
    """[Target | Untested] of one pair of functions, one for each way of computing that a string chooses."""
    seed = context.random.randint(2**31 - 1)
    chosen = ways(functions.forward, functions.given)
    found = []
    for words in chosen:
        name = functions.name if len(chosen) == 1 else "%s (%s)" % (functions.name, ", ".join(words.values()))
        found += _row(functions, name, words, seed)
    return found


def _row(functions, name, words, seed):
    search = Search(functions.forward, functions.read, functions.given, seed)
    trial = search.best(words)
    if trial and trial.wants_numbers and functions.entrywise:
        functions = functions.entrywise()
        search = Search(functions.forward, functions.read, functions.given, seed)
        trial = search.best(words)
    if trial and trial.stage == RAN:
        return _targets(functions, name, trial.reading)
    return [_untested(functions, name, trial, search.tried)]


def _untested(functions, name, trial, tried):
    if trial and trial.error is None and trial.stage in (NOTHING_FORWARD, NOTHING_BACKWARD):
        return Untested(name, messages.not_implemented(trial.function), functions.name)
    if trial and trial.raised and (functions.stated or trial.reached_backward or not trial.raised_by_arguments):
        problem = messages.raised(functions, trial)
        return Untested(name, problem, functions.name, "warning" if problem.code == "code.notImplemented" else "error")
    return Untested(name, messages.unsure(functions, trial, tried), functions.name)


def _targets(functions, name, reading):
    """One target, or two where the gradients of the parameters are means over the examples."""
    with quiet():
        means, examples = mean_over_examples(reading)
    plain = [path for path in reading.paths if path not in means]
    found = [_target(functions, name, reading, plain, 1.0)] if plain else []
    if means:
        target = _target(functions, name, reading, means, 1.0 / examples)
        target.notes.append(_mean_note(functions, name, means))
        found.append(target)
    if isinstance(reading.invocation, Linked):
        found[0].notes.append(_logits_note(functions, name, reading.invocation))
    source = next(iter(reading.wiring.sources.values()), None) if reading.elementwise else None
    if isinstance(source, Returned):
        found[0].notes.append(_output_note(functions, name))
    return found


def _target(functions, name, reading, paths, scale):
    arrays = reading.invocation.arrays
    return Target(
        name,
        functions.convention,
        [Slot(name, str(path[-1]), arrays[path], functions.name, _own(path)) for path in paths],
        reading.cost(scale),
        lambda: reading.gradients(paths),
        Place.of(functions.forward.function),
        functions.place,
        loss=reading.loss,
    )


def _own(path):
    return str(path[0]) if len(path) == 1 else "%s['%s']" % path


def _mean_note(functions, name, paths):
    return Note(
        "code.conditional",
        "%s gives the gradient of %s as a mean over the examples (1/m) and that of its input without: they are "
        "compared with a cost divided by m. That is right if the upstream gradient is that of a sum over the examples."
        % (functions.last.name, " and ".join(str(path[-1]) for path in paths)),
        name,
        functions.place,
    )


def _logits_note(functions, name, linked):
    argument = linked.path[-1]
    return Note(
        "code.conditional",
        "%s is the gradient of %s with respect to the logits, where %s = %s, and was checked so: it is wrong where it "
        "is taken for the gradient with respect to %s."
        % (functions.last.name, functions.forward.name, argument, linked.name, argument),
        name,
        functions.place,
    )


def _output_note(functions, name):
    return Note(
        "code.conditional",
        "%s is the derivative of %s when it is given what %s returns, and was checked so: it is wrong wherever it is "
        "given the input instead." % (functions.last.name, functions.forward.name, functions.forward.name),
        name,
        functions.place,
    )
