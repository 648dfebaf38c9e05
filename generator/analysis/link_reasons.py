"""Reasons of links, remembered together by what they stand on.

To choose the words that are told under some seven links of each article takes most of relating them. They stand on the
terms of two articles, on what these weigh, and on the tags of both. An edit changes the weights of the articles that
have a term which it brings in or takes away, and of no others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

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
        self._known = _read(memory.recall(key))
        self._given: dict[str, Told] = {}

    def knows(self, mark: str) -> bool:
        """Tell whether a reason need not be made."""
        return mark in self._given or mark in (self._known or {})

    def of(self, mark: str, make: Callable[[], Told]) -> Told:
        """Give a reason.

        Args:
            mark: Of all on which it stands; from `mark_of`.
            make: Makes it.
        """
        told = self._given[mark] if mark in self._given else (self._known or {}).get(mark)
        self._given[mark] = told = make() if told is None else told
        return told

    def keep(self) -> None:
        """Keep what was told since the beginning, if it is not what was known."""
        if self._given != self._known:
            answer = json.dumps(self._given, ensure_ascii=False, separators=(",", ":"))
            self._memory.keep(self._key, answer.encode("utf-8", "surrogatepass"))


def _read(kept: bytes | None) -> Mapping[str, Told] | None:
    """Read reasons by their marks, all at one go: one by one takes some times as long; None when they are damaged."""
    try:
        rows = json.loads(kept or b"").items()
        told = {mark: tuple(terms) for mark, terms in rows if isinstance(terms, list)}
    except (ValueError, AttributeError):
        return None
    are_whole = len(told) == len(rows) and all(isinstance(term, str) for terms in told.values() for term in terms)
    return told if are_whole else None
