"""Rendered pages, remembered by their marks."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from generator.memory import Memory, memory_key


class Remembered:
    """Renders what is not remembered."""

    def __init__(self, memory: Memory) -> None:
        """Begin a build.

        Args:
            memory: Where answers are kept.
        """
        self._memory = memory

    def recall(self, mark: bytes) -> bytes | None:
        """Give what is kept under a mark, packed, or None."""
        return self._memory.recall(_key(mark))

    def keep(self, mark: bytes, packed: bytes) -> None:
        """Keep packed bytes."""
        self._memory.keep(_key(mark), packed)

    def bytes_of(self, mark: bytes, render: Callable[[], bytes]) -> bytes:
        """Give the bytes with a mark.

        Args:
            mark: Of all that they depend on.
            render: Makes them.
        """
        answer = self.recall(mark)
        return render() if answer is None else opened(answer, render)


def _key(mark: bytes) -> str:
    return memory_key("render/2", mark)


def packed(data: bytes) -> bytes:
    """Make bytes small."""
    return zlib.compress(data, 1)


def opened(answer: bytes, render: Callable[[], bytes]) -> bytes:
    """Give packed bytes as they were; what is damaged is rendered again."""
    try:
        return zlib.decompress(answer)
    except zlib.error:
        return render()
