"""When Python looks for garbage, and when memory that is free goes back to the system.

Garbage are rings of objects that nothing needs any more; what is in no ring goes at once.

A build makes millions of objects, keeps most of them and makes few rings, while Python looks after every 700 new ones,
and now and then through all that there are. Of one edit among 1,000 articles that search was a sixth.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 100_000
"""New objects after which the youngest are looked through."""
MIDDLING, OLD = 200, 10
"""Such searches after which the next older objects are looked through, and searches of those after which all are.

An edit among 10,000 articles makes nine million objects: what outlives the first search is then looked through no more,
which was 0.3 of 14 CPU s.
"""


def collect_no_more() -> None:
    """Pass over all that there is when Python looks once more at the end of the program, when all goes anyway."""
    gc.freeze()


def collect_seldom() -> None:
    """Look for garbage so seldom, in this process, that it costs a build little and memory stays bounded."""
    gc.set_threshold(YOUNG, MIDDLING, OLD)


@contextmanager
def lasting() -> Iterator[None]:
    """Look for no garbage while things are made that stay, and later not among them.

    The pages of 10,000 articles are a million objects, of which none is in a ring. Rings that were made just before are
    taken away, as nobody would look at them again, and `digest serve` builds all day.
    """
    gc.collect(0)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def give_back() -> None:
    """Give the system back what is free between what is not; the C library of Linux keeps it, until it is told.

    After the articles of one language were compared, much is free in small pieces, and those of the next take room of
    their own: of 10,000 articles a fifth of what the process held.
    """
    import ctypes  # noqa: PLC0415 - a build that changes nothing has no use for it

    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)
