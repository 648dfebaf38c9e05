"""What is measured against: articles with the words that people chose for them, and how well ours agree with those.

A file holds one article a line, as JSON: `{id, lang, title, text, keyphrases}`, and `date` where it is known. Phrases
are compared as Snowball stems, exactly: whatever is left on one of ours counts against it.
"""

from __future__ import annotations

import json
import platform
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import Stemmer

from generator.analysis.languages import language

FIRST_DAY = datetime(2017, 1, 1, tzinfo=UTC)
"""Date of an article that has none."""


@dataclass(frozen=True, slots=True)
class Gold:
    """An article, and the phrases that people chose for it."""

    id: str
    lang: str
    title: str
    text: str
    phrases: tuple[str, ...]
    date: datetime = FIRST_DAY


def read_gold(file: Path) -> tuple[Gold, ...]:
    """Read a file of articles, in its order."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(
        Gold(
            id=str(row["id"]),
            lang=row["lang"],
            title=row["title"],
            text=row["text"],
            phrases=tuple(row["keyphrases"]),
            date=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC) if row.get("date") else FIRST_DAY,
        )
        for row in rows
    )


@lru_cache(maxsize=200_000)
def form(phrase: str, lang: str) -> str:
    """Give what is compared of a phrase.

    >>> form("L’OTAN", "fr"), form("Élections", "fr") == form("élection", "fr")
    ('l otan', True)
    """
    plain = unicodedata.normalize("NFKC", phrase).casefold().replace("\u00ad", "").replace("’", "'")
    return " ".join(_stem(word, language(lang).snowball) for word in re.findall(r"\w+", plain))


@lru_cache(maxsize=200_000)
def _stem(word: str, snowball: str) -> str:
    return str(Stemmer.Stemmer(snowball).stemWord(word)) if snowball else word


def forms(phrases: Iterable[str], lang: str) -> tuple[str, ...]:
    """Give the forms of phrases, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, (form(phrase, lang) for phrase in phrases))))


def f1(found: Collection[str], wanted: Collection[str], size: int) -> float:
    """Give the harmonic mean of precision and recall, in [0, 1].

    Args:
        found: Forms of ours.
        wanted: Forms of people's.
        size: How many of ours precision is counted over, though fewer were found.

    >>> f1(("a", "b"), ("a", "c"), 2), f1((), ("a",), 0)
    (0.5, 0.0)
    """
    hits = len(set(found) & set(wanted))
    return 2 * hits / (size + len(wanted)) if hits else 0.0


def mean_f1(found: Mapping[str, Sequence[str]], gold: Sequence[Gold], first: int) -> float:
    """Give the mean over articles of F1 of the first so many phrases, in per cent.

    Args:
        found: Phrases by id of the article, best first.
        gold: Articles; those without phrases of people do not count.
        first: Phrases that are looked at.
    """
    told = [item for item in gold if forms(item.phrases, item.lang)]
    return (
        100
        * sum(f1(forms(found[item.id], item.lang)[:first], forms(item.phrases, item.lang), first) for item in told)
        / len(told)
    )


def libraries() -> str:
    """Name Python and the libraries on which figures depend."""
    names = ("yake", "pystemmer", "numpy")
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


class Readings:
    """A memory for readings of articles that lasts as long as the program."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._answers: dict[str, bytes] = {}

    def recall(self, key: str) -> bytes | None:
        """Give what was kept."""
        return self._answers.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer."""
        self._answers[key] = answer

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""
