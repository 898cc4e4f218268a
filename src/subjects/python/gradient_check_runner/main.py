"""Glue: requests come from standard input, answers go to a private copy of standard output."""

import os
import sys


def main():
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever the user's code prints goes to the log.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    from .frames import read_frame, write_frame
    from .problem import Problem
    from .session import Session

    session = Session()
    while True:
        frame = read_frame(requests)
        if frame is None:
            return
        try:
            header, arrays = session.answer(*frame)
        except Problem as problem:
            header, arrays = {"error": problem.told()}, []
        write_frame(answers, header, arrays)
