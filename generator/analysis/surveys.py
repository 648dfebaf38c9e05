"""Surveys: the articles of one language as they are read, before anything is decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.analysis.acronyms import Pair, find_pairs
from generator.analysis.boilerplate import Boilerplate, Marks, find_boilerplate
from generator.analysis.concordance import Concordance
from generator.analysis.editions import ground
from generator.analysis.keywords import Text, read_articles
from generator.analysis.lexicon import Lexicon
from generator.analysis.namings import namings_of
from generator.analysis.readings import Reading
from generator.analysis.terms import Terms, comparable_terms, first_words_of_institutions
from generator.bundles import told_of_each
from generator.memory import Memory, memory_key, memory_keys
from generator.texts import KnownText
from generator.workforce import ALONE, Workforce

READ = 100_000
"""Characters of an article that are read: a hundred times a news story. What it is about is said by then."""
Shortened = tuple[str, int, Sequence[Sequence[str]]]
"""What is left of an article: the mark of its text in hexadecimal digits, its bytes, and the acronyms it explains."""


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
    read = _without_repeats(items, lang, memory)
    titles, proses, told = ([getattr(item, name) for item in read] for name in ("title", "prose", "pairs"))
    namings = namings_of(titles, proses, told, lang, chosen, memory)
    return [Text(lang, *told) for told in zip(titles, proses, namings, strict=True)]


def _without_repeats(items: Sequence[Item], lang: str, memory: Memory) -> Sequence[Item]:
    """Leave out what is repeated over the site; what is left of an article is known without fetching it."""
    boilerplate = find_boilerplate([item.prose for item in items], [item.marks for item in items], lang, memory)
    marks = boilerplate.marks
    places = [place for place, item in enumerate(items) if item.marks.meet(marks)]
    if not places:
        return items
    rest = dict(zip(places, _shortened([items[place] for place in places], boilerplate, lang, memory), strict=True))
    return [rest.get(place, item) for place, item in enumerate(items)]


def _shortened(items: Sequence[Item], boilerplate: Boilerplate, lang: str, memory: Memory) -> Sequence[Item]:
    """Take boilerplate off articles that may have some."""
    made: dict[int, KnownText] = {}

    def make(place: int) -> Shortened:
        item = items[place]
        prose = boilerplate.taken_off(str(item.prose), lang)
        made[place] = KnownText.of(prose)
        pairs = [(pair.acronym, pair.expansion) for pair in find_pairs(f"{item.title}\n{prose}", lang)]
        return made[place].mark.hex(), made[place].size, pairs

    def item_of(place: int, told: Shortened) -> Item:
        mark, size, pairs = told
        prose = made.get(place) or KnownText(bytes.fromhex(mark), size, partial(_fetched, items[place], boilerplate))
        return replace(items[place], prose=prose, pairs=tuple(Pair(*pair) for pair in pairs))

    key_of = memory_keys("analysis.shortened/1", ground(), lang)
    keys = [key_of(item.title, item.prose.mark, *boilerplate.told_to(item.marks)) for item in items]
    told = told_of_each(memory_keys("analysis.shortened/1", "bundle", lang), keys, memory, make, _read)
    return [item_of(place, one) for place, one in enumerate(told)]


def _read(told: Any) -> Shortened:
    mark, size, pairs = told
    return bytes.fromhex(mark).hex(), int(size), pairs


def _fetched(item: Item, boilerplate: Boilerplate) -> bytes:
    return boilerplate.taken_off(str(item.prose), item.lang).encode("utf-8", "surrogatepass")


def terms_of(survey: Survey, lang: str) -> Terms:
    """Give the terms by which articles are compared: those that two at least share."""
    return comparable_terms(survey.concordance, lang, survey.splinters, least=2)
