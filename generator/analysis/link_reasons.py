"""Reasons of links, remembered together by what they stand on.

To choose the words that are told under some seven links of each article takes most of relating them. They stand on the
terms of two articles, on what these weigh, and on the tags of both. An edit changes the weights of the articles that
have a term which it brings in or takes away, and of no others.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from generator.analysis.sheaves import read_lines, written_lines
from generator.memory import Memory

Told = tuple[str, ...]


class LinkReasons:
    """What was told, and is to be told again where it stands on the same."""

    def __init__(self, key: str, memory: Memory) -> None:
        """Recall what the last build told.

        Args:
            key: Of all that ever stands in its place, as for sheaves.
            memory: Where it is kept.
        """
        self._key = key
        self._memory = memory
        kept = memory.recall(key)
        self._is_new = kept is None
        self._known = read_lines(kept)
        self._given: dict[str, bytes] = {}

    def of(self, mark: str, make: Callable[[], Told]) -> Told:
        """Give a reason.

        Args:
            mark: Of all on which it stands; from `mark_of`.
            make: Makes it.
        """
        line = self._given.get(mark) or self._known.get(mark, b"")
        told = _read(line)
        if told is None:
            told = make()
            line = _written(told)
        self._given[mark] = line
        return told

    def keep(self) -> None:
        """Keep what was told since the beginning, if it is not what was known."""
        if self._is_new or self._given != self._known:
            self._memory.keep(self._key, written_lines(self._given))


def _written(told: Told) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(line: bytes) -> Told | None:
    """Read a reason; None when there is none, or it is damaged."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return tuple(told) if isinstance(told, list) and all(isinstance(term, str) for term in told) else None
