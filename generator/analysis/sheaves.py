"""Sheaves: answers about the single articles of an edition, remembered together as one answer.

What is found in an article depends on the article, and often on a few facts of the corpus, such as which of its phrases
can be tags at all. An edit changes the facts of a few articles. Each answer lies in the sheaf under a mark of all on
which it stands, so that it can be missing but never stale. One thing to recall and to keep for all articles of a
language costs much less than one for each.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar

from generator.memory import Memory

Answer = TypeVar("Answer")

MARK_BYTES = 16


class Sheaf:
    """Answers that were given before, and those that are given now."""

    def __init__(self, key: str, memory: Memory) -> None:
        """Recall a sheaf; one that is damaged is empty.

        Args:
            key: Of all sheaves that ever stand in its place: its contents change, what each says does not.
            memory: Where it is kept.
        """
        self._key = key
        self._memory = memory
        self._known = _read(memory.recall(key))
        self._given: dict[str, bytes] = {}

    def answer(
        self, mark: str, make: Callable[[], Answer], pack: Callable[[Answer], Any], unpack: Callable[[Any], Answer]
    ) -> Answer:
        """Give an answer again, or make it.

        Args:
            mark: Of all on which it stands; from `mark_of`.
            make: Makes it.
            pack: Turns it into what JSON can hold.
            unpack: Turns that back into what is equal to the answer; raises ValueError, TypeError or LookupError if
                that is damaged.
        """
        if (known := self._known.get(mark)) is not None:
            try:
                found = unpack(json.loads(known))
            except (ValueError, TypeError, LookupError):
                pass
            else:
                self._given[mark] = known
                return found
        made = make()
        text = json.dumps(pack(made), ensure_ascii=False, separators=(",", ":"))
        self._given[mark] = text.encode("utf-8", "surrogatepass")
        return made

    def keep(self) -> None:
        """Keep the answers that were asked for, if they are others than before."""
        if self._given.keys() != self._known.keys():
            lines = [mark.encode() + answer for mark, answer in self._given.items()]
            self._memory.keep(self._key, b"\n".join(lines))


def mark_of(*parts: bytes) -> str:
    """Mark all on which an answer stands: a hash in which every part is told from its neighbours.

    >>> mark_of(b"a", b"bc") == mark_of(b"ab", b"c")
    False
    """
    digest = blake2b(digest_size=MARK_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _read(kept: bytes | None) -> dict[str, bytes]:
    """Read marks and answers, one a line, without looking into the answers."""
    lines = kept.split(b"\n") if kept else []
    return {line[: 2 * MARK_BYTES].decode("ascii", "replace"): line[2 * MARK_BYTES :] for line in lines}
