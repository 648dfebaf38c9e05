"""Findings: what articles could be tagged with, and by what stories know them; asked so that it can be recalled.

To seek the words of people literally in every article, and to weigh some ninety mentions of each, is the dearest step
of choosing tags. It looks at one article, at which of its phrases can be tags at all, and at what people said; an edit
leaves these as they were for nearly all articles.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from generator.analysis.authority import Authority
from generator.analysis.mentions import Mention, Told, find_mentions
from generator.analysis.readings import Reading
from generator.analysis.sheaves import Question, mark_of
from generator.analysis.story_terms import StrongTerm, strong_terms


def mentions_asked(article: Told, authority: Authority, known: dict[Mention, Mention]) -> Question[dict[str, Mention]]:
    """Ask what an article could be tagged with, by key.

    Args:
        article: What is asked of it.
        authority: What people said.
        known: Every mention that was given in an answer. What is equal is given again: most articles say of most tags
            what others say, and an archive has no room for all of them.
    """

    def shared(found: Mapping[str, Mention]) -> dict[str, Mention]:
        return {key: known.setdefault(mention, mention) for key, mention in found.items()}

    rows = b"*" if article.rows is None else _numbers(article.rows)
    texts = map(_encoded, (authority.mark, article.title))
    others = map(_numbers, (sorted(article.top), article.names))
    mark = mark_of(b"mentions", *texts, article.prose.mark, article.reading.mark, rows, *others)
    return Question(
        mark, lambda: shared(find_mentions(article, authority)), _packed, lambda kept: shared(_unpacked(kept))
    )


def strong_terms_asked(
    reading: Reading, rows: Sequence[int], title: str, tags: Sequence[str], never: AbstractSet[str], lang: str
) -> Question[Mapping[str, StrongTerm]]:
    """Ask for the strong terms of an article, as `strong_terms` gives them.

    Args:
        reading: Of the article.
        rows: Those of its phrases that `is_telling` lets through.
        title: Its headline.
        tags: Declared tags, as written.
        never: Keys of what the editor calls no subject.
        lang: BCP 47 tag.
    """
    words = [lang, title, str(len(tags)), *tags, *sorted(never)]
    mark = mark_of(b"strong", *map(_encoded, words), reading.mark, _numbers(rows))

    def make() -> Mapping[str, StrongTerm]:
        return strong_terms(reading.rows(rows), title, tags, never, lang)

    return Question(mark, make, _strong_packed, _strong_unpacked)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _numbers(rows: Sequence[int]) -> bytes:
    return array("I", rows).tobytes()


def _packed(found: Mapping[str, Mention]) -> list[list[Any]]:
    """Write mentions column by column; the key under which one stands is its own."""
    return [list(column) for column in zip(*found.values(), strict=True)]


def _unpacked(columns: list[list[Any]]) -> dict[str, Mention]:
    if not columns:
        return {}
    # Mentions are what they were packed as, unless the bytes were meddled with behind their checksum.
    return dict(zip(columns[0], map(Mention._make, zip(*columns, strict=True)), strict=True))


def _strong_packed(found: Mapping[str, StrongTerm]) -> list[list[Any]]:
    return [[key, term.phrase, term.weight, term.is_name, term.is_firm, term.is_tag] for key, term in found.items()]


def _strong_unpacked(rows: list[list[Any]]) -> Mapping[str, StrongTerm]:
    return {key: StrongTerm(*parts) for key, *parts in rows}
