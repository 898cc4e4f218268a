"""What has to stand before NumPy or anything of the user's is imported."""

import faulthandler
import os
import signal
import sys

ONE_THREAD = ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
"""Several runners share the processors, and one thread sums in the same order every time."""


def prepare():
    """Returns the streams of requests and of answers, which nothing that the user's code does can reach."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever the user's code prints goes to the log; what it reads is at its end.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    # Leaves the user's lines in the log when the process crashes, even where they have closed it.
    faulthandler.enable(os.fdopen(os.dup(2), "w"))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    for library in ONE_THREAD:
        os.environ[library + "_NUM_THREADS"] = "1"
    # plt.show() returns at once.
    os.environ["MPLBACKEND"] = "Agg"
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    _leave_path()
    return requests, answers


def _leave_path():
    """The user's imports find nothing of ours; our own go by the package's path."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or ".") != own]
