"""A short fingerprint of a text, by which it is known again after it was corrected, moved or renamed; pure.

The smallest shingles of a text (see `duplicates`) are much the same in a later version of it: their share in common
estimates what both have in common (Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.duplicates import LEAST_SHINGLES, shingles_of
from generator.bundles import Bundle
from generator.memory import Memory, memory_keys
from generator.slugs import short_hash
from generator.texts import KnownText
from generator.workforce import ALONE, Workforce

VERSION = "fingerprint/3"
BUNDLE = "fingerprints/1"
MARKS = 12
"""Shingles that are kept; of two texts that share half of theirs, at least six in common nine times in ten."""
SECONDS = 0.0004
"""CPU time of making one."""
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


def fingerprint_of(prose: KnownText) -> str:
    """Give the fingerprint of a prose."""
    return fingerprint(str(prose))


def fingerprints_of(proses: Sequence[KnownText], memory: Memory, workforce: Workforce = ALONE) -> list[str]:
    """Give the fingerprint of each text, or remember it.

    Args:
        proses: The texts.
        memory: Where fingerprints are kept.
        workforce: Who makes them.
    """
    key_of = memory_keys(VERSION)
    keys = [key_of(prose.mark) for prose in proses]
    bundle = Bundle(memory_keys(BUNDLE), keys, memory)
    known = {key: line.decode("ascii", "replace") for key in keys if (line := bundle.recall(key)) is not None}
    missing = {key: prose for key, prose in zip(keys, proses, strict=True) if key not in known}
    for key, made in zip(missing, workforce.answers(fingerprint_of, list(missing.values()), SECONDS), strict=True):
        known[key] = made
        bundle.add(key, made.encode())
    bundle.keep()
    return [known[key] for key in keys]
