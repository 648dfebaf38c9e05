"""Bundles: short answers about many things, remembered together, some hundred in one answer of memory.

To recall and to keep one thing for many files costs much less than one for each. Each answer lies in its bundle under a
key of all on which it stands, so that it can be missing but never stale; when one is new, its part of the bundle is
written again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from zlib import crc32

from generator.memory import Memory, memory_key

Answer = TypeVar("Answer")

PART = 128
"""Answers in one part, or up to twice as many."""
KEY_LENGTH = len(memory_key(""))


class Bundle:
    """Answers by key, one line each."""

    def __init__(self, key_of: Callable[..., str], keys: Iterable[str], memory: Memory) -> None:
        """Recall a bundle.

        Args:
            key_of: Names a part by the number of parts and its own.
            keys: Of the answers, from `memory_key`.
            memory: Where the parts are kept.
        """
        wanted = dict.fromkeys(keys)
        count = 1 << (len(wanted) // (2 * PART)).bit_length()
        self._memory = memory
        self._parts: dict[str, list[str]] = defaultdict(list)
        names = [key_of(str(count), str(number)) for number in range(count)]
        for key in wanted:
            self._parts[names[crc32(key.encode()) % count]].append(key)
        self._kept = {part: read_lines(memory.recall(part), KEY_LENGTH) for part in self._parts}
        self._lines = {key: line for kept in self._kept.values() for key, line in kept.items()}

    def recall(self, key: str) -> bytes | None:
        """Give an answer, or None."""
        return self._lines.get(key)

    def add(self, key: str, line: bytes) -> None:
        """Take in an answer, which has no line end."""
        self._lines[key] = line

    def keep(self) -> None:
        """Keep the parts that are others than before."""
        for part, keys in self._parts.items():
            lines = {key: self._lines[key] for key in keys if key in self._lines}
            if lines != self._kept[part]:
                self._memory.keep(part, written_lines(lines))


def told_of_each(
    name_of: Callable[..., str],
    keys: Sequence[str],
    memory: Memory,
    make: Callable[[int], Answer],
    read: Callable[[Any], Answer],
) -> Sequence[Answer]:
    """Give the answer under each key, recalled from a bundle or made.

    Args:
        name_of: Names a part of the bundle, as for `Bundle`.
        keys: Of the answers.
        memory: Where the bundle is kept.
        make: Makes the answer of a place among the keys; JSON can hold it.
        read: Turns what JSON held into what is equal to it; raises ValueError or TypeError if that is damaged.
    """
    bundle = Bundle(name_of, keys, memory)

    def answer(place: int, key: str) -> Answer:
        try:
            return read(json.loads(bundle.recall(key) or b""))
        except (ValueError, TypeError):
            made = make(place)
            bundle.add(key, json.dumps(made, separators=(",", ":")).encode())
            return made

    answers = [answer(place, key) for place, key in enumerate(keys)]
    bundle.keep()
    return answers


def written_lines(answers: Mapping[str, bytes]) -> bytes:
    """Write keys and answers, one a line."""
    return b"\n".join([key.encode() + line for key, line in answers.items()])


def read_lines(kept: bytes | None, length: int) -> dict[str, bytes]:
    """Read keys of some length and answers, one a line, without looking into the answers."""
    lines = kept.split(b"\n") if kept else []
    return {line[:length].decode("ascii", "replace"): line[length:] for line in lines}
