"""How a package is installed for the interpreter that runs this."""

import os
import sys
import sysconfig

NAMED_OTHERWISE = {
    "cv2": "opencv-python",
    "PIL": "Pillow",
    "sklearn": "scikit-learn",
    "skimage": "scikit-image",
    "yaml": "PyYAML",
    "past": "future",
    "tensorflow_datasets": "tensorflow-datasets",
}
"""Packages whose name in an import is not their name in the index."""


def how_to_install(module):
    """The sentence that says what to type. `module`: dotted name as in an import."""
    name = module.split(".")[0]
    package = NAMED_OTHERWISE.get(name, name)
    if not is_externally_managed():
        return "Install it for this interpreter: %s -m pip install %s" % (_quoted(sys.executable), package)
    if os.path.exists("/etc/debian_version"):
        return "Install it for this interpreter: sudo apt-get install python3-%s" % package.lower()
    return (
        "This interpreter leaves packages to the system (%s). Make an environment, `%s -m venv .venv`, select it as "
        "interpreter, and install it there: .venv/bin/python -m pip install %s"
        % (sys.executable, _quoted(sys.executable), package)
    )


def is_externally_managed():
    """Whether pip refuses to install here (PEP 668)."""
    in_environment = sys.prefix != sys.base_prefix
    return not in_environment and os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED"))


def _quoted(path):
    return '"%s"' % path if " " in path else path
