"""The Python side of Gradient Check: finds a forward and a backward pass in a file and evaluates them on request.

Needs NumPy and nothing else, on Python 3.8 and later. What is said over the wire is told in media/protocol/README.md.
"""
