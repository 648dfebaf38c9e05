"""Tags of one edition: declared ones always, automatic ones when enough articles share them.

A tag is a key that several spellings share. The vocabulary of a site is small, so that readers can follow it; a tag
that too few articles would bear is not borne at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from generator.analysis.authority import Authority, plain_key
from generator.analysis.company import with_company
from generator.analysis.completion import ENOUGH, completed
from generator.analysis.concordance import Concordance
from generator.analysis.keywords import Ranked
from generator.analysis.mentions import Mentions, Told, consistent, find_mentions, fits
from generator.analysis.readings import THOUSAND, Reading
from generator.analysis.terms import first_words_of_institutions
from generator.analysis.text import commonest
from generator.analysis.vocabulary import (
    SMALL_SITE,
    Admission,
    admission,
    eligible_keys,
    keywords_considered,
    least_articles,
    recurring_names,
    reserve_keys,
)
from generator.config import TagRule, TagSettings, Vocabulary
from generator.model import Tag

ROUNDS = 4
NAME_SHARE = 0.5
"""Share of capitalised occurrences from which a phrase is a name."""
SURNAME_SHARE = 0.3
"""A full name stands for its part when this share of the articles that have the part have the whole."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging needs of one article; what people chose is sought in `title` and `prose` literally."""

    id: str
    date: datetime
    declared: tuple[str, ...]
    reading: Reading
    ranked: tuple[Ranked, ...]
    title: str = ""
    prose: str = ""


@dataclass(frozen=True, slots=True)
class Tagging:
    """Tags of one edition: keys by article id, and the tags by key."""

    by_article: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, Tag]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for the choice on every article.

    Attributes:
        whole_names: For a part of a name, the names that stand for it.
        is_large: Whether the site is large enough for nouns that are mentioned in passing.
        most: Automatic tags on one article at the most.
    """

    whole_names: Mapping[str, frozenset[str]]
    is_large: bool
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """How the automatic tags of one article were chosen.

    Attributes:
        chosen: Their keys, best first.
        merits: What decides among the keys that might have been chosen; higher is better.
        firm: Keys of what the article is really about.
        passing: Keys that are only mentioned, but may fill up the tags of an article that has few.
        replaced: Parts of names, each with the whole name that stands for it.
    """

    chosen: tuple[str, ...]
    merits: Mapping[str, float]
    firm: frozenset[str]
    passing: frozenset[str]
    replaced: Mapping[str, str]

    def without(self, keys: AbstractSet[str]) -> Choice:
        """Leave out keys that were not chosen."""
        merits = {key: merit for key, merit in self.merits.items() if key not in keys}
        return Choice(self.chosen, merits, self.firm - keys, self.passing - keys, self.replaced)


@dataclass(frozen=True, slots=True)
class Deliberation:
    """All on which the tags of one edition rest.

    Attributes:
        articles: Newest first.
        authority: What people said.
        declared: Keys of the declared tags, by article.
        mentions: By article and key.
        admission: Which keys may be tags.
        choices: By article, of the last round.
        kept: Keys that enough articles bear.
        joined: Keys of the automatic tags with the names that keep company with one of them, by article.
        automatic: Keys of the automatic tags, by article.
    """

    articles: tuple[Tagged, ...]
    authority: Authority
    declared: Mapping[str, tuple[str, ...]]
    mentions: Mapping[str, Mentions]
    admission: Admission
    choices: Mapping[str, Choice]
    kept: frozenset[str]
    joined: Mapping[str, tuple[str, ...]]
    automatic: Mapping[str, tuple[str, ...]]

    @property
    def by_article(self) -> Mapping[str, tuple[str, ...]]:
        """Give the tags of each article, declared ones first."""
        return {id_: (*keys, *self.automatic[id_]) for id_, keys in self.declared.items()}


def assign_tags(
    articles: Sequence[Tagged],
    lang: str,
    vocabulary: Vocabulary,
    settings: TagSettings,
    concordance: Concordance,
    splinters: frozenset[str],
) -> Tagging:
    """Choose the tags of every article of one language.

    Args:
        articles: All articles of the edition; their order does not matter.
        lang: BCP 47 tag.
        vocabulary: The editor's words.
        settings: Bounds.
        concordance: Of the readings of the articles, in their order.
        splinters: What `first_words_of_institutions` finds in it.
    """
    return tagging_of(deliberate(articles, lang, vocabulary, settings, concordance, splinters))


def tagging_of(found: Deliberation) -> Tagging:
    """Make the tags that were chosen."""
    by_article = found.by_article
    lang = found.admission.lang
    return Tagging(by_article, _tags(found.articles, by_article, found.declared, found.mentions, found.authority, lang))


def deliberate(
    articles: Sequence[Tagged],
    lang: str,
    vocabulary: Vocabulary,
    settings: TagSettings,
    concordance: Concordance | None = None,
    splinters: frozenset[str] | None = None,
) -> Deliberation:
    """Choose the tags of every article of one language, and keep all on which the choice rests.

    Args:
        articles: All articles of the edition; their order does not matter.
        lang: BCP 47 tag.
        vocabulary: The editor's words.
        settings: Bounds.
        concordance: Of the readings of the articles, in their order. With it the mentions, and the frequencies, of what
            cannot become a tag are left out; the tags are the same.
        splinters: What `first_words_of_institutions` finds in the readings, if known.
    """
    authority = Authority(vocabulary, lang, (tag for article in articles for tag in article.declared))
    ordered = tuple(sorted(articles, key=lambda article: (-article.date.timestamp(), article.id)))
    declared = {a.id: _declared_keys(a, lang, authority) for a in ordered}
    floor = settings.minimum_articles or least_articles(len(ordered))
    told = _told(articles, authority, floor, concordance)
    found = {a.id: find_mentions(told[a.id], authority) for a in ordered}
    mentions = consistent(found, authority.people, lang)
    if splinters is None:
        splinters = first_words_of_institutions(concordance or Concordance.of([a.reading for a in articles]), lang)
    rule = admission(mentions, splinters, authority, floor, lang)
    choices, kept = _assign(mentions, declared, eligible_keys(rule), authority, floor, settings.per_article)
    best = {id_: tuple(key for key in choice.chosen if key in kept) for id_, choice in choices.items()}
    joined = with_company(best, mentions, declared, recurring_names(rule), floor, settings.per_article)
    automatic = completed(joined, mentions, declared, reserve_keys(rule), floor, settings.per_article)
    return Deliberation(ordered, authority, declared, mentions, rule, choices, kept, joined, automatic)


def _told(
    articles: Sequence[Tagged], authority: Authority, floor: int, concordance: Concordance | None
) -> Mapping[str, Told]:
    """Give what is asked of each article: all its phrases, or those that can become tags.

    What the machine takes is in enough articles, and among the best keywords of one at least.
    """
    count = keywords_considered(len(articles))
    top = [a.ranked[:count] for a in articles]
    if concordance is None:
        return {a.id: Told(a.reading, best, a.title, a.prose) for a, best in zip(articles, top, strict=True)}
    chosen = concordance.having({item.candidate.key for best in top for item in best})
    by_people = concordance.having(authority.people | authority.aliases.keys())
    possible = (chosen & (concordance.frequencies >= floor)) | by_people
    is_possible = possible[concordance.keys]
    is_name = concordance.columns["capital"] >= NAME_SHARE * THOUSAND
    rows, names = concordance.rows(is_possible), concordance.rows(is_name & ~is_possible)
    return {
        a.id: Told(a.reading, best, a.title, a.prose, own, others)
        for a, best, own, others in zip(articles, top, rows, names, strict=True)
    }


def _declared_keys(article: Tagged, lang: str, authority: Authority) -> tuple[str, ...]:
    keys = (authority.resolve(plain_key(tag, lang)) for tag in article.declared)
    return tuple(dict.fromkeys(key for key in keys if key))


def _assign(
    mentions: Mapping[str, Mentions],
    declared: Mapping[str, tuple[str, ...]],
    eligible: Mapping[str, float],
    authority: Authority,
    floor: int,
    most: int,
) -> tuple[Mapping[str, Choice], frozenset[str]]:
    """Give each article its best tags; tags that too few articles bear are dropped and all is done again.

    Returns:
        The last choice for each article, and the keys that count in it.
    """
    rules = _Rules(
        whole_names=_whole_names(mentions, eligible),
        is_large=len(mentions) >= SMALL_SITE,
        most=most,
    )
    allowed = set(eligible)
    thin: set[str] = set()
    chosen: dict[str, Choice] = {}
    for _ in range(ROUNDS):
        for id_, found in mentions.items():
            before = chosen.get(id_)
            lost = thin & before.merits.keys() if before else frozenset()
            # What was not chosen, and stood for nothing else, kept no other key from being chosen.
            if before and lost.isdisjoint([*before.chosen, *before.replaced.values()]):
                chosen[id_] = before.without(lost) if lost else before
            else:
                chosen[id_] = _choose(found, declared[id_], {k: eligible[k] for k in found if k in allowed}, rules)
        borne = Counter(key for id_, choice in chosen.items() for key in {*choice.chosen, *declared[id_]})
        thin = {key for key in allowed if 0 < borne[key] < floor and key not in authority.people}
        if not thin:
            break
        allowed -= thin
    return chosen, frozenset(allowed - thin)


def _whole_names(mentions: Mapping[str, Mentions], eligible: Mapping[str, float]) -> Mapping[str, frozenset[str]]:
    """Find for a part of a name the whole names that readers would look for (Mattis: James Mattis)."""
    frequency: Counter[str] = Counter(key for found in mentions.values() for key in found)
    names: Counter[str] = Counter(
        m.key for found in mentions.values() for m in found.values() if m.capital >= NAME_SHARE and m.key in eligible
    )
    wholes: dict[str, set[str]] = defaultdict(set)
    for key in names:
        words = key.split(" ")
        for part in words if 1 < len(words) <= 3 else ():
            if names[part] * 2 >= frequency[part] and frequency[key] >= SURNAME_SHARE * frequency[part]:
                wholes[part].add(key)
    return {part: frozenset(keys) for part, keys in wholes.items()}


def _choose(
    found: Mentions,
    declared: Sequence[str],
    eligible: dict[str, float],
    rules: _Rules,
) -> Choice:
    """Choose the automatic tags of one article, best first, none nested in another."""
    parts: dict[str, list[str]] = defaultdict(list)
    for part in sorted(found.keys() & rules.whole_names.keys()):
        for whole in rules.whole_names[part] & eligible.keys():
            parts[whole].append(part)
    replaced = {part: whole for whole in sorted(parts) for part in parts[whole]}

    merits: dict[str, float] = {}
    firm: set[str] = set()
    for key, support in eligible.items():
        own = [found[part] for part in parts[key]] if key in parts else []
        merits[key] = found[key].merit(support, max((part.count for part in own), default=0))
        if found[key].is_firm or any(part.is_firm for part in own):
            firm.add(key)
    # An article should lead on even when only passing mentions tie it to others; on a small site, of names alone.
    passing = {
        key for key in eligible.keys() - firm if rules.is_large or " " in key or found[key].capital >= NAME_SHARE
    }
    chosen: list[str] = []
    for bearable, bound in ((firm, rules.most), (passing, min(rules.most, ENOUGH - len(declared)))):
        for key in sorted(bearable - replaced.keys(), key=lambda key: (-merits[key], key)):
            if len(chosen) >= bound:
                break
            if fits(key, (*declared, *chosen)):
                chosen.append(key)
    return Choice(tuple(chosen), merits, frozenset(firm), frozenset(passing), replaced)


def _tags(
    ordered: Sequence[Tagged],
    by_article: Mapping[str, tuple[str, ...]],
    declared: Mapping[str, tuple[str, ...]],
    mentions: Mapping[str, Mentions],
    authority: Authority,
    lang: str,
) -> Mapping[str, Tag]:
    """Make the tags that some article bears."""
    bearers: dict[str, list[str]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    by_authors = {key for keys in declared.values() for key in keys}
    for article in ordered:
        for spelling in article.declared:
            votes[authority.resolve(plain_key(spelling, lang))][spelling] += 1
        for key in by_article[article.id]:
            bearers[key].append(article.id)
            if key in mentions[article.id] and key not in declared[article.id]:
                votes[key][mentions[article.id][key].phrase] += 1
    return {
        key: _tag(key, lang, bearers[key], votes[key], authority.rules.get(key), key in by_authors)
        for key in sorted(bearers)
    }


def _tag(
    key: str, lang: str, articles: Iterable[str], votes: Counter[str], rule: TagRule | None, declared: bool
) -> Tag:
    label = rule.label if rule else commonest(votes)
    return Tag(
        key=key,
        lang=lang,
        label=label,
        articles=tuple(articles),
        spellings=tuple(sorted(set(votes) - {label})),
        slug=rule.slug if rule else "",
        aliases=rule.aliases if rule else (),
        description=rule.description if rule else "",
        hidden=rule.hidden if rule else False,
        declared=declared or rule is not None,
    )
