"""Documents: articles as the command line gets them, those of one language a corpus of their own."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.analysis.acronyms import find_pairs
from generator.analysis.boilerplate import marks_of
from generator.analysis.duplicates import find_reprints, oldest_first, original_of
from generator.analysis.keywords import Ranked, as_keywords
from generator.analysis.languages import language
from generator.analysis.markdown_text import plain_text
from generator.analysis.ranking import rank_all
from generator.analysis.related import Comparables, Profile, relate_profiles
from generator.analysis.surveys import READ, Item, make_survey, terms_of
from generator.memory import NoMemory
from generator.model import Keyword, Related
from generator.texts import KnownText

KEYWORDS = 20
"""Keywords of a document."""
READ_OF_TITLE = 1_000
"""Characters of a title that are read, as many as an article of a site may have."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the command line gets it: `text` may be Markdown."""

    id: str
    lang: str
    title: str
    text: str
    date: datetime | None = None


def extract_keywords(documents: Sequence[Document]) -> Mapping[str, tuple[Keyword, ...]]:
    """Find the keywords of documents; those of one language are one corpus.

    Returns:
        By id, in the order of the documents, best first; at most `KEYWORDS` each.
    """
    ranked: dict[str, tuple[Ranked, ...]] = {}
    for items in _by_language(documents).values():
        survey = make_survey(items, NoMemory())
        ranked |= zip(survey.readings, rank_all(survey.concordance, KEYWORDS), strict=True)
    return {document.id: as_keywords(ranked[document.id], KEYWORDS) for document in documents}


def relate(documents: Sequence[Document], count: int) -> Mapping[str, tuple[Related, ...]]:
    """Find the nearest documents of each among those of its language.

    Returns:
        By id, in the order of the documents, best first; at most `count` each.
    """
    links: dict[str, tuple[Related, ...]] = {}
    for edition in comparables_of(documents):
        links |= relate_profiles(edition, count)
    return {document.id: links[document.id] for document in documents}


def comparables_of(documents: Sequence[Document]) -> Iterator[Comparables]:
    """Give what is compared of the documents of each language."""
    dates = {document.id: document.date for document in documents}
    for lang, items in _by_language(documents).items():
        survey = make_survey(items, NoMemory())
        ordered = sorted(items, key=lambda i: oldest_first(i.id, dates[i.id]))
        reprints = find_reprints({i.id: i.prose for i in ordered}, lang, NoMemory())
        profiles = [Profile(i.id, dates[i.id], original=original_of(i.id, reprints)) for i in items]
        yield Comparables(lang, profiles, terms_of(survey, lang))


def _by_language(documents: Iterable[Document]) -> Mapping[str, Sequence[Item]]:
    """Group documents by language, with their Markdown taken off."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        code = language(document.lang).code
        prose = plain_text(document.text, code)[:READ]
        title = html.unescape(document.title[:READ_OF_TITLE])
        pairs = tuple(find_pairs(f"{title}\n{prose}", code))
        groups[code].append(Item(document.id, code, title, KnownText.of(prose), marks_of(prose), pairs))
    return groups
