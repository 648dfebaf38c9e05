"""Readings: what one article alone tells, and how it is remembered.

A site has some hundreds of terms for each article, and a build that has little else to do spends its time on loading
them. So they are named tuples, which are made three times as fast as dataclasses, and are kept by columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any, NamedTuple

from generator.analysis.candidates import Candidate

THOUSAND = 1000
"""Shares and proposals have three digits, and are kept as whole numbers of thousandths."""


class Term(NamedTuple):
    """A phrase of one or two content words, for document frequencies and similarity; shares as in `Candidate`."""

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    in_title: bool
    announced: float = 0.0
    capital: float = 0.0
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article alone tells: its best candidates and all its terms, each ordered by key."""

    candidates: tuple[Candidate, ...]
    terms: tuple[Term, ...]


def encode(reading: Reading) -> bytes:
    """Write a reading as bytes, the same for equal ones."""
    c, t = _columns(reading.candidates, 12), _columns(reading.terms, 7)
    c[4], t[3] = _bits(c[4]), _bits(t[3])
    c[5:9], t[4:7] = map(_thousandths, c[5:9]), map(_thousandths, t[4:7])
    c[11] = _thousandths(c[11])
    return json.dumps([c, t], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(answer: bytes) -> Reading | None:
    """Read a reading; bytes that are damaged are none."""
    try:
        c, t = json.loads(answer.decode("utf-8", "surrogatepass"))
        c[4], t[3] = map(bool, c[4]), map(bool, t[3])
        c[5:9], t[4:7] = map(_shares, c[5:9]), map(_shares, t[4:7])
        c[11] = [None if n is None else n / THOUSAND for n in c[11]]
        # Articles share most keys; as one object each they are found faster and weigh less.
        c[0], t[0] = map(intern, c[0]), map(intern, t[0])
        candidates = tuple(map(Candidate._make, zip(*c, strict=True)))
        return Reading(candidates, tuple(map(Term._make, zip(*t, strict=True))))
    except (ValueError, TypeError, LookupError):
        return None


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[Any]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def _bits(column: Iterable[bool]) -> list[int]:
    return [int(value) for value in column]


def _thousandths(column: Iterable[float | None]) -> list[int | None]:
    return [None if value is None else round(value * THOUSAND) for value in column]


_SHARES = tuple(number / THOUSAND for number in range(THOUSAND + 1))


def _shares(column: Iterable[int]) -> list[float]:
    return [_SHARES[number] for number in column]
