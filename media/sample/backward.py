"""A small network with a backward pass written by hand, and one mistake in it.

Run `python backward.py` (it needs numpy and h5py): it takes five flowers, computes the gradients and writes
them, with the parameters and the batch that they belong to, to data/gradients.h5. Then run
"Gradient Check: Run" on wrong-layer.gradcheck.json. Mend the mistake, run both again, and the check passes.
"""

import h5py
import numpy as np

with h5py.File("data/iris.h5", "r") as f:
    chosen = [0, 30, 60, 90, 120]
    X = f["features"][chosen] / 10.0
    labels = f["labels"][chosen]

rng = np.random.RandomState(7)
parameters = {
    "hidden1": {"kernel": rng.randn(4, 8) * 0.5, "bias": rng.randn(8) * 0.1},
    "hidden2": {"kernel": rng.randn(8, 6) * 0.5, "bias": rng.randn(6) * 0.1},
    "output": {"kernel": rng.randn(6, 3) * 0.5, "bias": rng.randn(3) * 0.1},
}


def forward(X):
    A1 = np.tanh(X @ parameters["hidden1"]["kernel"] + parameters["hidden1"]["bias"])
    A2 = np.tanh(A1 @ parameters["hidden2"]["kernel"] + parameters["hidden2"]["bias"])
    Z3 = A2 @ parameters["output"]["kernel"] + parameters["output"]["bias"]
    P = np.exp(Z3 - Z3.max(axis=1, keepdims=True))
    P /= P.sum(axis=1, keepdims=True)
    return A1, A2, P


def backward(X, labels):
    """Gradients of the mean cross-entropy over the m examples."""
    m = len(X)
    A1, A2, P = forward(X)
    dZ3 = P - np.eye(3)[labels]
    dZ2 = dZ3 @ parameters["output"]["kernel"].T * (1 - A2**2)
    dZ1 = dZ2 @ parameters["hidden2"]["kernel"].T * (1 - A1**2)
    return {
        "output": {"kernel": A2.T @ dZ3 / m, "bias": dZ3.sum(axis=0) / m},
        "hidden2": {"kernel": A1.T @ dZ2, "bias": dZ2.sum(axis=0) / m},
        "hidden1": {"kernel": X.T @ dZ1 / m, "bias": dZ1.sum(axis=0) / m},
    }


with h5py.File("data/gradients.h5", "w") as f:
    f["batch/x"], f["batch/y"] = X, labels
    for group, layers in {"parameters": parameters, "gradients": backward(X, labels)}.items():
        for layer, tensors in layers.items():
            for name, values in tensors.items():
                f[f"{group}/{layer}/{name}"] = values
