"""What the source of a function tells about its arguments."""

import ast
import inspect
import re
import textwrap

_CHANNELS = re.compile(r"(?:n_?|num_?|in_?)?(?:c|ch|channels?|depth)(?:_?(?:in|prev))?$")


class Hints:
    def __init__(self):
        self.ranks = {}
        """{name: how many extents its shape is unpacked into}."""
        self.channels = {}
        """{name: which of its axes the source calls channels}."""
        self.least = {}
        """{name: how many axes it has at least, as it is indexed}."""
        self.integers = set()
        """Names that index something else."""
        self.keys = {}
        """{name: keys} of what is read as a dict, in the order of the source."""
        self.unpacked = {}
        """{name: [names]} that it is unpacked into."""
        self.called = set()
        """Names of the functions that it calls itself."""
        self.words = {}
        """{name: strings that it is compared with}, in the order of the source."""
        self.returned = []
        """Names in the last return statement, None for an expression; [] where there is no source."""

    def take(self, other, names):
        """Adds what another function says about its arguments; `names`: {its name: ours}."""
        for its, ours in names.items():
            if its in other.ranks:
                self.ranks.setdefault(ours, other.ranks[its])
            if its in other.channels:
                self.channels.setdefault(ours, other.channels[its])
            if its in other.least:
                self.least[ours] = max(self.least.get(ours, 0), other.least[its])
            if its in other.integers:
                self.integers.add(ours)
            if its in other.unpacked:
                self.unpacked.setdefault(ours, other.unpacked[its])
            for key in other.keys.get(its, []):
                _add_once(self.keys, ours, key)
            for word in other.words.get(its, []):
                _add_once(self.words, ours, word)
        for key, words in other.words.items():
            # Keys of options are compared after they were read into a variable of the same name.
            for word in words:
                _add_once(self.words, key, word)


def read(function, functions, depth=4):
    """Hints of a function and of those of `functions` ({name: function}) that it hands its arguments to."""
    hints = Hints()
    tree = _tree(function)
    if tree is None:
        return hints
    for node in sorted(ast.walk(tree), key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            _unpacking(hints, node.targets[0], node.value)
        elif isinstance(node, ast.Subscript):
            _indexing(hints, node)
        elif isinstance(node, ast.Compare):
            _comparison(hints, node)
        elif isinstance(node, ast.Call):
            _reading(hints, node)
            hints.called.add(getattr(node.func, "attr", None) or getattr(node.func, "id", None))
            if depth and isinstance(node.func, ast.Name) and node.func.id in functions:
                _handing(hints, node, functions, depth)
    hints.returned = _returned(tree)
    return hints


def _add_once(table, name, text):
    """Adds a key or a word to those of this name, once."""
    known = table.setdefault(name, [])
    if text not in known:
        known.append(text)


def _tree(function):
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    return tree.body[0] if isinstance(tree.body[0], ast.FunctionDef) else None


def _unpacking(hints, target, value):
    if not isinstance(target, (ast.Tuple, ast.List)) or any(isinstance(part, ast.Starred) for part in target.elts):
        return
    if isinstance(value, ast.Attribute) and value.attr == "shape" and isinstance(value.value, ast.Name):
        hints.ranks.setdefault(value.value.id, len(target.elts))
        names = [getattr(part, "id", "").lower() for part in target.elts]
        channels = [axis for axis, name in enumerate(names) if _CHANNELS.match(name)]
        if len(channels) == 1:
            hints.channels.setdefault(value.value.id, channels[0])
    elif isinstance(value, ast.Name) and all(isinstance(part, ast.Name) for part in target.elts):
        hints.unpacked.setdefault(value.id, [part.id for part in target.elts])


def _indexing(hints, node):
    index = _index(node)
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    owner = node.value
    if isinstance(owner, ast.Name):
        if _is_text(index):
            _add_once(hints.keys, owner.id, index.value)
            return
        spread = any(isinstance(part, ast.Constant) and part.value in (None, Ellipsis) for part in parts)
        if not spread and not any(isinstance(part, ast.Attribute) for part in parts):
            hints.least[owner.id] = max(hints.least.get(owner.id, 0), len(parts))
    if isinstance(owner, ast.Attribute) and owner.attr == "shape" and isinstance(owner.value, ast.Name):
        if isinstance(index, ast.Constant) and isinstance(index.value, int) and index.value >= 0:
            hints.least[owner.value.id] = max(hints.least.get(owner.value.id, 0), index.value + 1)
        return
    for part in parts:
        for name in _indices(part):
            hints.integers.add(name)


def _index(node):
    """What stands between the brackets; Python 3.8 wraps it once more."""
    return node.slice.value if node.slice.__class__.__name__ == "Index" else node.slice


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _indices(part):
    """Names that are an index themselves: y, y[i], y.astype(int), y - 1; not those of a slice or of a condition."""
    if isinstance(part, ast.Name):
        return [part.id]
    if isinstance(part, ast.Subscript):
        return _indices(part.value)
    if isinstance(part, ast.BinOp):
        return _indices(part.left)
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
        same = part.func.attr in ("astype", "flatten", "ravel", "reshape", "squeeze")
        return _indices(part.func.value) if same else []
    return []


def _comparison(hints, node):
    if len(node.ops) != 1:
        return
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], (ast.In, ast.NotIn)) and isinstance(right, ast.Name) and isinstance(left, ast.Constant):
        if _is_text(left):
            _add_once(hints.keys, right.id, left.value)
        return
    name = left.id if isinstance(left, ast.Name) else _key_read(left)
    if name and isinstance(node.ops[0], (ast.Eq, ast.Is)):
        if _is_text(right):
            _add_once(hints.words, name, right.value)
    elif name and isinstance(node.ops[0], ast.In) and isinstance(right, (ast.Tuple, ast.List, ast.Set)):
        for word in [part.value for part in right.elts if _is_text(part)][:1]:
            _add_once(hints.words, name, word)


def _key_read(node):
    return _index(node).value if isinstance(node, ast.Subscript) and _is_text(_index(node)) else None


def _reading(hints, node):
    function = node.func
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return
    if function.attr in ("get", "pop", "setdefault") and node.args and _is_text(node.args[0]):
        _add_once(hints.keys, function.value.id, node.args[0].value)
    elif function.attr == "transpose" and len(node.args) > 1:
        hints.ranks.setdefault(function.value.id, len(node.args))


def _handing(hints, node, functions, depth):
    try:
        parameters = list(inspect.signature(functions[node.func.id]).parameters)
    except (TypeError, ValueError):
        return
    names = {its: part.id for its, part in zip(parameters, node.args) if isinstance(part, ast.Name)}
    for keyword in node.keywords:
        if keyword.arg and isinstance(keyword.value, ast.Name):
            names[keyword.arg] = keyword.value.id
    if names:
        hints.take(read(functions[node.func.id], functions, depth - 1), names)


def _returned(tree):
    returns = [node for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value is not None]
    if not returns:
        return []
    value = max(returns, key=lambda node: node.lineno).value
    if isinstance(value, ast.Name):
        # A tuple may be put together before it is returned.
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Tuple, ast.List)):
                if any(isinstance(target, ast.Name) and target.id == value.id for target in node.targets):
                    value = node.value
                    break
    parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else [value]
    return [part.id if isinstance(part, ast.Name) else None for part in parts]
