"""Near-duplicates: reprints of one text, and versions of it that were brought up to date.

Two texts are compared by their shingles, the runs of five words that they hold (Broder, "On the resemblance and
containment of documents", 1997). Pairs to compare are found by sketches: of each text its smallest shingles by hash,
of which two texts that resemble each other share some; the resemblance itself is then counted on all shingles, once
for each pair of texts, and remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from generator.analysis.text import fold
from generator.bundles import told_of_each
from generator.memory import Memory, memory_keys
from generator.texts import KnownText

VERSION = "analysis.resemblance/1"

SHINGLE = 5
"""Words of a shingle."""
LEAST_SHINGLES = 30
"""A shorter text says too little to be a reprint: two announcements may well be worded alike."""
SKETCH = 24
"""Smallest shingles by which pairs are found: two texts that share half of theirs have none of these in common once in
a million times."""
LEAST_RESEMBLANCE = 0.5
"""Shingles of both over shingles of either from which two texts are one."""
WORD = re.compile(r"\w+")
FACTOR = 0x9E3779B97F4A7C15
"""An odd number without pattern, that tells the places of words in a shingle."""
WIDTH = 2**64 - 1
GONE = pow(FACTOR, SHINGLE, 2**64)
"""What the first word of a shingle counts for when the next shingle begins."""

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Reprint:
    """A text that was there before.

    Attributes:
        id: The article.
        original: The first article with that text, by the order that was given.
        resemblance: Shingles of both over shingles of either, from `LEAST_RESEMBLANCE` to 1.
    """

    id: str
    original: str
    resemblance: float


def find_reprints(
    texts: Mapping[str, KnownText], lang: str, memory: Memory, sketches: Mapping[str, Sequence[int]] | None = None
) -> Mapping[str, Reprint]:
    """Find the texts that were there before.

    A text is a reprint of the first one that it resembles; so is what resembles a reprint, and no original is one
    itself. The work grows with the number of texts, however many are one.

    Args:
        texts: Prose by id, oldest first, all of one language.
        lang: BCP 47 tag.
        memory: Where is kept how much pairs of texts resemble each other.
        sketches: What `sketch_of` gives of each, if known; then only texts that may be one are read.

    Returns:
        By id, in the order of the texts.
    """
    known = {id_: sketch_of(str(text)) for id_, text in texts.items()} if sketches is None else sketches
    places = {id_: place for place, id_ in enumerate(texts)}
    pairs = sorted(_alike((id_, known[id_]) for id_ in texts), key=lambda pair: (places[pair[1]], places[pair[0]]))
    first: dict[str, Reprint] = {}
    for (one, other), share in zip(pairs, _resemblances(pairs, texts, lang, memory), strict=True):
        if share >= LEAST_RESEMBLANCE and other not in first:
            before = first.get(one)
            first[other] = Reprint(other, before.original if before else one, share)
    return {id_: first[id_] for id_ in texts if id_ in first}


def _resemblances(
    pairs: Sequence[tuple[str, str]], texts: Mapping[str, KnownText], lang: str, memory: Memory
) -> Sequence[float]:
    """Tell what the texts of each pair share; those are read of which that is not remembered."""
    shingles: dict[str, Shingles] = {}

    def of(id_: str) -> Shingles:
        if id_ not in shingles:
            shingles[id_] = shingles_of(str(texts[id_]))
        return shingles[id_]

    key_of = memory_keys(VERSION)
    keys = [key_of(texts[one].mark, texts[other].mark) for one, other in pairs]
    name_of = memory_keys(VERSION, "bundle", lang)
    return told_of_each(name_of, keys, memory, lambda place: resemblance(*map(of, pairs[place])), float)


def _alike(sketches: Iterable[tuple[str, Sequence[int]]]) -> set[tuple[str, str]]:
    """Give the pairs worth comparing, the earlier one first.

    Each text is paired with the first and the last that share a part of its sketch, not with all.
    """
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    pairs = set()
    for id_, own in sketches:
        for shingle in own:
            if shingle in first:
                pairs |= {(first[shingle], id_), (last[shingle], id_)}
            first.setdefault(shingle, id_)
            last[shingle] = id_
    return pairs


def sketch_of(text: str) -> tuple[int, ...]:
    """Give the smallest shingles of a text, ascending; none when it is too short to be a reprint."""
    found = shingles_of(text)
    return tuple(sorted(found)[:SKETCH]) if len(found) >= LEAST_SHINGLES else ()


def resemblance(one: Shingles, other: Shingles) -> float:
    """Tell what two texts share, in [0, 1], to three digits.

    >>> resemblance(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    both = len(one & other)
    return round(both / (len(one) + len(other) - both), 3) if both else 0.0


def shingles_of(text: str) -> Shingles:
    """Give the runs of five words of a text, as numbers; case, accents and signs do not count.

    >>> len(shingles_of("Un, deux, trois, quatre, cinq, six.")), shingles_of("Un deux trois")
    (2, frozenset())
    """
    words = [_numbers(word) for word in WORD.findall(fold(text))]
    if len(words) < SHINGLE:
        return frozenset()
    numbers, gone = zip(*words, strict=True)
    shingle = 0
    for number in numbers[:SHINGLE]:
        shingle = (shingle * FACTOR + number) & WIDTH
    # Each follows from the one before: it takes a word in and lets a word go.
    steps = zip(numbers[SHINGLE:], gone, strict=False)
    return frozenset([shingle, *[shingle := (shingle * FACTOR + new - old) & WIDTH for new, old in steps]])


@lru_cache(maxsize=100_000)
def _numbers(word: str) -> tuple[int, int]:
    """Give a word a number that is the same everywhere, and what it counts for when a shingle lets it go."""
    hashed = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(hashed, "big")
    return number, number * GONE & WIDTH


def oldest_first(id_: str, date: datetime | None) -> tuple[float, str]:
    """Order articles as `find_reprints` wants them; those without a date come last."""
    return date.timestamp() if date else float("inf"), id_


def original_of(id_: str, reprints: Mapping[str, Reprint]) -> str:
    """Give the first article with the text of a reprint; empty for any other."""
    return reprints[id_].original if id_ in reprints else ""
