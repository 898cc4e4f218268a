import json

from nn import Classifier

model = Classifier(4, 5, 3)
flower = [1.02, 0.7, 0.28, 0.04]
weights = [0.8, -1.3, 0.5]
for k, parameter in enumerate(model.parameters()):
    parameter.data = 0.9 * ((k * 37) % 17) / 17 - 0.4


def loss():
    return sum(p * w for p, w in zip(model(flower), weights))


def verdict(layer):
    for parameter in model.parameters():
        parameter.grad = 0.0
    loss().backward()
    for parameter in layer.parameters():
        value = parameter.data
        parameter.data = value + 1e-6
        rise = loss().data
        parameter.data = value - 1e-6
        rise -= loss().data
        parameter.data = value
        if abs(rise / 2e-6 - parameter.grad) > 1e-6:
            return "fail"
    return "pass"


print(json.dumps({"rows": {"hidden": verdict(model.hidden), "output": verdict(model.output)}}))
