"""Pages that list articles: of sections, authors and months, cut to a size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.assembly.calendar import by_month, month_links, month_segments
from generator.assembly.newsroom import Newsroom, author_slug, found_once
from generator.model import Article
from generator.views import Address, Link, ListPage, MonthPage, Page, Pagination

TOPICS_OF_A_LIST = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: its articles, its address, its place among the pages."""

    articles: tuple[Article, ...]
    address: Address
    pagination: Pagination


def sheets(newsroom: Newsroom, articles: Sequence[Article], segments: Sequence[str]) -> tuple[Sheet, ...]:
    """Cut a list into pages, at least one; the first stands at `segments` below the edition's root."""
    size = newsroom.config.lists.page_size
    count = max(1, -(-len(articles) // size))
    addresses = [newsroom.permalinks.page(newsroom.lang, *segments, number=n) for n in range(1, count + 1)]
    links = tuple(Link(str(number), address.url) for number, address in enumerate(addresses, 1))
    return tuple(
        Sheet(tuple(articles[at * size : (at + 1) * size]), addresses[at], Pagination(at + 1, links))
        for at in range(count)
    )


def section_pages(newsroom: Newsroom, bodies: Mapping[str, str]) -> Iterator[Page]:
    """Make the pages of each section.

    Args:
        newsroom: The edition.
        bodies: HTML of what the editor wrote about sections, by their keys.
    """
    groups = by_section(newsroom)
    for key, section in newsroom.sections.items():
        topics = newsroom.topics.common((a.id for a in groups[key]), TOPICS_OF_A_LIST)
        for sheet in sheets(newsroom, groups[key], (section.slug,)):
            yield ListPage(
                template="section.html",
                key=f"section:{key}:{sheet.pagination.number}",
                address=sheet.address,
                title=section.title,
                description=section.description,
                feeds=newsroom.feeds(newsroom.section_feed(section)),
                pagination=sheet.pagination,
                modified=newsroom.modified(sheet.articles),
                cards=newsroom.cards(sheet.articles),
                count=len(groups[key]),
                body_html=bodies.get(key, ""),
                topics=topics,
            )


@found_once
def by_section(newsroom: Newsroom) -> Mapping[str, tuple[Article, ...]]:
    """Group the articles by section, newest first."""
    groups: dict[str, list[Article]] = {key: [] for key in newsroom.sections}
    for article in newsroom.articles:
        groups[newsroom.section_of(article).key].append(article)
    return {key: tuple(articles) for key, articles in groups.items()}


@found_once
def by_author(newsroom: Newsroom) -> Mapping[str, tuple[str, tuple[Article, ...]]]:
    """Group the articles by author; names that differ only in case and accents are one author.

    Returns:
        By last part of the address, in its order: a name, the same each time, and the articles, newest first.
    """
    names: dict[str, set[str]] = defaultdict(set)
    written: dict[str, list[Article]] = defaultdict(list)
    for article in newsroom.articles:
        for slug, name in {author_slug(name): name for name in newsroom.authors_of(article)}.items():
            names[slug].add(name)
            written[slug].append(article)
    return {slug: (min(names[slug]), tuple(written[slug])) for slug in sorted(written)}


def author_pages(newsroom: Newsroom) -> Iterator[Page]:
    """Make the pages of each author."""
    for slug, (name, articles) in by_author(newsroom).items():
        topics = newsroom.topics.common((a.id for a in articles), TOPICS_OF_A_LIST)
        for sheet in sheets(newsroom, articles, ("authors", slug)):
            yield ListPage(
                template="author.html",
                key=f"author:{slug}:{sheet.pagination.number}",
                address=sheet.address,
                title=name,
                feeds=newsroom.feeds(newsroom.feed_link(name, "authors", slug)),
                pagination=sheet.pagination,
                modified=newsroom.modified(sheet.articles),
                cards=newsroom.cards(sheet.articles),
                count=len(articles),
                topics=topics,
            )


def month_pages(newsroom: Newsroom) -> Iterator[Page]:
    """Make the pages of each month of the archive."""
    links = [*month_links(newsroom).values()]
    for at, (month, articles) in enumerate(by_month(newsroom).items()):
        for sheet in sheets(newsroom, articles, month_segments(month)):
            yield MonthPage(
                template="month.html",
                key=f"month:{month:%Y-%m}:{sheet.pagination.number}",
                address=sheet.address,
                feeds=newsroom.feeds(),
                pagination=sheet.pagination,
                modified=newsroom.modified(sheet.articles),
                cards=newsroom.cards(sheet.articles),
                count=len(articles),
                first_day=month,
                previous=links[at + 1] if at + 1 < len(links) else None,
                next=links[at - 1] if at else None,
            )
