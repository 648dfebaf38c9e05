"""Why an article bears a tag, or does not: what the functions that decided say of it, put together.

Nothing is decided here. The features come from `keywords.contributions`, the ground from `vocabulary.Admission`, the
place from the `Choice` of the article.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum

from generator.analysis.candidates import Candidate
from generator.analysis.choices import Choice
from generator.analysis.keywords import RankingWeights, Rarities, contributions, document_frequencies, weight
from generator.analysis.mentions import Mention, is_nested
from generator.analysis.tags import Deliberation, Tagged, tagging_of
from generator.analysis.text import commonest
from generator.analysis.vocabulary import Ground, keywords_considered


class Outcome(Enum):
    """What became of a tag on an article, in words for the editor; `{}` is another tag, or a number."""

    DECLARED = "its author declared it"
    CHOSEN = "it is among the best of the tags that the article might have"
    COMPANY = "it is a name that articles have beside one tag alone, so that it belongs to that subject"
    COMPLETED = "the article had fewer than three tags, and it is a noun that several articles are about"
    NOT_MENTIONED = "the article does not mention it, or means something else by the word"
    NOT_ADMITTED = "it is no tag of this edition: {}"
    TOO_FEW = "fewer than {} articles would bear it"
    REPLACED = "“{}” stands for it"
    NESTED = "it is part of “{}”, or has it as a part"
    PASSING = "the article only mentions it in passing"
    BEATEN = "the article has {} better ones"


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of a keyword: its value, and what it adds to the score."""

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Rank:
    """A keyword of the article.

    Attributes:
        phrase: As the article spells it most.
        place: Among the keywords of the article, from 1; 0 when it is part of a better one, or not among the best.
        of: Number of the keywords.
        considered: How many of them may become tags.
        score: Sum of the contributions.
        weight: The score as a weight in (0, 1].
        features: In the order of `RankingWeights`.
    """

    phrase: str
    place: int
    of: int
    considered: int
    score: float
    weight: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the edition says of a tag.

    Attributes:
        frequency: Articles that mention it.
        about: Articles that have it among the keywords that may become tags.
        firm: Articles among those that are really about it.
        floor: Articles that must be about a tag of the machine.
        most: Number of articles above which the machine takes no tag.
        articles: Articles of the edition.
        ground: What decides whether it may be a tag; None when no article mentions it.
    """

    frequency: int
    about: int
    firm: int
    floor: int
    most: float
    articles: int
    ground: Ground | None


@dataclass(frozen=True, slots=True)
class Rival:
    """A tag that the article bears or might bear.

    Attributes:
        label: Of the tag.
        merit: What decides; None for a declared tag that the machine would not consider.
        is_declared: Whether the author declared it.
        is_borne: Whether the article bears it.
    """

    label: str
    merit: float | None
    is_declared: bool
    is_borne: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article bears a tag, or does not.

    Attributes:
        lang: Language of the edition.
        key, label: Of the tag.
        article, title: Id and headline of the article.
        is_borne: Whether the article bears the tag.
        outcome: What decided.
        because: The outcome in words.
        mention: What the article says of it, or None.
        rank: Its keyword, or None when it is no candidate.
        standing: What the edition says of it.
        rivals: Tags of the article and tags that it might have, best first.
    """

    lang: str
    key: str
    label: str
    article: str
    title: str
    is_borne: bool
    outcome: Outcome
    because: str
    mention: Mention | None
    rank: Rank | None
    standing: Standing
    rivals: tuple[Rival, ...]


def is_known(found: Deliberation, key: str) -> bool:
    """Tell whether people or some article of the edition know a key."""
    return key in found.authority.people or key in found.authority.never or key in found.admission.frequency


def explain(found: Deliberation, key: str, label: str, article_id: str) -> Explanation:
    """Say why an article bears a tag, or does not.

    Args:
        found: All on which the choice of tags rests.
        key: Of a tag or of a phrase that is none, aliases resolved.
        label: How to call it where the edition has no name for it.
        article_id: Of an article of the edition.
    """
    article = next(a for a in found.articles if a.id == article_id)
    names = _Names(found)
    outcome, detail = _outcome(found, key, article_id)
    if outcome in {Outcome.REPLACED, Outcome.NESTED}:
        detail = names.of(detail)
    return Explanation(
        lang=found.admission.lang,
        key=key,
        label=names.of(key) or label,
        article=article_id,
        title=article.title,
        is_borne=key in found.by_article[article_id],
        outcome=outcome,
        because=outcome.value.format(detail),
        mention=found.mentions[article_id].get(key),
        rank=_rank(found, key, article),
        standing=_standing(found, key),
        rivals=_rivals(found, article_id, names),
    )


class _Names:
    """What the keys of an edition are called."""

    def __init__(self, found: Deliberation) -> None:
        self._found = found
        self._labels = {key: tag.label for key, tag in tagging_of(found).tags.items()}

    def of(self, key: str) -> str:
        """Name a key as readers see it, else as people do, else as most articles do; empty when nobody does."""
        if key in self._labels:
            return self._labels[key]
        if key in self._found.authority.people:
            return self._found.authority.label(key)
        mentions = self._found.mentions.values()
        spellings = Counter(found[key].phrase for found in mentions if key in found)
        return commonest(spellings) if spellings else ""


def _outcome(found: Deliberation, key: str, article_id: str) -> tuple[Outcome, str]:
    """Find out what decided, with the key or text that its words name."""
    if key in found.declared[article_id]:
        return Outcome.DECLARED, ""
    if key in found.automatic[article_id]:
        return _way_in(found, key, article_id), ""
    if key not in found.mentions[article_id]:
        return Outcome.NOT_MENTIONED, ""
    ground = found.admission.ground(key)
    if not ground.lets_in:
        return Outcome.NOT_ADMITTED, ground.value
    if key not in found.kept:
        return Outcome.TOO_FEW, str(found.admission.floor)
    return _choice(key, found.choices[article_id], found.declared[article_id])


def _way_in(found: Deliberation, key: str, article_id: str) -> Outcome:
    """Find out by which of the three steps the machine gave a tag."""
    if key in found.choices[article_id].chosen and key in found.kept:
        return Outcome.CHOSEN
    return Outcome.COMPANY if key in found.joined[article_id] else Outcome.COMPLETED


def _choice(key: str, choice: Choice, declared: Sequence[str]) -> tuple[Outcome, str]:
    """Find out how a tag that the article might have fared among the others."""
    if key in choice.replaced:
        return Outcome.REPLACED, choice.replaced[key]
    borne = (*declared, *choice.chosen)
    nest = next((other for other in borne if is_nested(key, other)), "")
    if nest:
        return Outcome.NESTED, nest
    return (Outcome.BEATEN, str(len(choice.chosen))) if key in choice.firm else (Outcome.PASSING, "")


def _rank(found: Deliberation, key: str, article: Tagged) -> Rank | None:
    """Find the keyword of an article that stands for a tag, by its own key or an alias."""

    def stands_for_tag(candidate: Candidate) -> bool:
        authority = found.authority
        return authority.resolve(candidate.key) == key and authority.means(candidate.key, candidate.phrase)

    keys = article.reading.keys
    places = {keys[row]: place for place, row in enumerate(article.best, 1)}
    lost = [candidate for candidate in article.reading.candidates if stands_for_tag(candidate)]
    if not lost:
        return None
    candidate = min(lost, key=lambda candidate: places.get(candidate.key, math.inf))
    features = _features(found, candidate)
    score = round(sum(feature.contribution for feature in features), 6)
    return Rank(
        phrase=candidate.phrase,
        place=places.get(candidate.key, 0),
        of=len(article.best),
        considered=keywords_considered(len(found.articles)),
        score=score,
        weight=weight(score),
        features=features,
    )


def _features(found: Deliberation, candidate: Candidate) -> tuple[Feature, ...]:
    """Give the value of each feature of a candidate and what it adds to the score."""
    rarities = Rarities(document_frequencies([a.reading for a in found.articles]), len(found.articles))
    rarity, word_rarity = rarities.of(candidate.key), rarities.of_words(candidate.key)
    values: Mapping[str, float] = {
        "count": candidate.count,
        "rarity": round(rarity, 2),
        "word_rarity": round(word_rarity, 2),
        "first": candidate.first,
        "title": candidate.in_title,
        "announced": candidate.announced,
        "capital": candidate.capital,
        "cut": candidate.cut,
        "nested": candidate.nested,
        "lengths": candidate.content_words,
        "inner_link": candidate.inner_links,
        "once": candidate.content_words > 1 and candidate.count == 1,
        "proposal": candidate.proposal or 0.0,
    }
    parts = contributions(candidate, rarity, word_rarity)
    names = [field.name for field in fields(RankingWeights)]
    return tuple(Feature(n, values[n], round(part, 6)) for n, part in zip(names, parts, strict=True))


def _standing(found: Deliberation, key: str) -> Standing:
    rule = found.admission
    about = rule.about.get(key, ())
    return Standing(
        frequency=rule.frequency.get(key, 0),
        about=len(about),
        firm=sum(mention.is_firm for mention in about),
        floor=rule.floor,
        most=rule.most,
        articles=rule.articles,
        ground=rule.ground(key) if key in rule.frequency else None,
    )


def _rivals(found: Deliberation, article_id: str, names: _Names) -> tuple[Rival, ...]:
    """Give the tags of an article and those that it might have had, in the order in which they are chosen."""
    choice = found.choices[article_id]
    borne, declared = found.by_article[article_id], found.declared[article_id]
    rest = sorted(choice.merits.keys() & found.kept - {*borne}, key=lambda key: (-choice.merits[key], key))
    return tuple(Rival(names.of(key), choice.merits.get(key), key in declared, key in borne) for key in (*borne, *rest))
