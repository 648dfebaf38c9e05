"""Surveys: the articles of one language as they are read, before anything is decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.analysis.acronyms import Pair, find_pairs
from generator.analysis.boilerplate import Marks, without_boilerplate
from generator.analysis.concordance import Concordance
from generator.analysis.editions import ground
from generator.analysis.keywords import Text, read_articles
from generator.analysis.lexicon import Lexicon
from generator.analysis.namings import namings_of
from generator.analysis.readings import Reading
from generator.analysis.terms import Terms, comparable_terms, first_words_of_institutions
from generator.memory import Memory, memory_key
from generator.texts import KnownText
from generator.workforce import ALONE, MadeInTime, Workforce

READ = 100_000
"""Characters of an article that are read: a hundred times a news story. What it is about is said by then."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read of the articles of one language, by id, in one order.

    Attributes:
        readings: Of each article.
        concordance: Of the readings.
        splinters: Words that mostly begin a longer name.
    """

    readings: Mapping[str, Reading]
    concordance: Concordance
    splinters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """An article of one language, its prose, what may be repeated over the site, and the acronyms that it explains."""

    id: str
    lang: str
    title: str
    prose: KnownText
    marks: Marks
    pairs: tuple[Pair, ...]


def make_survey(
    items: Sequence[Item],
    memory: Memory,
    workforce: Workforce = ALONE,
    chosen: frozenset[str] = frozenset(),
) -> Survey:
    """Read the articles of one language.

    Args:
        items: The articles.
        memory: Where readings are kept.
        workforce: Who reads them.
        chosen: Keys of tags that people chose.
    """
    lang = items[0].lang
    read = read_articles(texts_of(items, chosen, memory), memory, workforce)
    readings = dict(zip((i.id for i in items), read, strict=True))
    lexicon = Lexicon(memory_key("analysis.lexicon/1", ground(), lang), memory)
    concordance = Concordance.of(tuple(readings.values()), lexicon)
    return Survey(readings, concordance, first_words_of_institutions(concordance, lang))


def texts_of(items: Sequence[Item], chosen: frozenset[str], memory: Memory) -> Sequence[Text]:
    """Give what is read of the articles of one language: repeated lines are left out, acronyms are known."""
    lang = items[0].lang
    read = _without_repeats(items, lang)
    titles, proses, told = ([getattr(item, name) for item in read] for name in ("title", "prose", "pairs"))
    namings = namings_of(titles, proses, told, lang, chosen, memory)
    return [Text(lang, *told) for told in zip(titles, proses, namings, strict=True)]


def _without_repeats(items: Sequence[Item], lang: str) -> Sequence[Item]:
    """Leave out what is repeated over the site; of an article without any the prose is not even fetched."""
    whole = MadeInTime(lambda place: str(items[place].prose), len(items))
    left = without_boilerplate(whole, lang, [item.marks for item in items])
    if left is whole:
        return items
    return [item if kept == str(item.prose) else _shortened(item, kept) for item, kept in zip(items, left, strict=True)]


def _shortened(item: Item, prose: str) -> Item:
    pairs = find_pairs(f"{item.title}\n{prose}", item.lang)
    return replace(item, prose=KnownText.of(prose), pairs=tuple(pairs))


def terms_of(survey: Survey, lang: str) -> Terms:
    """Give the terms by which articles are compared: those that two at least share."""
    return comparable_terms(survey.concordance, lang, survey.splinters, least=2)
