"""Long streams of NumPy's RandomState: normals, uniforms and a permutation in one. JSON in, JSON out."""

import json
import sys

import numpy as np

question = json.load(sys.stdin)
rng = np.random.RandomState(question["seed"])
answer = {
    "normals": rng.randn(question["normals"]).tolist(),
    "uniforms": rng.uniform(-3, 7, question["uniforms"]).tolist(),
    "permutation": rng.permutation(question["permutation"]).tolist(),
    "more": rng.randn(3).tolist(),
}
json.dump(answer, sys.stdout)
