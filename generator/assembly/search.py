"""What readers search: the page of each edition, and what its index holds."""

from __future__ import annotations

from collections.abc import Sequence

from generator.assembly.newsroom import Newsroom
from generator.model import Article
from generator.views import Address, SearchEdition, SearchIndex, SearchPage, SearchRecord

INDEX = ("search", "index")
"""Segments of the folder with the search index, below the edition's root."""
TOPICS = 16
"""Tags that the page offers to those who do not know yet what to ask for."""
NEAR_TOPICS = 2_000
"""Tags among which names near to what was typed are looked for: 40 kB gzipped at the most."""


def search_page(newsroom: Newsroom, searched: Sequence[Newsroom]) -> SearchPage:
    """Make the page on which readers search.

    Args:
        newsroom: The edition of the page.
        searched: All editions that can be searched, this one among them.
    """
    own_first = sorted(searched, key=lambda room: room.lang != newsroom.lang)
    return SearchPage(
        template="search.html",
        key="search",
        address=newsroom.permalinks.page(newsroom.lang, "search"),
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        editions=tuple(SearchEdition(room.lang, _folder(room, "").url, len(room.articles)) for room in own_first),
        topics=newsroom.topics.common((article.id for article in newsroom.articles), TOPICS),
    )


def search_index(newsroom: Newsroom) -> SearchIndex:
    """Give what is to be searched."""
    strongest = sorted(newsroom.topics.paged(), key=lambda key: -newsroom.topics.views[key].count)[:NEAR_TOPICS]
    return SearchIndex(
        folder=_folder(newsroom).path,
        records=tuple(_record(newsroom, article) for article in newsroom.articles),
        topics=tuple(newsroom.topics.views[key] for key in strongest),
    )


def _record(newsroom: Newsroom, article: Article) -> SearchRecord:
    return SearchRecord(
        url=newsroom.addresses[article.id].url,
        title=article.title,
        summary=article.summary,
        prose=article.plain,
        date=newsroom.local(article.date),
        section=newsroom.section_of(article).title,
        tags=tuple(tag.label for tag in newsroom.topics.of(article.id) if tag.url),
    )


def _folder(newsroom: Newsroom, *last: str) -> Address:
    return newsroom.permalinks.beside(newsroom.lang, *INDEX, *last)
