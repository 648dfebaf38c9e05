"""Heads: what files say but for their texts, remembered together, some hundred in one answer of memory.

A build after an edit needs the head of every file, and the texts of hardly any; those are fetched one by one when
somebody asks. Each head lies under the key of its manuscript, so that it can be missing but never stale; an edit writes
the part again in which its file lies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from zlib import crc32

from generator.memory import Memory, memory_key

VERSION = "content.heads/1"
PART = 128
"""Files in one part, or up to twice as many."""
KEY_LENGTH = len(memory_key(VERSION))


class Heads:
    """The heads of all files of a content folder."""

    def __init__(self, key_of: Callable[..., str], keys: Mapping[str, str], memory: Memory) -> None:
        """Recall the heads.

        Args:
            key_of: Names a part by its number and the number of parts.
            keys: Of the manuscripts, by path of the file.
            memory: Where the parts are kept.
        """
        count = 1 << (len(keys) // (2 * PART)).bit_length()
        self._memory = memory
        self._parts: dict[str, list[str]] = defaultdict(list)
        for path, key in keys.items():
            number = crc32(path.encode("utf-8", "surrogatepass")) % count
            self._parts[key_of(str(count), str(number))].append(key)
        self._kept = {part: read_lines(memory.recall(part)) for part in self._parts}
        self._lines = {key: line for kept in self._kept.values() for key, line in kept.items()}

    def recall(self, key: str) -> bytes | None:
        """Give the head of a manuscript, or None."""
        return self._lines.get(key)

    def add(self, key: str, line: bytes) -> None:
        """Take in a head: one line."""
        self._lines[key] = line

    def keep(self) -> None:
        """Keep the parts that are others than before."""
        for part, keys in self._parts.items():
            lines = {key: self._lines[key] for key in keys if key in self._lines}
            if lines != self._kept[part]:
                self._memory.keep(part, written_lines(lines))


def written_lines(heads: Mapping[str, bytes]) -> bytes:
    """Write keys and heads, one a line."""
    return b"\n".join([key.encode() + line for key, line in heads.items()])


def read_lines(kept: bytes | None) -> dict[str, bytes]:
    """Read keys and heads, one a line, without looking into the heads."""
    lines = kept.split(b"\n") if kept else []
    return {line[:KEY_LENGTH].decode("ascii", "replace"): line[KEY_LENGTH:] for line in lines}
