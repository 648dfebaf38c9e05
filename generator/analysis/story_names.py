"""What readers are told of a story: its name, who and where, and what each article brings."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from generator.analysis.stories import Found, Told
from generator.analysis.story_terms import apart
from generator.analysis.text import commonest
from generator.model import Story

TITLE_TERMS = 2
TAG_BOOST = 2.0
"""How much more a term of an author counts when most articles of the story bear it."""
NAME_BOOST = 1.5
"""How much more a name counts than a noun."""
TITLE_SHARE = 0.6
"""Share of the articles that must have a term for it to name the story."""
NAMES = 8
NEW_TERMS = 3


def describe(
    found: Sequence[Found], articles: Iterable[Told], splinters: AbstractSet[str], lang: str
) -> tuple[Story, ...]:
    """Describe the stories of one language.

    Args:
        found: The stories.
        articles: All articles of the language, whose numbers tell how much a term says.
        splinters: Words that are mostly met in a longer name; they are not shown.
        lang: BCP 47 tag.
    """
    frequency = Counter(key for article in articles for key in article.terms)
    return tuple(_story(story, frequency, splinters, lang) for story in found)


def _story(story: Found, frequency: Mapping[str, int], splinters: AbstractSet[str], lang: str) -> Story:
    articles = story.articles
    having = Counter(key for article in articles for key in article.terms if _can_be_shown(key, articles, splinters))
    weight = {key: _weight(key, articles, frequency) for key in having}
    order = sorted(having, key=lambda key: (-weight[key], key))
    phrases = _phrases(articles)
    return Story(
        lang=lang,
        articles=tuple(article.id for article in articles),
        name=story.name,
        terms=tuple(phrases[key] for key in _title(articles, having, order, frequency)),
        names=tuple(phrases[key] for key in _names(articles, having, order)),
        news=MappingProxyType(_news(articles, having, phrases, frequency)),
        starts=story.starts,
    )


def _weight(key: str, articles: Sequence[Told], frequency: Mapping[str, int]) -> float:
    """Weigh a term by what it weighs in the articles of the story and by how few others have it."""
    own = [article.terms[key] for article in articles if key in article.terms]
    boost = TAG_BOOST if sum(term.is_tag for term in own) * 2 > len(articles) else 1.0
    boost *= NAME_BOOST if _is_name(key, articles) else 1.0
    return round(math.fsum(term.weight for term in own) * boost / math.sqrt(frequency[key]), 6)


def _can_be_shown(key: str, articles: Sequence[Told], splinters: AbstractSet[str]) -> bool:
    """Tell what reads well alone, a name or what an author declared, from a noun or a piece of a sentence."""
    is_tag = any(article.terms[key].is_tag for article in articles if key in article.terms)
    return is_tag or (key not in splinters and _is_name(key, articles))


def _phrases(articles: Sequence[Told]) -> Mapping[str, str]:
    """Choose a spelling for each term: the one that most articles use."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for key, term in article.terms.items():
            votes[key][term.phrase] += 1
    return {key: commonest(spellings) for key, spellings in votes.items()}


def _title(
    articles: Sequence[Told], having: Mapping[str, int], order: Sequence[str], frequency: Mapping[str, int]
) -> tuple[str, ...]:
    """Choose the terms that name a story: the heaviest that say different things, the wider one first."""
    best = apart(key for key in order if having[key] >= TITLE_SHARE * len(articles))[:TITLE_TERMS]
    return tuple(sorted(best, key=lambda key: -frequency[key]))


def _names(articles: Sequence[Told], having: Mapping[str, int], order: Sequence[str]) -> tuple[str, ...]:
    """Choose the names that at least two articles have, those of most articles first."""
    repeated = [key for key in order if having[key] >= 2]
    parts = {word for key in repeated if " " in key for word in key.split(" ")}
    shared = [key for key in repeated if key not in parts and _is_name(key, articles)]
    return apart(sorted(shared, key=lambda key: -having[key]))[:NAMES]


def _is_name(key: str, articles: Sequence[Told]) -> bool:
    """Tell whether most articles that have a term write it as a name."""
    written = [article.terms[key].is_name for article in articles if key in article.terms]
    return sum(written) * 2 > len(written)


def _news(
    articles: Sequence[Told], shown: Container[str], phrases: Mapping[str, str], frequency: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """Give for each article but the first the terms that no article before it has in any way."""
    known: set[str] = set(articles[0].keys) | articles[0].terms.keys()
    news = {}
    for article in articles[1:]:
        new = [key for key in article.terms if key in shown and key not in known]
        best = sorted(new, key=lambda key: (-round(article.terms[key].weight / math.sqrt(frequency[key]), 6), key))
        news[article.id] = tuple(phrases[key] for key in apart(best)[:NEW_TERMS])
        known |= {*article.keys, *article.terms}
    return news
