import sys

import numpy as np

sys.path.insert(0, "..")
import nn
from central_differences import agree, say, slope

x = np.array([-1.7, -0.4, 0.3, 1.9])
rows = {}
for name, prime in (("sigmoid", "derivative"), ("relu", "derivative"), ("elu", "derivative"), ("step_relu", "prime")):
    function = getattr(nn, name)
    claimed = [getattr(nn, "%s_%s" % (name, prime))(value) for value in x]
    rows[name] = agree((claimed, slope(lambda: sum(float(function(value)) for value in x), x)))
truth, guess = np.array([0.5]), np.array([1.25])
measured = slope(lambda: float(nn.squared_error(truth, guess).sum()), guess)
rows["squared_error"] = agree((nn.squared_error_derivative(truth, guess), measured))
say(rows)
