from collections import deque


class Node:
    """Reverse-mode differentiation of scalars."""

    def __init__(self, val, inputs=(), local_grads=()):
        self.val = val
        self.grad = 0.0
        self.inputs = inputs
        self.local_grads = local_grads

    def __add__(self, other):
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.val + other.val, (self, other), (1.0, 1.0))

    def __sub__(self, other):
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.val - other.val, (self, other), (1.0, -1.0))

    def __mul__(self, other):
        other = other if isinstance(other, Node) else Node(other)
        return Node(self.val * other.val, (self, other), (other.val, self.val))

    def square(self):
        return Node(self.val**2, (self,), (2 * self.val,))

    def backward(self):
        self.grad = 1.0
        queue = deque([self])
        visited = {self}
        while queue:
            node = queue.popleft()
            for child, local in zip(node.inputs, node.local_grads):
                child.grad += local * node.grad
                if child not in visited:
                    visited.add(child)
                    queue.append(child)
