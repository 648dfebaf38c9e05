"""Rows: tags and stories as memory keeps them, each a list that JSON can hold."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from generator.model import Story, Tag


def tag_row(tag: Tag) -> list[Any]:
    """Write a tag."""
    names = [tag.key, tag.lang, tag.label, tag.articles, tag.spellings, tag.slug, tag.aliases]
    return [*names, tag.description, tag.hidden, tag.declared]


def tag_of(row: list[Any]) -> Tag:
    """Read a tag; raises ValueError or TypeError when the row is damaged."""
    key, lang, label, articles, spellings, slug, aliases, description, hidden, declared = row
    return Tag(
        key=key,
        lang=lang,
        label=label,
        articles=tuple(articles),
        spellings=tuple(spellings),
        slug=slug,
        aliases=tuple(aliases),
        description=description,
        hidden=hidden,
        declared=declared,
    )


def story_row(story: Story) -> list[Any]:
    """Write a story."""
    return [story.lang, story.articles, story.name, story.terms, story.names, dict(story.news), story.starts]


def story_of(row: list[Any]) -> Story:
    """Read a story; raises ValueError, TypeError or AttributeError when the row is damaged."""
    lang, articles, name, terms, names, news, starts = row
    return Story(
        lang=lang,
        articles=tuple(articles),
        name=name,
        terms=tuple(terms),
        names=tuple(names),
        news=MappingProxyType({id_: tuple(new) for id_, new in news.items()}),
        starts=tuple(starts),
    )
