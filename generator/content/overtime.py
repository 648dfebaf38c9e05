"""A bound on the time that the reading of one article may take, whatever is in it [I/O: a timer of the process].

Costs are estimated before the Markdown library starts (`bounds`); this is the net below, for what no estimate knows.
CPU time is measured, so that a busy machine changes nothing; regular expressions too heed the signal while they
search. There is no such timer on Windows, and no signal outside the main thread: there the net is missing.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

AGAIN = 1.0
"""Seconds after which the signal comes again, should it have been swallowed."""


class OvertimeError(BaseException):
    """Reading takes too long; no `except Exception` of a library may hold it up."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Do what is inside in so many seconds of CPU time.

    Raises:
        OvertimeError: it took longer.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _struck)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _struck(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise OvertimeError
