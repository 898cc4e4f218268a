"""Finds the passes of a whole network among functions or methods, by their names, their source and a dry run.

passes       which functions are the forward pass, the cost and the backward pass
sources      parameters to begin with: from an initializer, the module's variables, or made up from their names
construction or from a network object's constructor
examples     inputs and labels in the layouts that are in use
binding      which value goes to which argument
dry_runs     runs the passes with all of that, and says how well the gradients fit
search       tries layouts and takes the one that fits best
"""
