"""Convention 2a: softmax_loss(x, y) → (loss, dx), svm_loss(W, X, y, reg) → (loss, dW).

A loss with a gradient function of its own, such as cross_entropy and cross_entropy_backward, is a pair of functions.
"""

import re

from .functions.naming import pairs
from .functions.readings import of_loss
from .functions.rows import Functions, rows as rows_of
from .functions.signature import REQUIRED, Signature
from .paired_functions import everything

CONVENTION = "loss that returns its gradient"

_LOSS = re.compile(
    r"loss|cost|entropy|likelihood|squared_error|divergence|energy|"
    r"(^|_)(mse|mae|bce|nll|sse|rmse|ce|hinge|svm|huber|kl|logistic|objective|criterion|regression)(_|$)",
    re.IGNORECASE,
)
_RETURNED_LOSS = re.compile(
    r"(\w*(loss|cost|error|err|nll|mse|entropy|energy)\w*|j|l|e|f|total|value)$", re.IGNORECASE
)
_RETURNED_GRADIENT = re.compile(
    r"(d[a-z_]\w*|g|grads?\w*|\w+_grads?|\w*gradients?\w*|delta\w*|nabla\w*|jac\w*)$", re.IGNORECASE
)
_USES = re.compile(
    r"train|fit|predict|numerical|optimi[sz]e|descent|evaluate|test|check|step|update|plot", re.IGNORECASE
)


def networks(context):
    return []


def rows(context):
    functions = everything(context)
    own = context.module.functions
    paired = {name for pair in pairs(list(own), list(functions)) for name in (pair.forward, pair.backward)}
    found = []
    for name in own:
        signature = Signature(functions[name], functions)
        if name not in paired and returns_gradient(signature):
            given = {name: value for name, value in context.extra.items() if name in signature.names}
            found += rows_of(context, Functions(name, CONVENTION, signature, None, of_loss(signature), given))
    return found


def returns_gradient(signature):
    """Whether a function by its name and by what it returns gives a loss and its gradient."""
    returned = signature.hints.returned
    if len(returned) < 2 or not any(default is REQUIRED for default in signature.defaults.values()):
        return False
    if _USES.search(signature.name):
        return False
    if any(name and _RETURNED_GRADIENT.match(name) for name in returned):
        return bool(_LOSS.search(signature.name)) or any(name and _RETURNED_LOSS.match(name) for name in returned)
    return bool(_LOSS.search(signature.name)) and returned[1] is None


def stated(context):
    """Losses that the config states are rows among its pairs, in its order: paired_functions gives them."""
    return []
