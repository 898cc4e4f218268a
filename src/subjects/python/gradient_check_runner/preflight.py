"""What is seen before any difference: does the code always say the same, and does it leave its arrays alone?

Where it does not, the target is called in a way that makes up for it, and a note says so. A target of which all is
well stays as it is, so that no evaluation costs more.
"""

from .kept_arguments import keep_arguments
from .completeness import require_gradients
from .failure import any_problem
from .randomness import streams
from .repeatability import make_repeatable
from .target import Target, Untested


def examine(rows, context):
    """Returns the rows, with an Untested in place of every target that cannot be checked."""
    generators = streams(context.random)
    return [_examine(row, context, generators) if isinstance(row, Target) else row for row in rows]


def _examine(target, context, generators):
    try:
        keep_arguments(target, context)
        gradients = make_repeatable(target, generators)
        require_gradients(target, gradients, context.seed)
    except BaseException as error:
        problem = any_problem(error)
        severity = "warning" if problem.code == "code.notImplemented" else "error"
        return Untested(target.name, problem, target.slots[0].kind if target.slots else "", severity)
    return target
