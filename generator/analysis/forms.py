"""Forms of a word: which spellings of one key mean the same thing.

Snowball joins words that are no forms of each other (« privé » and « prive », « vents » and « vente », "united" and
"units"). That is right for counting in one article, and wrong for saying that two articles share something. Here the
endings of number and gender are taken off and nothing else, so that what remains apart is another word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol, TypeVar

from generator.analysis.languages import language
from generator.analysis.text import commonest, fold

NOUN_SHARE = 0.5
"""Share of occurrences after a determiner or preposition from which a form is a noun, whose gender tells it apart."""


class Spelled(Protocol):
    """What is asked of a term or mention."""

    @property
    def key(self) -> str:
        """Stems of its words."""

    @property
    def phrase(self) -> str:
        """Its spelling."""

    @property
    def count(self) -> int:
        """Its occurrences."""

    @property
    def announced(self) -> float:
        """Share of occurrences after a determiner or preposition."""


Item = TypeVar("Item", bound=Spelled)


def meanings(found: Mapping[Item, int], lang: str) -> Mapping[tuple[str, str], str]:
    """Tell which form every key and spelling met is one of.

    Forms of number are one. Forms of gender are one unless both are nouns: « américain » and « américaine » are,
    « le capital » and « la capitale » are not.

    Args:
        found: What was met, and how many times each.
        lang: BCP 47 tag.

    Returns:
        By (key, phrase), for keys that have more than one form of number; for others the key tells enough.
    """
    first: dict[str, str] = {}
    others: dict[str, set[str]] = defaultdict(set)
    for item in found:
        if first.setdefault(item.key, item.phrase) != item.phrase:
            others[item.key].add(item.phrase)
    several_ways = ((key, {first[key], *ways}) for key, ways in others.items())
    doubtful = {
        key
        for key, ways in several_ways
        # Capitals make no difference, and telling that costs less.
        if len({way.casefold() for way in ways}) > 1 and len({number_form(way, lang) for way in ways}) > 1
    }
    several = {item: times for item, times in found.items() if item.key in doubtful}
    counts: Counter[tuple[str, str]] = Counter()
    announced: Counter[tuple[str, str]] = Counter()
    for item, times in several.items():
        form = item.key, number_form(item.phrase, lang)
        counts[form] += times * item.count
        announced[form] += times * round(1000 * item.announced * item.count)
    nouns = {form for form, count in counts.items() if announced[form] >= 1000 * NOUN_SHARE * count}
    usual = _usual_by_gender(counts, lang)
    return {
        (item.key, item.phrase): _meaning((item.key, number_form(item.phrase, lang)), nouns, usual, lang)
        for item in several
    }


def _usual_by_gender(counts: Mapping[tuple[str, str], int], lang: str) -> Mapping[tuple[str, str], str]:
    """Give for each key and form without gender the form of number that is met most."""
    groups: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (key, form), count in counts.items():
        groups[key, gender_form(form, lang)][form] += count
    return {group: commonest(forms) for group, forms in groups.items()}


def _meaning(
    form: tuple[str, str], nouns: set[tuple[str, str]], usual: Mapping[tuple[str, str], str], lang: str
) -> str:
    return form[1] if form in nouns else usual[form[0], gender_form(form[1], lang)]


@lru_cache(maxsize=200_000)
def number_form(phrase: str, lang: str) -> str:
    """Take case, hyphens and the endings of number off a spelling, and accents but that of a participle.

    >>> number_form("Élections", "fr") == number_form("élection", "fr"), number_form("vols", "fr") == "vol"
    (True, True)
    >>> number_form("volés", "fr") == number_form("vol", "fr")
    False
    """
    return " ".join([_number_form_of(word, lang) for word in phrase.casefold().replace("-", " ").split()])


@lru_cache(maxsize=200_000)
def _number_form_of(word: str, lang: str) -> str:
    return fold(_without_ending(word, language(lang).plurals))


def gender_form(form: str, lang: str) -> str:
    """Take the endings of gender off a form of number.

    >>> gender_form(number_form("européennes", "fr"), "fr") == gender_form(number_form("européen", "fr"), "fr")
    True
    >>> gender_form(number_form("Syrie", "fr"), "fr") == gender_form(number_form("syrien", "fr"), "fr")
    False
    """
    return " ".join([_gender_form_of(word, lang) for word in form.split()])


@lru_cache(maxsize=200_000)
def _gender_form_of(word: str, lang: str) -> str:
    return _without_ending(word, language(lang).genders)


def _without_ending(word: str, endings: Mapping[str, str]) -> str:
    ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= 2), None)
    return word if ending is None else word.removesuffix(ending) + endings[ending]
