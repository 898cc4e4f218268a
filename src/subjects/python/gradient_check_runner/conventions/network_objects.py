"""Convention 2b: a network object whose methods give its cost and its gradients.

    model = FullyConnectedNet(hidden_dims, input_dim, num_classes, reg)
    loss, grads = model.loss(X, y)                    # model.params
    grads = net.gradient(x, t)                        # net.loss(x, t), net.params
    nabla_b, nabla_w = net.backprop(x, y)             # net.weights, net.biases
    net.forward(X); net.backward(X, y)                # self.W1, self.dW1
"""

import inspect

from ..problem import Problem
from .network.binding import Unbound
from .network.construction import constructed
from .network.function import Function, methods
from .network.networks import as_rows, search_networks
from .network.options import Options
from .network.starts import settled
from .network.stated import stated_roles
from .network.unsettled import explained

CONVENTION = "network object"


def networks(context):
    """[Target | Untested] of the file's classes; [] where none is a network."""
    stated = {role: name for role, name in stated_roles(context).items() if "." in name}
    functions = [Function(name, function) for name, function in context.module.functions.items()]
    found, broken = [], []
    for owner in dict.fromkeys(context.module.classes.values()):
        inherited = [one.passes.backward.call for one in found if issubclass(owner, one.passes.backward.owner)]
        theirs = [one for one in methods(owner) if one.call not in inherited]
        here = search_networks(
            context,
            theirs,
            lambda passes, owner=owner: _starts(context, owner),
            stated,
            functions,
        )
        found += here[0]
        broken += here[1]
    if found:
        return as_rows(found, CONVENTION, context)
    untested = explained(broken, context)
    return [untested] if untested else []


def rows(context):
    return []


def stated(context):
    return []


def _starts(context, owner):
    constructor = Function("__init__", owner.__init__, owner) if inspect.isfunction(owner.__init__) else None
    if constructor is None:
        return
    try:
        for start in constructed(owner, constructor, context, Options(context)):
            if start.leaves:
                yield from settled(start, context)
    except (Problem, Unbound):
        # It is made in another way than from sizes, and so is no network of this kind.
        return
