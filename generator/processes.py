"""Workers that are processes of this machine [I/O].

They are spawned, not forked: this process may have threads, locks and open files that a copy of it would hold without
knowing. A server that forks (`forkserver`) would start them a little faster, and hide what they cost from everybody who
measures a build, since the system counts the work of a process for its parent alone. They cannot outlive this process:
each watches a pipe of which only this process holds the other end.
"""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection

from generator.garbage import collect_no_more, collect_seldom
from generator.workforce import Crew, Workforce

WORTH = 1.5
"""CPU seconds of work from which processes pay: starting them costs 0.4, and two do it in half of the time."""


def local_workforce(jobs: int, notice: Callable[[str], None], worth: float = WORTH) -> Workforce:
    """Give a workforce of processes of this machine.

    Args:
        jobs: How many may work at the same time; 1 is this process.
        notice: Told one line when they break down.
        worth: CPU seconds of work from which they are started.
    """
    return Workforce(partial(_processes, jobs), worth, notice) if jobs > 1 else Workforce()


def one_apart(notice: Callable[[str], None]) -> Workforce:
    """Give a workforce of one process beside this one, which does whatever little there is to do.

    Args:
        notice: Told one line when it breaks down.
    """
    return Workforce(partial(_processes, 1), notice=notice)


@contextmanager
def _processes(jobs: int) -> Iterator[Crew]:
    """Start processes, and end them."""
    context = get_context("spawn")
    watched, held = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(jobs, context, _begin, (watched,))
    try:
        yield Crew(executor, jobs, (BrokenExecutor,))
    except BaseException:
        held.close()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        watched.close()
        held.close()


def _begin(watched: Connection) -> None:
    """Prepare a worker."""
    collect_seldom()
    atexit.register(collect_no_more)  # what workers remember of words takes as long to look through as 50 articles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave, args=(watched,), daemon=True).start()


def _leave(watched: Connection) -> None:
    """Leave with the process that began this one, however that ends."""
    watched.poll(None)
    os._exit(0)
