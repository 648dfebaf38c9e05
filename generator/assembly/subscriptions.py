"""All that readers can follow: the page that lists the feeds of an edition, and the same as files for feed readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.assembly.lists import by_author, by_section
from generator.assembly.newsroom import Newsroom
from generator.assembly.stories import FOLDER as STORIES
from generator.model import Article
from generator.views import Address, FeedGroup, FeedsPage, Followed, Outline

FOLDER = "feeds"
MOST_SHOWN = 500
"""Feeds of one kind that the page shows, those with most articles; the file for feed readers holds all."""


def feeds_page(newsroom: Newsroom) -> FeedsPage:
    """Make the page that lists the feeds."""
    return FeedsPage(
        template="feeds.html",
        key=FOLDER,
        address=newsroom.permalinks.page(newsroom.lang, FOLDER),
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        groups=tuple(_group(newsroom, kind, followed) for kind, followed in _kinds(newsroom)),
    )


def outlines(newsroom: Newsroom) -> Iterator[Outline]:
    """Give the feeds of each kind for a file that feed readers take in as a whole."""
    for kind, followed in _kinds(newsroom):
        yield Outline(
            address=_file(newsroom, kind),
            kind=kind,
            title=newsroom.texts.title,
            feeds=tuple(sorted(followed, key=lambda one: (-one.count, one.url))),
        )


def outline_paths(newsroom: Newsroom) -> tuple[str, ...]:
    """Give the files that `outlines` makes."""
    return tuple(_file(newsroom, kind).path for kind, _followed in _kinds(newsroom))


def _file(newsroom: Newsroom, kind: str) -> Address:
    return newsroom.permalinks.beside(newsroom.lang, FOLDER, f"{kind}.opml")


def _group(newsroom: Newsroom, kind: str, followed: Sequence[Followed]) -> FeedGroup:
    strongest = sorted(followed, key=lambda one: -one.count)[:MOST_SHOWN]
    shown = {one.url for one in strongest}
    return FeedGroup(
        kind=kind,
        feeds=tuple(one for one in followed if one.url in shown),
        count=len(followed),
        opml=_file(newsroom, kind).url,
    )


def _kinds(newsroom: Newsroom) -> Iterator[tuple[str, tuple[Followed, ...]]]:
    """Give what can be followed by kind, in the order in which readers meet it; kinds without any are left out."""
    topics = newsroom.topics
    kinds = {
        "sections": [
            _followed(newsroom, newsroom.sections[key].title, articles, newsroom.sections[key].slug)
            for key, articles in by_section(newsroom).items()
        ],
        "stories": [_followed(newsroom, x.title, x.articles, STORIES, x.slug) for x in newsroom.storylines],
        "tags": [
            Followed(view.label, view.url, view.count, newsroom.feed_link(view.label, "tags", topics.slugs[key]))
            for key in topics.paged()
            for view in (topics.views[key],)
        ],
        "authors": [
            _followed(newsroom, name, written, "authors", slug) for slug, (name, written) in by_author(newsroom).items()
        ],
    }
    yield from ((kind, tuple(followed)) for kind, followed in kinds.items() if followed)


def _followed(newsroom: Newsroom, label: str, articles: Sequence[Article], *segments: str) -> Followed:
    address = newsroom.permalinks.page(newsroom.lang, *segments)
    return Followed(label, address.url, len(articles), newsroom.feed_link(label, *segments))
