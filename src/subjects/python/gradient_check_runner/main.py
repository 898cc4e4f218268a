"""Glue: answers requests one after another until the process is ended."""

import sys
import traceback

from .environment import prepare
from .installation import how_to_install
from .refusal import refuse


def main():
    requests, answers = prepare()
    try:
        # Everything below needs it.
        import numpy
    except Exception as error:
        message = "Code is checked with NumPy, which %s cannot import (%s). %s, "
        message += 'or choose another interpreter: "code": { "python": "nn.py", "interpreter": "/usr/bin/python3" }.'
        cause = str(error).strip().split("\n")[0]
        message %= (sys.executable, cause, how_to_install("numpy"))
        return refuse(requests, answers, "code.noNumPy", message, traceback.format_exc())
    from .channel import Channel
    from .failure import any_problem
    from .session import Session

    channel = Channel(requests, answers)
    session = Session()
    while True:
        try:
            channel.answer(*session.answer(*channel.next()))
        except BaseException as error:
            channel.answer({"error": any_problem(error).told()})
