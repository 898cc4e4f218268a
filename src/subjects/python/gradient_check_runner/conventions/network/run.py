"""One way to run the passes: parameters, examples and labels in a layout, and every argument bound."""

import numpy


class Run:
    """`forward`: a Call, or None where nothing reads what it returns; `prediction`: a path into that."""

    def __init__(self, start, inputs, labels, forward, cost, prediction):
        self.start = start
        self.inputs = inputs
        self.labels = labels
        self.forward = forward
        self.cost = cost
        self.prediction = prediction

    @property
    def examples(self):
        """The arrays that the user's code is given beside the parameters."""
        return [self.inputs.x, self.labels]

    def outputs(self):
        return None if self.forward is None else self.forward.bare()(None)

    def cost_closure(self):
        """J as the user's own loop would compute it: nothing is looked up and nothing is copied."""
        score = self.cost.score(self)
        spare = self.cost.call is not None and not self.cost.call.needs_forward(self.inputs)
        forward = None if spare or self.forward is None else self.forward.bare()

        def cost():
            value = score(None if forward is None else forward(None))
            return value if isinstance(value, float) else numpy.asarray(value).item()

        return cost
