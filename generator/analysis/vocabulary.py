"""The vocabulary of one edition: which phrases may be tags at all.

A phrase becomes a tag by the editor's word (`tags.toml`), by an author's, or because enough articles are about it and
it has the shape of a name or a noun. Names are let in sooner than common nouns, which seldom are what readers follow.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Literal

from generator.analysis.authority import Authority
from generator.analysis.languages import language
from generator.analysis.mentions import FRAGMENT_SHARE, Mention, Mentions
from generator.analysis.text import commonest

TOP = 20
TOP_ON_SMALL_SITE = 30
"""Keywords of an article that it is about; a small site has little to choose from."""
SMALL_SITE = 100
"""Below this number of articles, two that share a tag are enough."""
ARTICLES_PER_STEP = 2_000
"""For each that many articles, a tag needs one more."""
LARGEST_SHARE = 0.6
"""A tag on more of the articles would lead nowhere."""
TINY_SITE = 10
"""Below this number of articles a tag may be on all of them."""
NAME_SHARE = 0.3
"""Share of capitalised occurrences from which a phrase is a name."""
NOUN_SHARE = 0.15
"""Share of occurrences after a determiner or preposition from which a phrase is a noun."""
COMMON_NOUN = 0.5
"""What a common noun is worth to another, where nouns are taken for want of names."""
FULL_NAME_SHARE = 0.5
"""Share of capitalised occurrences from which several words are one name."""
PHRASE_ARTICLES = 3
"""Articles that must be about a phrase of common words, on however small a site."""
NOUN_ARTICLES = 4
"""The same for a common noun, which must also be in one of their headlines."""


def least_articles(articles: int) -> int:
    """Tell how many articles must share an automatic tag on a site of that size.

    >>> [least_articles(n) for n in (5, 99, 100, 760, 10_000)]
    [2, 2, 3, 3, 8]
    """
    return 2 if articles < SMALL_SITE else 3 + articles // ARTICLES_PER_STEP


def keywords_considered(articles: int) -> int:
    """Tell how many keywords of an article may become its tags, by the size of the site."""
    return TOP_ON_SMALL_SITE if articles < SMALL_SITE else TOP


class Ground(Enum):
    """Why a key may be a tag of its edition, or may not: what decides, in words for the editor."""

    EDITOR = "`tags.toml` names it"
    AUTHOR = "an author declared it"
    NAME = "it is a name that enough articles are about"
    PHRASE = "it is a phrase that enough articles are about"
    NOUN = "it is a noun that enough articles are about, one of them in its headline"
    NEVER = "`never` in tags.toml refuses it"
    NO_LETTER = "it has no letter"
    SPLINTER = "it is mostly the first word of a longer name"
    TOO_COMMON = "too large a share of the articles mention it"
    TOO_FEW = "too few articles are about it"
    FRAGMENT = "it is mostly cut out of a longer name"
    SAYS_LITTLE = "its words are too common to name a subject"
    COMMON_TOO_FEW = "it is no name, and too few articles are about it for common words"
    NOT_IN_TITLE = "it is a common noun, and no headline has it"
    NOT_ANNOUNCED = "it seldom follows a determiner or preposition, as nouns do"

    @property
    def lets_in(self) -> bool:
        """Tell whether the key may be a tag."""
        return self in {Ground.EDITOR, Ground.AUTHOR, Ground.NAME, Ground.PHRASE, Ground.NOUN}


@dataclass(frozen=True, slots=True)
class Admission:
    """What decides whether a key may be a tag of its edition.

    Attributes:
        frequency: Articles that mention each key.
        about: Of each key, the mentions that are among the best keywords of their article.
        splinters: Words that mostly begin a longer name.
        authority: What people said.
        floor: Articles that must be about a tag of the machine.
        articles: Articles of the edition.
        lang: BCP 47 tag.
    """

    frequency: Mapping[str, int]
    about: Mapping[str, Sequence[Mention]]
    splinters: frozenset[str]
    authority: Authority
    floor: int
    articles: int
    lang: str

    @property
    def most(self) -> float:
        """Give the number of articles above which a tag of the machine would lead nowhere."""
        return self.articles if self.articles < TINY_SITE else LARGEST_SHARE * self.articles

    def ground(self, key: str) -> Ground:
        """Tell why a key that some article mentions may be a tag, or may not."""
        if key in self.authority.never:
            return Ground.NEVER
        if not _is_word(key):
            return Ground.NO_LETTER
        if key in self.authority.people:
            return Ground.EDITOR if key in self.authority.rules else Ground.AUTHOR
        if key in self.splinters:
            return Ground.SPLINTER
        if self.frequency[key] > self.most:
            return Ground.TOO_COMMON
        return _ground(self.about.get(key, ()), self.floor, self.lang)

    def possible(self, least: int) -> Iterator[tuple[str, Sequence[Mention]]]:
        """Give the keys that the machine may choose when at least some number of articles have them.

        Each comes with the mentions that are among the best keywords of their article.
        """
        refused = self.splinters | self.authority.never
        for key in sorted(key for key, count in self.frequency.items() if least <= count <= self.most):
            if key not in refused and _is_word(key):
                yield key, self.about.get(key, ())


def admission(
    mentions: Mapping[str, Mentions], splinters: frozenset[str], authority: Authority, floor: int, lang: str
) -> Admission:
    """Gather what decides which keys may be tags.

    Args:
        mentions: By article and key.
        splinters: Words that mostly begin a longer name.
        authority: What people said.
        floor: Articles that must be about a tag of the machine.
        lang: BCP 47 tag.
    """
    frequency: Counter[str] = Counter(key for found in mentions.values() for key in found)
    about: dict[str, list[Mention]] = defaultdict(list)
    for found in mentions.values():
        for mention in found.values():
            if mention.is_top:
                about[mention.key].append(mention)
    return Admission(frequency, dict(about), splinters, authority, floor, len(mentions), lang)


def eligible_keys(rule: Admission) -> Mapping[str, float]:
    """Choose the keys that may become tags, each with the square root of support over document frequency."""
    return {
        key: math.sqrt(max(1, len(rule.about.get(key, ()))) / rule.frequency[key])
        for key in sorted(rule.frequency)
        if (rule.frequency[key] >= rule.floor or key in rule.authority.people) and rule.ground(key).lets_in
    }


def reserve_keys(rule: Admission) -> Mapping[str, float]:
    """Choose the nouns that may become tags for want of better ones, each weighed as in `eligible_keys`.

    Enough articles must be about them, as about all others; they need not stand in a headline, and may be common.
    """
    least = max(rule.floor, PHRASE_ARTICLES)
    is_small = rule.articles < SMALL_SITE
    support = {
        key: _plainness(mentions, rule.lang, is_small=is_small) * math.sqrt(len(mentions) / rule.frequency[key])
        for key, mentions in rule.possible(least)
        if sum(m.is_firm for m in mentions) >= least
    }
    return {key: share for key, share in support.items() if share > 0}


def recurring_names(rule: Admission) -> frozenset[str]:
    """Find the names of several words that enough articles have, though perhaps only one is about them."""
    return frozenset(
        key
        for key, mentions in rule.possible(max(rule.floor, PHRASE_ARTICLES))
        if any(m.is_firm for m in mentions) and _is_full_name(mentions, rule.lang)
    )


def _is_word(key: str) -> bool:
    return any(c.isalpha() for c in key)


def _plainness(mentions: Sequence[Mention], lang: str, *, is_small: bool) -> float:
    """Weigh a noun: 1, less if it is common, and 0 for fragments, verbs, peoples, and common ones of a small site."""
    phrase = commonest(Counter(m.phrase for m in mentions))
    is_noun = len(phrase) > 2 and _share(mentions, "announced") >= NOUN_SHARE
    if not is_noun or _share(mentions, "cut") >= FRAGMENT_SHARE or says_nothing(phrase, lang):
        return 0
    if not says_little(phrase, lang):
        return 1
    return 0 if is_small or _share(mentions, "capital") >= NAME_SHARE else COMMON_NOUN


def _is_full_name(mentions: Sequence[Mention], lang: str) -> bool:
    phrase = commonest(Counter(m.phrase for m in mentions))
    return (
        " " in phrase
        and _is_written_as_name(phrase, lang)
        and not says_little(phrase, lang)
        and _share(mentions, "capital") >= FULL_NAME_SHARE
        and _share(mentions, "cut") < FRAGMENT_SHARE
    )


def _ground(mentions: Sequence[Mention], floor: int, lang: str) -> Ground:
    """Tell a subject from a fragment of a name, a verb, an adjective, and what articles mention in passing."""
    firm = sum(m.is_firm for m in mentions)
    if firm < floor:
        return Ground.TOO_FEW
    if _share(mentions, "cut") >= FRAGMENT_SHARE:
        return Ground.FRAGMENT
    phrase = commonest(Counter(m.phrase for m in mentions))
    if len(phrase) < 2 or (not phrase.isupper() and says_little(phrase, lang)):
        return Ground.SAYS_LITTLE
    if _is_written_as_name(phrase, lang) and _share(mentions, "capital") >= NAME_SHARE:
        return Ground.NAME
    return _ground_of_common_words(phrase, firm, mentions)


def _ground_of_common_words(phrase: str, firm: int, mentions: Sequence[Mention]) -> Ground:
    """Tell whether a phrase of common words, or a common noun, is what enough articles are about."""
    is_phrase = " " in phrase
    if firm < (PHRASE_ARTICLES if is_phrase else NOUN_ARTICLES):
        return Ground.COMMON_TOO_FEW
    if not is_phrase and not any(m.in_title for m in mentions):
        return Ground.NOT_IN_TITLE
    if _share(mentions, "announced") < NOUN_SHARE:
        return Ground.NOT_ANNOUNCED
    return Ground.PHRASE if is_phrase else Ground.NOUN


def _is_written_as_name(phrase: str, lang: str) -> bool:
    """Tell a name, perhaps with particles, from a noun and from names in a row (« OTAN avec Russie »)."""
    table = language(lang)
    first, *rest = phrase.replace("'", "' ").split()
    inner = [word for word in rest if word.islower() and word in table.links]
    return first[0].isupper() and not table.nouns_capitalised and all(word in table.particles for word in inner)


def _share(mentions: Sequence[Mention], name: Literal["cut", "capital", "announced"]) -> float:
    """Give a share over the occurrences in all articles."""
    return sum(m.count * float(getattr(m, name)) for m in mentions) / sum(m.count for m in mentions)


@lru_cache(maxsize=100_000)
def says_nothing(phrase: str, lang: str) -> bool:
    """Tell whether all words of a phrase are vague ones, titles, peoples or function words.

    >>> says_nothing("chose", "fr"), says_nothing("projet", "fr")
    (True, False)
    """
    return _saying_nothing(lang).issuperset(phrase.casefold().replace("'", "' ").split())


@lru_cache(maxsize=64)
def _saying_nothing(lang: str) -> frozenset[str]:
    table = language(lang)
    return table.vague | table.titles | table.demonyms | table.stops | table.links


@lru_cache(maxsize=100_000)
def says_little(phrase: str, lang: str) -> bool:
    """Tell whether a phrase names no subject: a common word alone, or titles, peoples and vague words together.

    >>> says_little("président américain", "fr"), says_little("président Macron", "fr"), says_little("projet", "fr")
    (True, False, True)
    """
    words = phrase.casefold().replace("'", "' ").split()
    return (_saying_nothing(lang) if len(words) > 1 else _common_alone(lang)).issuperset(words)


@lru_cache(maxsize=64)
def _common_alone(lang: str) -> frozenset[str]:
    table = language(lang)
    return table.vague | table.titles | table.common
