import json
import sys
import types

import numpy as np

# A table of nine letters in place of the file.
table = np.hstack([np.array([[25], [3], [14], [0], [8], [21], [17], [5], [11]]), np.random.rand(9, 6)])
sys.modules["pandas"] = types.SimpleNamespace(read_csv=lambda file: table)
np.random.seed(31)
shapes = iter([(48, 6), (48, 1), (26, 48), (26, 1)])
drawn = np.random.rand
np.random.rand = lambda *shape: drawn(*next(shapes))
text = open("nn.py").read().replace("table.T[0]", "table.T[0].astype(int)")
nn = types.ModuleType("nn")
sys.stdout, shown = open("/dev/null", "w"), sys.stdout
exec(compile(text.replace("500)", "1)"), "nn.py", "exec"), nn.__dict__)
sys.stdout = shown
X, Y = nn.pixels, nn.labels
names, arrays = ["W1", "b1", "W2", "b2"], [nn.W1, nn.b1, nn.W2, nn.b2]


def cost():
    return -np.log(nn.forward(*arrays, X)[-1][Y, np.arange(9)]).mean()


Z1, A1, Z2, A2 = nn.forward(*arrays, X)
rows = {}
for name, array, given in zip(names, arrays, nn.backward(Z1, A1, Z2, A2, nn.W1, nn.W2, X, Y)):
    direction = np.random.randn(*array.shape)
    array += 1e-5 * direction
    above = cost()
    array -= 2e-5 * direction
    slope = (above - cost()) / 2e-5
    array += 1e-5 * direction
    alike = np.shape(given) == array.shape and abs(slope - np.sum(given * direction)) < 1e-5 * abs(slope)
    rows[name] = "pass" if alike else "fail"
print(json.dumps({"rows": rows, "codes": ["code.costGuessed", "code.chosen"]}))
