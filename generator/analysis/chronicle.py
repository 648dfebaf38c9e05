"""The chronicle of an edition: its stories, found, or recalled where nothing on which they stand changed.

Stories stand on the strong terms of all articles, and on how common these terms were at any time. Most edits change
other words, and leave the stories as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.analysis.authority import plain_key
from generator.analysis.daybook import Daybook
from generator.analysis.editions import ground
from generator.analysis.findings import strong_terms_asked
from generator.analysis.parts import remembered
from generator.analysis.readings import HASH, IS_TERM, TermKeys
from generator.analysis.recency import Recency
from generator.analysis.rows import story_of, story_row
from generator.analysis.sheaves import Question, Sheaf, mark_of
from generator.analysis.stories import Told, find_stories
from generator.analysis.story_names import describe
from generator.analysis.story_terms import StrongTerm, is_telling
from generator.analysis.surveys import Survey
from generator.memory import Memory, memory_key
from generator.model import Article, Story

if TYPE_CHECKING:
    from generator.analysis.concordance import Flags


def chronicle(
    edition: Sequence[Article],
    survey: Survey,
    refused: Mapping[str, frozenset[str]],
    never: Collection[str],
    memory: Memory,
) -> tuple[Story, ...]:
    """Find the stories of one language.

    Args:
        edition: Its articles, by id.
        survey: Of these.
        refused: Articles that must not stand beside an article, by its id.
        never: What the editor calls no subject, as written.
        memory: Where stories are kept, and the strong terms of single articles.
    """
    lang = edition[0].lang
    ordered = sorted(edition, key=lambda a: (a.date, a.id))
    places = {article.id: place for place, article in enumerate(ordered)}
    asked = _asked(edition, survey, frozenset(plain_key(phrase, lang) for phrase in never), lang)
    postings = survey.concordance.postings(asked.is_counted, [places[a.id] for a in edition])
    sheaf = Sheaf(memory_key("analysis.strong/1", ground(), lang), memory, asked.questions)
    marks, terms = sheaf.marks(), _terms(survey)
    texts = {own: str(number) for number, own in enumerate(dict.fromkeys(terms.values()))}
    words = [str(len(survey.splinters)), *sorted(survey.splinters)]
    said = {
        a.id: repr((a.id, a.date.isoformat(), a.story, sorted(refused[a.id]))).encode("utf-8", "surrogatepass")
        for a in edition
    }
    parts = (part for a in edition for part in (said[a.id], texts[terms[a.id]], marks[a.id]))
    key = memory_key("analysis.stories/1", ground(), lang, postings.mark, *words, *parts)

    daybook_key = memory_key("analysis.daybook/1", ground(), lang)
    decided = memory.recall(daybook_key)  # even if nobody looks into it: it would be forgotten

    def find() -> tuple[Story, ...]:
        strong = sheaf.answers()
        told = [
            Told(a.id, a.date, strong[a.id], TermKeys(survey.readings[a.id]), a.story, refused[a.id]) for a in ordered
        ]
        bounds = postings.bounds({key for terms in strong.values() for key in terms})
        recency = Recency([article.date for article in told], bounds, postings.bearers)
        past = (mark_of(said[a.id], marks[a.id], terms[a.id]).encode() for a in ordered)
        daybook = Daybook(decided, past)
        found = find_stories(told, recency, daybook.pages)
        memory.keep(daybook_key, daybook.written())
        return describe(found, told, survey.splinters, lang)

    return remembered(key, memory, find, _packed, _unpacked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about the articles.

    Attributes:
        questions: The strong terms of each, by id.
        is_counted: Rows of the terms that are strong in any article.
    """

    questions: Mapping[str, Question[Mapping[str, StrongTerm]]]
    is_counted: Flags


def _asked(edition: Sequence[Article], survey: Survey, never: frozenset[str], lang: str) -> _Asked:
    concordance = survey.concordance
    tags = {tag for a in edition for tag in a.declared_tags}
    telling = is_telling(concordance, tags, lang)
    rows = concordance.rows(telling)
    questions = {
        a.id: strong_terms_asked(survey.readings[a.id], own, a.title, a.declared_tags, never, lang)
        for a, own in zip(edition, rows, strict=True)
    }
    is_strong = (concordance.frequencies_among(telling) > 0) | concordance.having({plain_key(t, lang) for t in tags})
    return _Asked(questions, is_strong[concordance.keys] & concordance.has(IS_TERM))


def _terms(survey: Survey) -> Mapping[str, bytes]:
    """Give the hashes of all terms of each article."""
    # Terms are the first phrases of a reading.
    counts = map(len, survey.concordance.rows(survey.concordance.has(IS_TERM)))
    return {
        id_: own.column("key")[: HASH * count]
        for (id_, own), count in zip(survey.readings.items(), counts, strict=True)
    }


def _packed(stories: tuple[Story, ...]) -> Any:
    return [story_row(story) for story in stories]


def _unpacked(kept: Any) -> tuple[Story, ...]:
    return tuple(map(story_of, kept))
