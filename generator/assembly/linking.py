"""Pages are linked: bodies to what they mean, versions of a page in several languages to each other."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.assembly.newsroom import Newsroom
from generator.assembly.onward import Shelf
from generator.assembly.references import Settled, Targets, lost_links, rewrite, settle
from generator.errors import Problem
from generator.model import SectionText
from generator.texts import KnownText
from generator.titles import Titles
from generator.views import AboutPage, Alternate, ArticlePage, Card, ListPage, Page

Pages = Mapping[str, tuple[Page, ...]]
"""Pages of each edition, by language."""
CITING = 5
"""Citing articles that an article shows, the newest."""


def linked(
    pages: Pages,
    newsrooms: Mapping[str, Newsroom],
    targets: Mapping[str, Targets],
    sections: Sequence[SectionText],
    problems: list[Problem],
) -> tuple[Pages, Mapping[str, KnownText]]:
    """Point all links to their addresses, and tell each page its counterparts.

    Args:
        pages: With references in their bodies.
        newsrooms: The editions.
        targets: Where the links of each edition may lead, by language.
        sections: Texts about sections, for messages about their links.
        problems: Links that lead nowhere are added here.

    Returns:
        The pages, and the bodies of articles by id.
    """
    settled: dict[str, Settled] = {}
    counterparts = _counterparts(pages)
    done = {}
    for lang, newsroom in newsrooms.items():
        leads = targets[lang]
        settled |= {article.id: settle(article, leads) for article in newsroom.articles}
        problems += [problem for article in newsroom.articles for problem in settled[article.id].problems]
        cited_by = citing(newsroom, settled)
        done[lang] = tuple(
            _with(page, **_body(page, settled, cited_by, leads), alternates=alternates, nearest=nearest)
            for page, (alternates, nearest) in zip(pages[lang], counterparts[lang], strict=True)
        )
        for text in sections:
            problems += lost_links(text.body_html, text.location, leads) if text.lang == lang else ()
    return done, {id_: found.body for id_, found in settled.items()}


def targets_of(newsrooms: Mapping[str, Newsroom], known: frozenset[str]) -> Mapping[str, Targets]:
    """Gather where the links of each edition may lead.

    Args:
        newsrooms: The editions.
        known: Paths of all files of the site.
    """
    articles = _articles_by_path(newsrooms)
    shelves = [_shelf(newsroom) for newsroom in newsrooms.values()]
    return {lang: _targets(newsroom, newsrooms, known, articles, shelves) for lang, newsroom in newsrooms.items()}


def citing(newsroom: Newsroom, settled: Mapping[str, Settled]) -> Mapping[str, tuple[Card, ...]]:
    """Give the articles of an edition that cite each of its articles, newest first, by the id of the cited one."""
    found: dict[str, list[Card]] = defaultdict(list)
    for article in newsroom.articles:
        for cited in settled[article.id].cited:
            if len(found[cited]) < CITING:
                found[cited].append(newsroom.card(article))
    return {id_: tuple(cards) for id_, cards in found.items()}


def _body(
    page: Page,
    settled: Mapping[str, Settled],
    cited_by: Mapping[str, tuple[Card, ...]],
    targets: Targets,
) -> dict[str, Any]:
    """Give what linking its body changes of a page."""
    if isinstance(page, ArticlePage):
        id_ = targets.articles[page.address.path]
        return {"body": settled[id_].body, "cited_by": cited_by.get(id_, ())}
    if isinstance(page, ListPage | AboutPage) and page.body_html:
        return {"body_html": rewrite(page.body_html, targets)}
    return {}


def _with(page: Page, **changes: Any) -> Page:
    """Change what is to be changed of a page, at one go: to make a page anew costs more than all else here."""
    is_as_it_was = all(getattr(page, name) == value for name, value in changes.items())
    return page if is_as_it_was else dataclasses.replace(page, **changes)


def _articles_by_path(newsrooms: Mapping[str, Newsroom]) -> Mapping[str, str]:
    """Give the id of each article by the path of its page, and of the pages that lead to it."""
    found: dict[str, str] = {}
    for newsroom in newsrooms.values():
        for article in newsroom.articles:
            found |= {newsroom.permalinks.former(alias).path: article.id for alias in article.aliases}
    return found | {newsroom.addresses[a.id].path: a.id for newsroom in newsrooms.values() for a in newsroom.articles}


def _shelf(newsroom: Newsroom) -> Shelf:
    titles = Titles.of((article.id, article.title) for article in newsroom.articles)
    return Shelf(newsroom.lang, titles, {a.id: newsroom.addresses[a.id].url for a in newsroom.articles})


def _targets(
    newsroom: Newsroom,
    newsrooms: Mapping[str, Newsroom],
    known: frozenset[str],
    articles: Mapping[str, str],
    shelves: Sequence[Shelf],
) -> Targets:
    """Gather where links of an edition may lead; a folder is its section, in this language if it can be."""
    files = dict(newsroom.targets)
    for room in (*newsrooms.values(), newsroom):
        for key, section in room.sections.items():
            address = room.permalinks.page(room.lang, section.slug)
            files |= {key: address, f"{key}/_index.md": address, f"{key}/_index.{room.lang}.md": address}
    sizes = {asset.path: asset.size for asset in newsroom.static.values() if asset.size}
    own_first = sorted(shelves, key=lambda shelf: shelf.lang != newsroom.lang)
    return Targets(files, known, own_first, articles, sizes, newsroom.permalinks, newsroom.gallery)


def _counterparts(pages: Pages) -> Mapping[str, list[tuple[tuple[Alternate, ...], tuple[Alternate, ...]]]]:
    """Give the counterparts of each page, pages of the same key in other editions, and where to go without one."""
    groups: dict[str, list[Alternate]] = defaultdict(list)
    for lang, made in pages.items():
        for page in made:
            groups[page.key].append(Alternate(lang, page.address.url, page.address.canonical))
    alternates = {key: tuple(group) for key, group in groups.items() if len(group) > 1}
    return {
        lang: [(alternates.get(page.key, ()), nearest) for page, nearest in _nearest(made, groups)]
        for lang, made in pages.items()
    }


def _nearest(
    pages: Sequence[Page], groups: Mapping[str, Sequence[Alternate]]
) -> Iterator[tuple[Page, tuple[Alternate, ...]]]:
    """Give with each page where to go in editions without a version of it: the first page of its list, its section."""
    keys = {page.url: page.key for page in pages}
    for page in pages:
        key = f"{page.key.rpartition(':')[0]}:1" if page.pagination else ""
        if isinstance(page, ArticlePage) and page.card.section:
            key = keys.get(page.card.section.url, "")
        at_home = {version.lang for version in groups[page.key]} if key in groups else ()
        yield page, tuple([version for version in groups.get(key, ()) if version.lang not in at_home])
