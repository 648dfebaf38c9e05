"""Sheaves: answers about the single articles of an edition, remembered together, some hundred in one answer of memory.

What is found in an article depends on the article, and often on a few facts of the corpus, such as which of its phrases
can be tags at all. An edit changes the facts of a few articles. Each answer lies in the sheaf under a mark of all on
which it stands, so that it can be missing but never stale. To recall and to keep one thing for many articles costs much
less than one for each; an edit writes the part again in which the article lies, and never more than one part is held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar
from zlib import crc32

from generator.bundles import read_lines, written_lines
from generator.memory import Memory, memory_key

Answer = TypeVar("Answer")

MARK_BYTES = 16
PART = 128
"""Articles in one part, or up to twice as many."""


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """What is asked of an article.

    Attributes:
        mark: Of all on which the answer stands; from `mark_of`.
        make: Makes the answer.
        pack: Writes it as one line, without the end of it.
        unpack: Reads from that what is equal to the answer; raises ValueError, TypeError or LookupError if it is
            damaged.
    """

    mark: str
    make: Callable[[], Answer]
    pack: Callable[[Answer], bytes]
    unpack: Callable[[bytes], Answer]


class Sheaf(Generic[Answer]):
    """The answers to one question about each article of an edition."""

    def __init__(self, key: str, memory: Memory, questions: Mapping[str, Question[Answer]]) -> None:
        """Make ready to answer.

        Args:
            key: Of all sheaves that ever stand in its place: its contents change, what each says does not.
            memory: Where it is kept.
            questions: By the id of the article; a part of the sheaf that is damaged is empty.
        """
        self._key = key
        self._memory = memory
        self._questions = questions
        self._made: dict[str, Answer] = {}
        self._parts: dict[int, list[str]] = defaultdict(list)
        count = 1 << (len(questions) // (2 * PART)).bit_length()
        self._key = memory_key(key, str(count))
        for id_ in questions:
            self._parts[crc32(id_.encode("utf-8", "surrogatepass")) % count].append(id_)

    def marks(self) -> Mapping[str, bytes]:
        """Give a hash of each answer by id, the same for the same answer; what is known is not read for that."""
        return {
            id_: blake2b(line, digest_size=MARK_BYTES).digest()
            for part, ids in self._parts.items()
            for id_, line in self._lines(part, ids)
        }

    def answers(self) -> dict[str, Answer]:
        """Give each answer, by id in the order of the questions."""
        found: dict[str, Answer] = {}
        for part, ids in self._parts.items():
            found |= {id_: self._answer(id_, line) for id_, line in self._lines(part, ids)}
        self._made.clear()
        return {id_: found[id_] for id_ in self._questions}

    def _lines(self, part: int, ids: list[str]) -> Iterator[tuple[str, bytes]]:
        """Give each answer of a part as it is kept; keep the part, if it is another than before."""
        key = memory_key(self._key, str(part))
        known = read_lines(self._memory.recall(key), 2 * MARK_BYTES)
        given = {}
        for id_ in ids:
            mark = self._questions[id_].mark
            given[mark] = known[mark] if mark in known else self._line(id_)
            yield id_, given[mark]
        if given.keys() != known.keys():
            self._memory.keep(key, written_lines(given))

    def _line(self, id_: str) -> bytes:
        """Make an answer, and write it as one line."""
        question = self._questions[id_]
        self._made[id_] = made = question.make()
        return question.pack(made)

    def _answer(self, id_: str, line: bytes) -> Answer:
        if id_ in self._made:
            return self._made[id_]
        question = self._questions[id_]
        try:
            return question.unpack(line)
        except (ValueError, TypeError, LookupError):
            return question.make()


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
