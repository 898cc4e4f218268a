"""Says why nothing can be checked with this interpreter. Any Python can read this file, Python 2 as well."""

import struct

from .frames import write_frame


def refuse(requests, answers, code, message, detail=None):
    """Answers the first request with an error, then waits to be ended."""
    requests.read(struct.unpack("<I", requests.read(4))[0])
    write_frame(answers, {"error": {"code": code, "message": message, "place": None, "detail": detail}})
    requests.read()
