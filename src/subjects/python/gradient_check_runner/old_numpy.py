"""Names that NumPy had once, and what to write instead."""

import re

INSTEAD = {
    # Gone since NumPy 1.24: the builtin itself was meant.
    "int": "int",
    "float": "float",
    "bool": "bool",
    "object": "object",
    "complex": "complex",
    "str": "str",
    "long": "int",
    "unicode": "str",
    # Gone since NumPy 2.
    "float_": "np.float64",
    "complex_": "np.complex128",
    "unicode_": "np.str_",
    "string_": "np.bytes_",
    "Inf": "np.inf",
    "Infinity": "np.inf",
    "infty": "np.inf",
    "PINF": "np.inf",
    "NINF": "-np.inf",
    "NaN": "np.nan",
    "NAN": "np.nan",
    "product": "np.prod",
    "cumproduct": "np.cumprod",
    "alltrue": "np.all",
    "sometrue": "np.any",
    "round_": "np.round",
    "asfarray": "np.asarray(…, dtype=float)",
    "row_stack": "np.vstack",
    "in1d": "np.isin",
    "trapz": "np.trapezoid",
    "cast": "np.asarray(…, dtype=…)",
    "asscalar": "….item()",
    "mat": "np.asmatrix",
    "rank": "np.ndim",
    "math": "the module math",
}


def explain(error, who, place):
    """(code, message), or None where the exception has another cause."""
    attribute = isinstance(error, AttributeError) and _attribute(str(error))
    if not attribute or attribute not in INSTEAD:
        return None
    return "code.oldNumPy", "%s uses np.%s, which this NumPy no longer has: write %s instead" % (
        who,
        attribute,
        INSTEAD[attribute],
    )


def _attribute(text):
    found = re.search(r"module 'numpy' has no attribute '(\w+)'|`np\.(\w+)` was (?:removed|a deprecated)", text)
    return found and (found.group(1) or found.group(2))
