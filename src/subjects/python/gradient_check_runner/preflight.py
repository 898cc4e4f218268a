"""What is seen before any difference: does the code always say the same, and does it leave its arrays alone?"""


def examine(row, context):
    """Returns the row, or an Untested in its place."""
    return row
