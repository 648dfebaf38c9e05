"""Feeds of an edition: the whole, and one for each section, tag and author; ids never change by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.assembly.newsroom import Newsroom
from generator.model import Article
from generator.texts import KnownText
from generator.views import Feed, FeedEntry


def make_feed(
    newsroom: Newsroom,
    segments: tuple[str, ...],
    title: str,
    articles: Sequence[Article],
    entry_of: Callable[[Article], FeedEntry],
) -> Feed:
    """Make the feed of the page at some segments below the edition's root; none is the edition itself.

    Args:
        newsroom: The edition.
        segments: Of the page that it follows.
        title: What it is about; empty for the edition itself.
        articles: Newest first; as many as the configuration says are taken.
        entry_of: Gives an article as feeds show it.
    """
    texts = newsroom.texts
    atom, json = newsroom.feed_files(*segments)
    taken = articles[: newsroom.config.lists.feed_size]
    return Feed(
        atom=atom,
        json=json,
        page_url=newsroom.permalinks.page(newsroom.lang, *segments).canonical,
        id=newsroom.feed_id(*segments),
        title=f"{texts.title} – {title}" if title else texts.title,
        subtitle=texts.description,
        author=texts.author or texts.title,
        entries=tuple(entry_of(article) for article in taken),
    )


def entry(newsroom: Newsroom, article: Article, body: KnownText) -> FeedEntry:
    """Give an article as feeds show it; `body` is its settled HTML."""
    address = newsroom.addresses[article.id]
    return FeedEntry(
        id=newsroom.entry_id(article),
        address=address,
        title=article.title,
        published=newsroom.local(article.date),
        updated=newsroom.local(article.updated or article.date),
        authors=newsroom.authors_of(article),
        tags=tuple(tag.label for tag in newsroom.topics.of(article.id)),
        summary=newsroom.understood[article.id].summary,
        body=body,
        base=newsroom.permalinks.file("").url,
    )
