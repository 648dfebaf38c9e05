"""The inventory of the tags of one edition: what an editor looks over to keep the vocabulary small and of use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from zoneinfo import ZoneInfo

from generator.analysis.authority import plain_key
from generator.analysis.merges import near_duplicates, suggest_merges
from generator.analysis.tags import Deliberation, tagging_of
from generator.analysis.vocabulary import TINY_SITE
from generator.config import Vocabulary
from generator.model import Tag

SWOLLEN_SHARE = 0.25
"""A tag on more of the articles tells readers little; on a site with less than `TINY_SITE` articles none does."""


class Origin(Enum):
    """Who brought a tag in; the first that applies."""

    EDITOR = "editor"
    AUTHORS = "authors"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A tag in the inventory.

    Attributes:
        tag: The tag.
        origin: Who brought it in.
        declared: Articles whose author declared it.
        first, last: Days of the oldest and of the newest article that bears it, in the zone of the site.
        is_thin: Whether it has too few articles for a page.
        is_swollen: Whether too large a share of the articles bear it.
        near: Labels of tags that are spelled nearly like it.
    """

    tag: Tag
    origin: Origin
    declared: int
    first: date
    last: date
    is_thin: bool
    is_swollen: bool
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tags of one edition.

    Attributes:
        lang: Its language.
        articles: Number of its articles.
        entries: Most used first, then by label.
        unused: Labels of the editor's rules that no article bears, in their order.
    """

    lang: str
    articles: int
    entries: tuple[Entry, ...]
    unused: tuple[str, ...]


def take_inventory(found: Deliberation, vocabulary: Vocabulary, threshold: int, zone: ZoneInfo) -> Inventory:
    """Look over the tags of one edition.

    Args:
        found: All on which the choice of its tags rests.
        vocabulary: The editor's words.
        threshold: Articles that a tag needs to have a page.
        zone: Of the days told.
    """
    lang = found.admission.lang
    tags = tagging_of(found).tags
    near = near_duplicates(suggest_merges(tags.values(), (str(a.prose) for a in found.articles), vocabulary, lang))
    days = {article.id: article.date.astimezone(zone).date() for article in found.articles}
    declared = Counter(key for keys in found.declared.values() for key in keys)
    most = SWOLLEN_SHARE * len(days) if len(days) >= TINY_SITE else len(days)
    entries = [
        Entry(
            tag=tag,
            origin=_origin(tag, found),
            declared=declared[tag.key],
            first=days[tag.articles[-1]],
            last=days[tag.articles[0]],
            is_thin=len(tag.articles) < threshold,
            is_swollen=len(tag.articles) > most,
            near=near.get(tag.key, ()),
        )
        for tag in tags.values()
    ]
    entries.sort(key=lambda entry: (-len(entry.tag.articles), entry.tag.label.casefold(), entry.tag.key))
    return Inventory(lang, len(days), tuple(entries), _unused(vocabulary, tags, lang))


def _origin(tag: Tag, found: Deliberation) -> Origin:
    if tag.key in found.authority.rules:
        return Origin.EDITOR
    return Origin.AUTHORS if tag.declared else Origin.MACHINE


def _unused(vocabulary: Vocabulary, tags: Mapping[str, Tag], lang: str) -> tuple[str, ...]:
    labels: Sequence[str] = [rule.label for rule in vocabulary.rules]
    return tuple(label for label in labels if plain_key(label, lang) not in tags)
