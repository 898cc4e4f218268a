"""The cost of tensors that come from autograd, and its gradients."""

import warnings

import numpy

from .library import tensors_in


class Evaluation:
    """J = Σ R · outputs, over the outputs that autograd leads back from; R = 1 for the one output of a loss.

    `run()` makes the outputs anew from `leaves`, tensors whose memory is that of the slots' arrays.
    """

    def __init__(self, torch, leaves, run, random, is_loss=False):
        self.torch = torch
        self.leaves = leaves
        self.run = run
        outputs = self.outputs()
        self.kept = [k for k, output in enumerate(outputs) if output.requires_grad and output.is_floating_point()]
        shapes = [tuple(outputs[k].shape) for k in self.kept]
        self.is_loss = is_loss and shapes == [()]
        self.weights = [
            torch.ones(()) if self.is_loss else torch.from_numpy(numpy.asarray(random.standard_normal(shape)))
            for shape in shapes
        ]

    def outputs(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tensors_in(self.torch, self.run())

    def cost(self):
        with self.torch.no_grad():
            outputs = tensors_in(self.torch, self.run())
            return sum((weight * outputs[k]).sum().item() for k, weight in zip(self.kept, self.weights))

    def gradients(self):
        """Through autograd, one for each leaf; None where it finds no way back."""
        outputs = tensors_in(self.torch, self.run())
        chosen = [outputs[k] for k in self.kept]
        weights = [weight.to(output.dtype) for weight, output in zip(self.weights, chosen)]
        found = self.torch.autograd.grad(chosen, self.leaves, weights, allow_unused=True)
        return [None if gradient is None else gradient.detach().numpy() for gradient in found]

    def varies(self):
        """Is J a finite number that changes with the leaves?"""
        before = self.cost()
        arrays = [leaf.detach().numpy() for leaf in self.leaves]
        kept = [array.copy() for array in arrays]
        for k, array in enumerate(arrays):
            # So small that a step function hardly meets one of its steps.
            array += 1e-6 / (k + 1)
        after = self.cost()
        for array, values in zip(arrays, kept):
            array[...] = values
        return bool(numpy.isfinite(before) and numpy.isfinite(after) and before != after)

    def is_finite(self):
        return bool(numpy.isfinite(self.cost()))

    def is_square(self):
        """A transposed factor would not show."""
        own = {tuple(leaf.shape) for leaf in self.leaves}
        shapes = [tuple(weight.shape) for weight in self.weights]
        return any(len(shape) > 1 and shape[-1] == shape[-2] and shape not in own for shape in shapes)
