"""The vocabulary of one edition: which phrases may be tags at all.

A phrase becomes a tag by the editor's word (`tags.toml`), by an author's, or because enough articles are about it and
it has the shape of a name or a noun. Names are let in sooner than common nouns, which seldom are what readers follow.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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


def eligible_keys(
    mentions: Mapping[str, Mentions], splinters: frozenset[str], authority: Authority, floor: int, lang: str
) -> Mapping[str, float]:
    """Choose the keys that may become tags, each with the square root of support over document frequency.

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
    most = len(mentions) if len(mentions) < TINY_SITE else LARGEST_SHARE * len(mentions)
    eligible = {}
    for key in sorted(frequency):
        if key in authority.never or not any(c.isalpha() for c in key):
            continue
        by_machine = key not in splinters and frequency[key] <= most and _is_subject(about[key], floor, lang)
        if key in authority.people or by_machine:
            eligible[key] = math.sqrt(max(1, len(about[key])) / frequency[key])
    return eligible


def _is_subject(mentions: Sequence[Mention], floor: int, lang: str) -> bool:
    """Tell a subject from a fragment of a name, a verb, an adjective, and what articles mention in passing."""
    firm = sum(m.is_firm for m in mentions)
    phrase = commonest(Counter(m.phrase for m in mentions)) if firm >= floor else ""
    if len(phrase) < 2 or _share(mentions, "cut") >= FRAGMENT_SHARE:
        return False
    if not phrase.isupper() and says_little(phrase, lang):
        return False
    if _is_written_as_name(phrase, lang) and _share(mentions, "capital") >= NAME_SHARE:
        return True
    is_shared = (
        firm >= PHRASE_ARTICLES if " " in phrase else firm >= NOUN_ARTICLES and any(m.in_title for m in mentions)
    )
    return is_shared and _share(mentions, "announced") >= NOUN_SHARE


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
def says_little(phrase: str, lang: str) -> bool:
    """Tell whether a phrase names no subject: a common word alone, or titles, peoples and vague words together.

    >>> says_little("président américain", "fr"), says_little("président Macron", "fr"), says_little("projet", "fr")
    (True, False, True)
    """
    table = language(lang)
    words = phrase.casefold().replace("'", "' ").split()
    little = (
        table.vague | table.titles | (table.demonyms | table.stops | table.links if len(words) > 1 else table.common)
    )
    return all(word in little for word in words)
