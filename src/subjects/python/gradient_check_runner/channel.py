"""Requests and answers: read and written beside the thread in which the user's code runs."""

import os
import queue
import signal
import sys
import threading
import time
import traceback

from .failure import stack
from .frames import read_frame, write_frame


class Channel:
    """Between the check, which asks, and the thread that makes this object, which answers.

    The process ends at once, whatever it is doing, when there can be no more requests.
    """

    def __init__(self, requests, answers):
        self._requests = requests
        self._answers = answers
        self._asked = queue.Queue()
        self._writing = threading.Lock()
        self._answering = threading.get_ident()
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()

    def next(self):
        """Waits for a request: (header, arrays)."""
        return self._asked.get()

    def answer(self, header, arrays=()):
        with self._writing:
            write_frame(self._answers, header, arrays)

    def _read(self):
        try:
            while True:
                frame = read_frame(self._requests)
                if frame is None:
                    leave(0)
                if frame[0].get("request") == "where":
                    self.answer(self._where())
                else:
                    self._asked.put(frame)
        except BaseException:
            traceback.print_exc()
            leave(1)

    def _where(self):
        """What the user's code is doing."""
        place, text = stack(sys._current_frames()[self._answering])
        return {"where": place and place.told(), "stack": text}


def _watch_parent(parent):
    # The end of the requests may not show where another process holds their pipe open.
    while os.getppid() == parent:
        time.sleep(1)
    leave(0)


def leave(status):
    """Ends this process, and those that the user's code has started where this one leads their group."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(status)
