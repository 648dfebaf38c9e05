"""Findings: what articles could be tagged with, and by what stories know them; asked so that it can be recalled.

To seek the words of people literally in every article, and to weigh some ninety mentions of each, is the dearest step
of choosing tags. It looks at one article, at which of its phrases can be tags at all, and at what people said; an edit
leaves these as they were for nearly all articles.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from generator.analysis.authority import Authority
from generator.analysis.mentions import Mention, Told, find_mentions
from generator.analysis.readings import Reading
from generator.analysis.sheaves import Question, mark_of
from generator.analysis.story_terms import StrongTerm, strong_terms

SIGNED = [(bool(signs & 1), bool(signs & 2), bool(signs & 4)) for signs in range(8)]
"""What one number says of `in_title`, `in_lead` and `is_top` in the row of a mention."""


class KnownMentions:
    """Mentions by their rows, as they are remembered: most articles say of most tags what others say.

    So each row is read once, and of equal mentions one is given: an archive has no room for all of them.

    Attributes:
        rows: The row of each mention, which has no tab.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self.rows = _Rows()
        self._known: dict[bytes, Mention] = {}

    def of(self, rows: Sequence[bytes]) -> dict[str, Mention]:
        """Give mentions by key; raises ValueError, TypeError or LookupError when a row is damaged."""
        new = [row for row in rows if row not in self._known]
        for row, told in zip(new, json.loads(b"[%b]" % b",".join(new)), strict=True):
            key, phrase, count, signs, *shares = told
            self._known[row] = Mention(key, phrase, count, *SIGNED[signs], *shares)
        return {mention.key: mention for mention in map(self._known.__getitem__, rows)}


class _Rows(dict[Mention, bytes]):
    def __missing__(self, mention: Mention) -> bytes:
        key, phrase, count, in_title, in_lead, is_top, capital, announced, cut = mention
        self[mention] = row = _line(
            [key, phrase, count, SIGNED.index((in_title, in_lead, is_top)), capital, announced, cut]
        )
        return row


def mentions_asked(article: Told, authority: Authority, known: KnownMentions) -> Question[dict[str, Mention]]:
    """Ask what an article could be tagged with, by key.

    Args:
        article: What is asked of it.
        authority: What people said.
        known: Every mention that was given in an answer.
    """

    def rows_of(found: Mapping[str, Mention]) -> list[bytes]:
        return list(map(known.rows.__getitem__, found.values()))

    def make() -> dict[str, Mention]:
        return known.of(rows_of(find_mentions(article, authority)))

    def pack(found: Mapping[str, Mention]) -> bytes:
        return b"\t".join(rows_of(found))

    def unpack(line: bytes) -> dict[str, Mention]:
        return known.of(line.split(b"\t") if line else ())

    rows = b"*" if article.rows is None else _numbers(article.rows)
    texts = map(_encoded, (authority.mark, article.title))
    others = map(_numbers, (sorted(article.top), article.names))
    mark = mark_of(b"mentions", *texts, article.prose.mark, article.reading.mark, rows, *others)
    return Question(mark, make, pack, unpack)


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


def _line(value: Any) -> bytes:
    return _written(value).encode("utf-8", "surrogatepass")


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once, as mentions are many."""


def _strong_packed(found: Mapping[str, StrongTerm]) -> bytes:
    return _line(
        [[key, term.phrase, term.weight, term.is_name, term.is_firm, term.is_tag] for key, term in found.items()]
    )


def _strong_unpacked(line: bytes) -> Mapping[str, StrongTerm]:
    return {key: StrongTerm(*parts) for key, *parts in json.loads(line)}
