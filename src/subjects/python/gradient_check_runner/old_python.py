"""What runs on an interpreter that is too old. Any Python can read this file, Python 2 as well."""

import sys

from .refusal import refuse


def main():
    version = ".".join(str(part) for part in sys.version_info[:3])
    message = (
        "%s is Python %s; code is checked with Python 3.8 or later. "
        'Choose another interpreter, as in "code": { "python": "nn.py", "interpreter": "/usr/bin/python3" }.'
    )
    requests = getattr(sys.stdin, "buffer", sys.stdin)
    answers = getattr(sys.stdout, "buffer", sys.stdout)
    refuse(requests, answers, "code.oldPython", message % (sys.executable, version))
