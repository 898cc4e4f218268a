import numpy as np


def contrast(a, b, same, radius):
    """Pairs that belong together are drawn together, the others apart up to the radius."""
    difference = a - b
    distance = np.sqrt(np.sum(difference**2, axis=1))
    gap = np.maximum(0, radius - distance)
    value = 0.5 * np.mean(same * distance**2 + (1 - same) * gap**2)
    along = difference / distance[:, None]
    slope = (same * distance - (1 - same) * gap) / len(a)
    return value, (slope[:, None] * along, -slope[:, None] * along)


def triplet(anchor, near, far, margin=1.0):
    violation = np.sum((anchor - near) ** 2, axis=1) - np.sum((anchor - far) ** 2, axis=1) + margin
    active = (violation > 0)[:, None]
    value = np.sum(np.maximum(0, violation))
    d_anchor = 2 * active * (far - near)
    d_near = 2 * active * (near - anchor)
    d_far = 2 * active * (far - anchor)
    return value, d_anchor, d_near, d_far
