"""Finds the passes of a whole network among functions or methods, by their names, their source and a dry run.

passes     which functions are the forward pass, the cost and the backward pass
starts     parameters to begin with: from an initializer, a constructor, the module, or made up from their names
examples   inputs and labels in the layouts that are in use
binding    which value goes to which argument
trial      one dry run, and how well its gradients fit
search     tries layouts and takes the one that fits best
"""
