"""An independent reference: networks, losses and their gradients in NumPy, the way a textbook writes them.

Reads a JSON list of cases from stdin; writes, for each, the parameters as NumPy draws them, the cost, and the
gradient of every tensor at the parameters that came with the case; null where they are not finite.
"""

import json
import sys

import numpy as np

np.seterr(all="ignore")


def draw(spec, shape, fan_in, fan_out, rng):
    name = spec["name"]
    if name == "zeros":
        return np.zeros(shape)
    if name == "constant":
        return np.full(shape, spec["value"])
    if name == "random_normal":
        return rng.normal(spec["mean"], spec["stddev"], shape)
    if name == "random_uniform":
        return rng.uniform(spec["minval"], spec["maxval"], shape)
    if name == "glorot_uniform":
        limit = np.sqrt(6 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, shape)
    if name == "glorot_normal":
        return rng.normal(0, np.sqrt(2 / (fan_in + fan_out)), shape)
    if name == "he_normal":
        return rng.normal(0, np.sqrt(2 / fan_in), shape)
    raise ValueError(name)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def activate(spec, z):
    """The activation and a function from dJ/da to dJ/dz."""
    name = spec["name"]
    if name == "linear":
        return z, lambda da: da
    if name == "sigmoid":
        a = sigmoid(z)
        return a, lambda da: da * a * sigmoid(-z)
    if name == "tanh":
        return np.tanh(z), lambda da: da / np.cosh(z) ** 2
    if name == "relu":
        return np.maximum(z, 0), lambda da: da * (z > 0)
    if name == "leaky_relu":
        slope = spec["negative_slope"]
        return np.where(z > 0, z, slope * z), lambda da: da * np.where(z > 0, 1.0, slope)
    if name == "softmax":
        a = softmax(z)
        jacobian = np.einsum("...i,ij->...ij", a, np.eye(a.shape[-1])) - np.einsum("...i,...j->...ij", a, a)
        return a, lambda da: np.einsum("...ij,...j->...i", jacobian, da)
    raise ValueError(name)


def loss(spec, output, labels):
    """The cost and its gradient with respect to the output."""
    name, logits = spec["name"], spec["from_logits"]
    if name == "mean_squared_error":
        t = labels.reshape(output.shape)
        return np.mean((output - t) ** 2), 2 * (output - t) / output.size
    if name == "binary_crossentropy":
        t = labels.reshape(output.shape)
        if logits:
            return np.mean(np.logaddexp(0, output) - t * output), (sigmoid(output) - t) / output.size
        cost = -np.mean(t * np.log(output) + (1 - t) * np.log(1 - output))
        return cost, (output - t) / (output * (1 - output)) / output.size
    classes = output.shape[-1]
    rows = output.size // classes
    if labels.size == rows:
        t = np.eye(classes)[labels.reshape(output.shape[:-1]).astype(int)]
    else:
        t = labels.reshape(output.shape)
    if logits:
        shifted = output - output.max(axis=-1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return -np.sum(t * log_p) / rows, (np.exp(log_p) - t) / rows
    return -np.sum(t * np.log(output)) / rows, -t / output / rows


def answer(case):
    m, layers, l2 = case["m"], case["layers"], case["l2"]
    rng = np.random.RandomState(case["seed"])
    x = np.array(case["x"]).reshape([m] + case["inputShape"])
    given = iter(case["parameters"])
    drawn, weights, steps = [], [], []
    penalty = 0.0
    for layer in layers:
        kind = layer["type"]
        if kind == "Dense":
            inputs, units = x.shape[-1], layer["units"]
            # Drawn as W of W x + b; kept as the network keeps it.
            drawn.append(draw(layer["kernel_initializer"], (units, inputs), inputs, units, rng).T)
            kernel = np.array(next(given)).reshape(inputs, units)
            weights.append(kernel)
            penalty += l2 * np.sum(kernel**2)
            z = x @ kernel
            bias = None
            if layer["use_bias"]:
                drawn.append(draw(layer["bias_initializer"], (units,), inputs, units, rng))
                bias = np.array(next(given))
                weights.append(bias)
                z = z + bias
            x_in = x
            x, back = activate(layer["activation"], z)

            def dense(dy, x_in=x_in, kernel=kernel, bias=bias, back=back):
                dz = back(dy)
                rows = dz.reshape(-1, dz.shape[-1])
                gradients = [x_in.reshape(-1, x_in.shape[-1]).T @ rows + 2 * l2 * kernel]
                if bias is not None:
                    gradients.append(rows.sum(axis=0))
                return dz @ kernel.T, gradients

            steps.append(dense)
        elif kind == "Activation":
            x, back = activate(layer["activation"], x)
            steps.append(lambda dy, back=back: (back(dy), []))
        elif kind == "Flatten":
            shape = x.shape
            x = x.reshape(m, -1)
            steps.append(lambda dy, shape=shape: (dy.reshape(shape), []))
        elif kind == "Dropout":
            if layer.get("seed") is None:
                mask = np.ones(x.shape)
            else:
                keep = 1 - layer["rate"]
                mask = (np.random.RandomState(layer["seed"]).uniform(size=x.shape) < keep) / keep
            x = x * mask
            steps.append(lambda dy, mask=mask: (dy * mask, []))
        else:
            raise ValueError(kind)
    cost, dy = loss(case["loss"], x, np.array(case["labels"]["data"], dtype=float))
    gradients = []
    for step in reversed(steps):
        dy, own = step(dy)
        gradients = own + gradients
    flat = lambda arrays: [np.ascontiguousarray(array).ravel().tolist() for array in arrays]
    cost = float(cost + penalty)
    finite = np.isfinite(cost) and all(np.isfinite(gradient).all() for gradient in gradients)
    if not finite:
        return {"drawn": flat(drawn), "cost": None, "gradients": None}
    return {"drawn": flat(drawn), "cost": cost, "gradients": flat(gradients)}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
