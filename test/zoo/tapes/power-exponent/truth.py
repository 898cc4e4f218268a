import json

from nn import Scalar

EPSILON = 1e-6


def worst(expression, *at):
    """Largest relative disagreement between backprop and a two-sided difference quotient."""
    nodes = list(map(Scalar, at))
    expression(*nodes).backprop()
    found = 0.0
    for k in range(len(at)):
        shifted = []
        for h in (EPSILON, -EPSILON):
            numbers = list(at)
            numbers[k] += h
            shifted.append(expression(*map(Scalar, numbers)).value)
        numerical = (shifted[0] - shifted[1]) / (2 * EPSILON)
        found = max(found, abs(numerical - nodes[k].gradient) / (abs(numerical) + abs(nodes[k].gradient) + 1e-3))
    return found


def shared(a, b):
    u = a * b + a
    return (u * a + u) * u


checks = {
    "add": [worst(lambda a, b: a + b, 0.8, -1.4), worst(lambda a: a + 2.5, 0.8)],
    "mul": [worst(lambda a, b: a * b, 0.8, -1.4), worst(lambda a: a * 2.5, 0.8)],
    "pow": [worst(lambda a: a**3, 0.8), worst(lambda a: a**-1.5, 1.7)],
    "log": [worst(lambda a: a.log(), 1.9)],
    "div": [worst(lambda a, b: a / b, 0.8, -1.4), worst(lambda a: a / 2.5, 0.8)],
    "reuse": [
        worst(lambda a: a + a, 0.8),
        worst(lambda a: a * a, 0.8),
        worst(lambda a: a.log() + a.log(), 0.8),
        worst(lambda a: a**3 + a**3, 0.8),
        worst(lambda a, b: a / b + a / b, 0.8, -1.4),
    ],
    "graph": [worst(shared, 0.8, -1.4)],
}
print(json.dumps({"rows": {name: "pass" if max(found) < 1e-6 else "fail" for name, found in checks.items()}}))
