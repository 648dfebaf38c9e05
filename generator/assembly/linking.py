"""Pages are linked: bodies to what they mean, versions of a page in several languages to each other."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.assembly.newsroom import Newsroom
from generator.assembly.references import Targets, lost_links, rewrite, settle, titles_of
from generator.errors import Problem
from generator.model import SectionText
from generator.views import AboutPage, Address, Alternate, ArticlePage, ListPage, Page

Pages = Mapping[str, tuple[Page, ...]]
"""Pages of each edition, by language."""


def linked(
    pages: Pages,
    newsrooms: Mapping[str, Newsroom],
    sections: Sequence[SectionText],
    known: frozenset[str],
    problems: list[Problem],
) -> tuple[Pages, Mapping[str, str]]:
    """Point all links to their addresses, and tell each page its counterparts.

    Args:
        pages: With references in their bodies.
        newsrooms: The editions.
        sections: Texts about sections, for messages about their links.
        known: Paths of all files of the site.
        problems: Links that lead nowhere are added here.

    Returns:
        The pages, and the bodies of articles by id.
    """
    bodies: dict[str, str] = {}
    done = {}
    for lang, newsroom in newsrooms.items():
        targets = _targets(newsroom, newsrooms, known)
        by_path = {}
        for article in newsroom.articles:
            bodies[article.id], found = settle(article, targets)
            by_path[newsroom.addresses[article.id].path] = bodies[article.id]
            problems += found
        done[lang] = tuple(_with_body(page, by_path, targets) for page in pages[lang])
        for text in sections:
            problems += lost_links(text.body_html, text.location, targets) if text.lang == lang else ()
    return _with_alternates(done, tuple(newsrooms)), bodies


def _with_body(page: Page, bodies: Mapping[str, str], targets: Targets) -> Page:
    if isinstance(page, ArticlePage):
        return dataclasses.replace(page, body_html=bodies[page.address.path])
    if isinstance(page, ListPage | AboutPage) and page.body_html:
        return dataclasses.replace(page, body_html=rewrite(page.body_html, targets))
    return page


def _targets(newsroom: Newsroom, newsrooms: Mapping[str, Newsroom], known: frozenset[str]) -> Targets:
    """Gather where links of an edition may lead; a folder is its section, in this language if it can be."""
    files = dict(newsroom.targets)
    for room in (*newsrooms.values(), newsroom):
        for key, section in room.sections.items():
            address = room.permalinks.page(room.lang, section.slug)
            files |= {key: address, f"{key}/_index.md": address, f"{key}/_index.{room.lang}.md": address}
    titles, headlines = titles_of([(a, newsroom.addresses[a.id]) for a in newsroom.articles])
    sizes = {asset.path: asset.size for asset in newsroom.static.values() if asset.size}
    return Targets(files, known, titles, headlines, sizes, newsroom.permalinks)


def _with_alternates(pages: Pages, languages: Sequence[str]) -> Pages:
    """Tell each page its counterparts: pages of the same key in other editions."""
    groups: dict[str, list[tuple[str, Address]]] = defaultdict(list)
    for lang in languages:
        for page in pages[lang]:
            groups[page.key].append((lang, page.address))
    alternates = {
        key: tuple(Alternate(lang, address.url, address.canonical) for lang, address in group)
        for key, group in groups.items()
        if len(group) > 1
    }
    return {
        lang: tuple(
            dataclasses.replace(page, alternates=alternates[page.key]) if page.key in alternates else page
            for page in pages[lang]
        )
        for lang in languages
    }
