"""A short fingerprint of a text, by which it is known again after it was corrected, moved or renamed; pure.

The smallest shingles of a text (see `duplicates`) are much the same in a later version of it: their share in common
estimates what both have in common (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

from generator.analysis.duplicates import LEAST_SHINGLES, shingles_of
from generator.memory import Memory, memory_key
from generator.model import Article
from generator.slugs import short_hash

VERSION = "fingerprint/2"
MARKS = 12
"""Shingles that are kept; of two texts that share half of theirs, at least six in common nine times in ten."""
DIGITS = 6
"""Hexadecimal digits of each."""


def fingerprint(text: str) -> str:
    """Give the fingerprint of a prose; one too short to be known by its shingles is known as a whole.

    >>> fingerprint("Une brève."), fingerprint("")
    ('101912422a07', '')
    """
    shingles = sorted(shingles_of(text))
    if len(shingles) < LEAST_SHINGLES:
        return short_hash(" ".join(text.split()), 12) if text.strip() else ""
    return ".".join(f"{shingle & (16**DIGITS - 1):0{DIGITS}x}" for shingle in shingles[:MARKS])


def fingerprint_of(article: Article, memory: Memory) -> str:
    """Give the fingerprint of an article, or remember it."""
    key = memory_key(VERSION, article.prose)
    answer = memory.recall(key)
    if answer is None:
        answer = fingerprint(article.prose).encode()
        memory.keep(key, answer)
    return answer.decode("ascii", "replace")
