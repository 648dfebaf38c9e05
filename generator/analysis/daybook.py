"""The daybook of an edition: with which articles each went together, so that the past is not decided again.

Stories are found in one pass through time, and where an article goes stands on what was published before it alone. What
is new on a site is mostly its newest article: all that was decided before then holds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import Struct

MARK_BYTES = 16
HEADER = Struct("<I")
"""Number of articles."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where the articles went in one pass through time: for each, in that order, the number of a thread.

    Attributes:
        known: What was decided before and holds.
        decided: All that was asked for since.
    """

    known: Sequence[int] = ()
    decided: list[int] = field(default_factory=list)

    def number(self, decide: Callable[[], int]) -> int:
        """Give the thread of the next article."""
        place = len(self.decided)
        self.decided.append(self.known[place] if place < len(self.known) else decide())
        return self.decided[-1]


class Daybook:
    """What was decided.

    Attributes:
        pages: Of the pass with the editor's names, and of that without.
    """

    def __init__(self, kept: bytes | None, marks: Iterable[bytes]) -> None:
        """Read what the last build decided, as far as it stood on the same.

        Args:
            kept: What that build wrote.
            marks: Of all that each article tells, in the order of time.
        """
        self._pasts = _pasts(marks)
        named, unnamed = _decode(kept or b"", self._pasts)
        self.pages = Page(named), Page(unnamed)

    def written(self) -> bytes:
        """Write down what was decided."""
        pages = (array("I", page.decided).tobytes() for page in self.pages)
        return b"".join([HEADER.pack(len(self._pasts)), *self._pasts, *pages])


def _pasts(marks: Iterable[bytes]) -> Sequence[bytes]:
    """Mark what each decision stands on: the article, and all before it."""
    digest, found = blake2b(digest_size=MARK_BYTES), []
    for mark in marks:
        digest.update(mark)
        found.append(digest.digest())
    return found


def _decode(answer: bytes, pasts: Sequence[bytes]) -> tuple[Sequence[int], Sequence[int]]:
    """Read what was decided on the same; bytes that are damaged say nothing."""
    if len(answer) < HEADER.size:
        return (), ()
    (count,) = HEADER.unpack_from(answer)
    end = HEADER.size + count * MARK_BYTES
    known = [answer[at : at + MARK_BYTES] for at in range(HEADER.size, end, MARK_BYTES)]
    pages = (answer[at : at + 4 * count] for at in (end, end + 4 * count))
    # Where the past is another, it is so for all that follows.
    same = bisect_left(range(min(count, len(pasts))), True, key=lambda place: known[place] != pasts[place])
    first, second = (array("I", page)[:same] if len(page) == 4 * count else () for page in pages)
    return first, second
