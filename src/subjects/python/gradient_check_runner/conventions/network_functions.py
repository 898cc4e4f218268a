"""Convention 3: forward pass, cost and backward pass as functions over a dictionary, a list or a vector of parameters.

    parameters = initialize_parameters_deep(layers_dims)
    AL, caches = L_model_forward(X, parameters)
    cost = compute_cost(AL, Y)
    grads = L_model_backward(AL, Y, caches)
"""

from ..problem import Problem
from .network.binding import Unbound
from .network.function import Function
from .network.networks import as_rows, search_networks
from .network.options import Options
from .network.passes import initializers
from .network.sources import initialized, named
from .network.starts import settled
from .network.stated import check_stated, stated_roles
from .network.unsettled import explained
from .network.variables import module_variables
from .network.vocabulary import CONTAINERS, plain

CONVENTION = "network functions"


def networks(context):
    """[Target | Untested] of the file's functions; [] where they are no network."""
    check_stated(context)
    functions = [Function(name, call) for name, call in context.module.functions.items()]
    stated = {role: name for role, name in stated_roles(context).items() if "." not in name}
    kept = [(namespace, dict(namespace)) for namespace in {id(f.globals): f.globals for f in functions}.values()]
    found, broken = search_networks(
        context,
        functions,
        lambda passes: _starts(context, passes, functions, stated),
        stated,
    )
    if found:
        return as_rows(_of_one_size(found), CONVENTION, context)
    for namespace, values in kept:
        namespace.update(values)
    untested = explained(broken, context)
    return [untested] if untested else []


def _of_one_size(found):
    """Those that can be run side by side: the module's variables are as large for one as for the other."""
    sizes = next((one.best.run.start.smaller for one in found if one.best.run.start.variables), None)
    alike = [one for one in found if not one.best.run.start.variables or one.best.run.start.smaller == sizes]
    for one in alike:
        one.best.run.start.fill()
    return alike


def rows(context):
    return []


def stated(context):
    return []


def _starts(context, passes, functions, stated):
    """Starts and Problems: from an initializer, from the module's variables, and made up from names, in this order."""
    own = [passes.backward] + passes.forwards[:1] + passes.costs[:1]
    options = Options(context)
    container = next((name for one in own for name, _ in one.arguments if plain(name) in CONTAINERS), "parameters")
    sources = [initialized(one, context, options, container) for one in initializers(functions, stated)]
    if passes.may_be_joint:
        # It may make all that the other passes take from what it is given itself: a vector and the sizes.
        sources.append(named(own[:1], context))
    sources += [module_variables(own, context), named(own, context)]
    for source in sources:
        try:
            for start in source:
                if start.leaves and not _of_a_loss(start, passes):
                    yield from settled(start, context, passes.backward.mentions)
        except (Problem, Unbound) as failure:
            yield failure


def _of_a_loss(start, passes):
    """svm_loss(W, X, y, reg) → (loss, dW) is a loss function: a network's parameters are more, or in a container."""
    return len(start.leaves) == 1 and start.leaves[0].own in start.values and not passes.forwards
