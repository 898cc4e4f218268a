"""Functions of a forward and a backward pass: which belong together, what they are called with, what comes out."""
