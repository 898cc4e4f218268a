"""Central differences of every operation, at a few numbers each."""

import json

from nn import MLP, Layer, Neuron, Value

H = 1e-6
PAIRS = [(1.3, 0.7), (-0.9, 1.8), (0.6, -1.1)]


def gradient(f, numbers):
    nodes = [Value(number) for number in numbers]
    f(*nodes).backward()
    return [node.grad for node in nodes]


def difference(f, numbers, k):
    up, down = list(numbers), list(numbers)
    up[k] += H
    down[k] -= H
    return (f(*map(Value, up)).data - f(*map(Value, down)).data) / (2 * H)


def agrees(f, count=2, pairs=PAIRS):
    for pair in pairs:
        numbers = pair[:count]
        for k, a in enumerate(gradient(f, numbers)):
            n = difference(f, numbers, k)
            if abs(a - n) > 1e-6 * (1 + abs(a) + abs(n)):
                return False
    return True


def deep(a, b):
    c = a * b + a
    d = c * b + c * c
    return (d * a + c) * d


def model_agrees(model, inputs):
    def loss():
        out = model([Value(x) for x in inputs])
        out = out if isinstance(out, list) else [out]
        return sum((k + 0.5) * o for k, o in enumerate(out))

    for k, p in enumerate(model.parameters()):
        p.data = 0.4 + 0.13 * ((7 * k) % 5) - 0.21 * (k % 3)
    for p in model.parameters():
        p.grad = 0.0
    loss().backward()
    for p in model.parameters():
        kept, a = p.data, p.grad
        p.data = kept + H
        up = loss().data
        p.data = kept - H
        down = loss().data
        p.data = kept
        if abs(a - (up - down) / (2 * H)) > 1e-6 * (1 + abs(a)):
            return False
    return True


rows = {
    "add": agrees(lambda a, b: a + b) and agrees(lambda a: a + 2.5, 1),
    "mul": agrees(lambda a, b: a * b) and agrees(lambda a: a * 2.5, 1),
    "pow": agrees(lambda a: a**3, 1) and agrees(lambda a: a**-1.5, 1, [(1.3,), (0.4,)]),
    "relu": agrees(lambda a: a.relu(), 1),
    "neg": agrees(lambda a: -a, 1),
    "radd": agrees(lambda a: 2.5 + a, 1),
    "sub": agrees(lambda a, b: a - b) and agrees(lambda a: a - 2.5, 1),
    "rmul": agrees(lambda a: 2.5 * a, 1),
    "div": agrees(lambda a, b: a / b) and agrees(lambda a: a / 2.5, 1),
    "reuse": agrees(lambda a: a + a, 1)
    and agrees(lambda a: a * a, 1)
    and agrees(lambda a, b: a * b + a * b)
    and agrees(lambda a: a**3 + a**3, 1)
    and agrees(lambda a: a.relu() + a.relu(), 1),
    "graph": agrees(deep),
    "Neuron": model_agrees(Neuron(3), [0.5, -1.2, 0.8]),
    "Layer": model_agrees(Layer(3, 2), [0.5, -1.2, 0.8]),
    "MLP": model_agrees(MLP(3, [4, 2]), [0.5, -1.2, 0.8]),
}
print(json.dumps({"rows": {name: "pass" if right else "fail" for name, right in rows.items()}}))
