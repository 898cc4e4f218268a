"""Ends what takes too long in this thread, between two of its instructions."""

import threading
import time

try:
    import ctypes

    _raise_in_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
except (ImportError, AttributeError):
    # Not every Python has it: there, everything runs to its end.
    _raise_in_thread = None

AGAIN = 0.5
"""Seconds until what has caught the interruption is interrupted again."""


class Interrupted(BaseException):
    """Time is up. No Exception, so that `except Exception` in the code that is ended lets it through."""


def within(seconds, action):
    """Runs action(). Returns False if it had to be interrupted, else True; raises what it raises."""
    watch = _Watch(seconds)
    watch.start()
    try:
        try:
            action()
        finally:
            watch.end()
    except BaseException:
        watch.end()
        if not watch.has_fired:
            raise
    return not watch.has_fired


class _Watch(threading.Thread):
    def __init__(self, seconds):
        super().__init__(daemon=True)
        self._seconds = seconds
        self._watched = threading.get_ident()
        self._over = threading.Event()
        self.has_fired = False

    def run(self):
        pause = self._seconds
        while _raise_in_thread and not self._over.wait(pause):
            self.has_fired = True
            _raise_in_thread(ctypes.c_ulong(self._watched), ctypes.py_object(Interrupted))
            pause = AGAIN

    def end(self):
        """After this nothing is raised any more."""
        while True:
            try:
                self._over.set()
                self.join()
                if self.has_fired:
                    # What was raised last and has not arrived yet arrives here.
                    time.sleep(0.001)
                return
            except Interrupted:
                pass
