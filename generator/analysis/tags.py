"""Tags of one edition: declared ones always, automatic ones when enough articles share them.

A tag is a key that several spellings share. The vocabulary of a site is small, so that readers can follow it; a tag
that too few articles would bear is not borne at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.analysis.authority import Authority, plain_key
from generator.analysis.choices import Choice, choose_all
from generator.analysis.company import with_company
from generator.analysis.completion import completed
from generator.analysis.concordance import Concordance
from generator.analysis.editions import ground
from generator.analysis.findings import KnownMentions, mentions_asked
from generator.analysis.mentions import NAME_SHARE, Mention, Mentions, Told, consistent, find_mentions
from generator.analysis.parts import remembered
from generator.analysis.readings import THOUSAND, Reading
from generator.analysis.rows import tag_of, tag_row
from generator.analysis.sheaves import Sheaf
from generator.analysis.terms import first_words_of_institutions
from generator.analysis.text import commonest
from generator.analysis.vocabulary import (
    Admission,
    admission,
    eligible_keys,
    keywords_considered,
    least_articles,
    recurring_names,
    reserve_keys,
)
from generator.config import TagRule, TagSettings, Vocabulary
from generator.memory import Memory, memory_key
from generator.model import Tag
from generator.texts import NO_TEXT, KnownText


@dataclass(frozen=True, slots=True)
class Tagged:
    """What tagging needs of one article; what people chose is sought in `title` and `prose` literally.

    `best` are the rows of its keywords in its reading, best first.
    """

    id: str
    date: datetime
    declared: tuple[str, ...]
    reading: Reading
    best: Sequence[int]
    title: str = ""
    prose: KnownText = NO_TEXT


@dataclass(frozen=True, slots=True)
class Tagging:
    """Tags of one edition: keys by article id, and the tags by key."""

    by_article: Mapping[str, tuple[str, ...]]
    tags: Mapping[str, Tag]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tags of one edition are chosen by.

    Attributes:
        articles: Newest first.
        authority: What people said.
        lang: BCP 47 tag.
        settings: Bounds.
        told: What is asked of each article, by id.
    """

    articles: tuple[Tagged, ...]
    authority: Authority
    lang: str
    settings: TagSettings
    told: Mapping[str, Told]

    @property
    def floor(self) -> int:
        """Articles that must bear a tag of the machine."""
        return _floor(self.settings, len(self.articles))


def assign_tags(
    articles: Sequence[Tagged],
    lang: str,
    vocabulary: Vocabulary,
    settings: TagSettings,
    concordance: Concordance,
    splinters: frozenset[str],
    memory: Memory,
) -> Tagging:
    """Choose the tags of every article of one language, or recall them where nothing on which they stand changed.

    Args:
        articles: All articles of the edition; their order does not matter.
        lang: BCP 47 tag.
        vocabulary: The editor's words.
        settings: Bounds.
        concordance: Of the readings of the articles, in their order.
        splinters: What `first_words_of_institutions` finds in it.
        memory: Where tags are kept, and what was found in single articles.
    """
    evidence = _evidence(articles, lang, vocabulary, settings, concordance)
    known = KnownMentions()
    questions = {a.id: mentions_asked(evidence.told[a.id], evidence.authority, known) for a in evidence.articles}
    sheaf = Sheaf(memory_key("analysis.mentions/1", ground(), lang), memory, questions)
    marks = sheaf.marks()
    said = [part for a in evidence.articles for part in (a.id, repr(a.declared), marks[a.id])]
    words = [evidence.authority.mark, repr(settings), str(len(splinters)), *sorted(splinters)]
    key = memory_key("analysis.tagging/1", ground(), lang, *words, *said)

    def choose() -> Tagging:
        return tagging_of(_deliberated(evidence, sheaf.answers(), splinters))

    return remembered(key, memory, choose, _packed, _unpacked)


def tagging_of(found: Deliberation) -> Tagging:
    """Make the tags that were chosen."""
    by_article = found.by_article
    lang = found.admission.lang
    return Tagging(by_article, _tags(found.articles, by_article, found.declared, found.mentions, found.authority, lang))


def deliberate(articles: Sequence[Tagged], lang: str, vocabulary: Vocabulary, settings: TagSettings) -> Deliberation:
    """Choose the tags of every article of one language, and keep all on which the choice rests.

    What cannot become a tag is looked at too, which `assign_tags` leaves out; the tags are the same.

    Args:
        articles: All articles of the edition; their order does not matter.
        lang: BCP 47 tag.
        vocabulary: The editor's words.
        settings: Bounds.
    """
    evidence = _evidence(articles, lang, vocabulary, settings)
    mentions = {a.id: find_mentions(evidence.told[a.id], evidence.authority) for a in evidence.articles}
    splinters = first_words_of_institutions(Concordance.of([a.reading for a in articles]), lang)
    return _deliberated(evidence, mentions, splinters)


def _evidence(
    articles: Sequence[Tagged],
    lang: str,
    vocabulary: Vocabulary,
    settings: TagSettings,
    concordance: Concordance | None = None,
) -> Evidence:
    """Gather what tags are chosen by; of the phrases those that can become tags, where the concordance tells."""
    authority = Authority(vocabulary, lang, (tag for article in articles for tag in article.declared))
    ordered = tuple(sorted(articles, key=lambda article: (-article.date.timestamp(), article.id)))
    told = _told(articles, authority, _floor(settings, len(articles)), concordance)
    return Evidence(ordered, authority, lang, settings, told)


def _floor(settings: TagSettings, articles: int) -> int:
    return settings.minimum_articles or least_articles(articles)


def _deliberated(
    evidence: Evidence, found: Mapping[str, dict[str, Mention]], splinters: frozenset[str]
) -> Deliberation:
    """Choose tags among what was found in the articles."""
    ordered, authority, lang, floor = evidence.articles, evidence.authority, evidence.lang, evidence.floor
    most = evidence.settings.per_article
    declared = {a.id: _declared_keys(a, lang, authority) for a in ordered}
    mentions = consistent(found, authority.people, lang)
    rule = admission(mentions, splinters, authority, floor, lang)
    choices, kept = choose_all(mentions, declared, eligible_keys(rule), authority, floor, most)
    best = {id_: tuple(key for key in choice.chosen if key in kept) for id_, choice in choices.items()}
    joined = with_company(best, mentions, declared, recurring_names(rule), floor, most)
    automatic = completed(joined, mentions, declared, reserve_keys(rule), floor, most)
    return Deliberation(ordered, authority, declared, mentions, rule, choices, kept, joined, automatic)


def _packed(tagging: Tagging) -> Any:
    return [dict(tagging.by_article), [tag_row(tag) for tag in tagging.tags.values()]]


def _unpacked(kept: Any) -> Tagging:
    by_article, tags = kept
    return Tagging({id_: tuple(keys) for id_, keys in by_article.items()}, {row[0]: tag_of(row) for row in tags})


def _told(
    articles: Sequence[Tagged], authority: Authority, floor: int, concordance: Concordance | None
) -> Mapping[str, Told]:
    """Give what is asked of each article: all its phrases, or those that can become tags.

    What the machine takes is in enough articles, and among the best keywords of one at least.
    """
    count = keywords_considered(len(articles))
    top = [a.best[:count] for a in articles]
    if concordance is None:
        return {a.id: Told(a.reading, best, a.title, a.prose) for a, best in zip(articles, top, strict=True)}
    chosen = concordance.keys_of(top)
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
