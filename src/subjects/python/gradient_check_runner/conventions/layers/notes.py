"""What is worth telling about a layer or a network beside its gradients."""

from ...target import Note
from .backward import PLAIN_RATE


def updated_before_use(method, row, place):
    return Note(
        "code.updatedBeforeUse",
        "What %s gives depends on its learning rate: a parameter is updated before it is used for another gradient."
        " Shown is what it gives at a learning rate of %g. Work out every gradient first, update then."
        % (method, PLAIN_RATE),
        row,
        place,
        "warning",
    )


def mean_over_examples(method, names, examples, row, place):
    return Note(
        "code.conditional",
        "%s divides the gradients of %s by the number of examples, %d, and not the one that it hands back. They were"
        " compared with the derivatives of the mean over the examples." % (method, listed(names), examples),
        row,
        place,
    )


def single_entry(method, upstream, row, place):
    return Note(
        "code.conditional",
        "%s goes by one entry of %s and looks at no other: it was checked with only one that is not 0, as a"
        " cross-entropy hands back, and is wrong beside anything else." % (method, upstream),
        row,
        place,
    )


def summed_up(forward, words, method, row, place):
    return Note(
        "code.costGuessed",
        "%s gives more than one number; their %s was taken for the cost of which %s gives the gradient."
        % (forward, words, method),
        row,
        place,
    )


def no_gradient(method, names, row, place):
    return Note(
        "gradient.missing",
        "%s leaves no gradient for %s, on which the output depends: not checked. Return it, or keep it in an attribute"
        " such as self.d%s." % (method, listed(names), names[0].split(".")[-1]),
        row,
        place,
        "warning",
    )


def cost_guessed(method, words, place):
    return Note(
        "code.costGuessed",
        "No cost was found. What %s takes from the parameters is the gradient of this cost, which was taken as J: %s."
        ' If it is another, write it as a method named "loss".' % (method, words),
        place=place,
    )


def cost_unsure(method, words, place):
    return Note(
        "code.costUnsure",
        "No cost was found, and what %s takes from the parameters is the gradient of no usual cost. This one was taken: %s."
        ' If it is another, write it as a method named "loss".' % (method, words),
        place=place,
        severity="warning",
    )


def rate_guessed(method, rate, place):
    return Note(
        "code.chosen",
        "%s has its learning rate written into it; %g was taken, with which the gradients agree best." % (method, rate),
        place=place,
    )


def one_example(method, examples, place):
    """`examples`: how many were run one after another; 0 where one was made up."""
    told = "It was run on each of the %d examples, and costs and gradients are means over them." % examples
    return Note(
        "code.oneExample",
        "%s takes one example at a time. %s" % (method, told if examples else "It was run on one that was made up."),
        place=place,
    )


def listed(names):
    names = list(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
