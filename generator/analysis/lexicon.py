"""The lexicon of an edition: letters of its keys and spellings by their hashes, as far as anybody asked for them.

The letters of a phrase lie in its reading, and to look up one means to take the whole reading apart. Every build asks
for nearly the same ones, a fraction of all; these are remembered, in one answer of memory.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence

from generator.memory import Memory, NoMemory

COUNT = struct.Struct("<I")


class Lexicon:
    """What is spelled how."""

    def __init__(self, key: str = "", memory: Memory | None = None) -> None:
        """Recall what the last build asked for.

        Args:
            key: Of all that ever stands in its place, as for sheaves.
            memory: Where it is kept, if anywhere.
        """
        self._key = key
        self._memory = memory or NoMemory()
        self._known = decode(self._memory.recall(key) or b"")
        self._asked: dict[int, str] = {}

    def letters(self, hashes: Sequence[int], look_up: Callable[[Sequence[int]], Sequence[str]]) -> list[str]:
        """Give the letters of some hashes.

        Args:
            hashes: Of keys or spellings, from `readings.hashed`.
            look_up: Gives those that are not known, which it is told by their place.
        """
        known = self._known
        places = [place for place, number in enumerate(hashes) if number not in known]
        known |= zip([hashes[place] for place in places], look_up(places), strict=True)
        found = [known[number] for number in hashes]
        self._asked |= zip(hashes, found, strict=True)
        return found

    def keep(self) -> None:
        """Keep what was asked for since the beginning."""
        self._memory.keep(self._key, encode(self._asked))


def encode(letters: Mapping[int, str]) -> bytes:
    """Write letters and their hashes as bytes."""
    hashes = struct.pack(f"<{len(letters)}Q", *letters)
    return COUNT.pack(len(letters)) + hashes + "\n".join(letters.values()).encode("utf-8", "surrogatepass")


def decode(answer: bytes) -> dict[int, str]:
    """Read letters by their hashes; bytes that are damaged are none."""
    try:
        (count,) = COUNT.unpack_from(answer)
        hashes = struct.unpack_from(f"<{count}Q", answer, COUNT.size)
        letters = answer[COUNT.size + 8 * count :].decode("utf-8", "surrogatepass").split("\n")
        return dict(zip(hashes, letters, strict=True)) if count else {}
    except (struct.error, ValueError):
        return {}
