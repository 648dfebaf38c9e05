"""What the ledger asks of a site: pages in the place of those that are gone, and a list of all that is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from generator.assembly.claims import Claim, folded_path, is_free
from generator.assembly.editions import former_addresses, redirect
from generator.assembly.linking import Pages
from generator.assembly.newsroom import Newsroom
from generator.assembly.permalinks import Permalinks
from generator.assembly.sections import section_key, sections_of
from generator.errors import Location
from generator.model import Article, Content
from generator.permanence import Entry
from generator.views import Address, ArticlePage, Edition, Feed, Page, RedirectPage, WithdrawnPage

UNRECORDED = frozenset({"404.html", "search.html"})
"""Templates of pages that nobody keeps a link to."""


def withdrawn_addresses(content: Content, newsrooms: Mapping[str, Newsroom]) -> Mapping[str, Address]:
    """Give articles that were taken back the addresses that they had, by id."""
    found: dict[str, Address] = {}
    for lang, room in newsrooms.items():
        gone = [article for article in content.withdrawn if article.lang == lang]
        default = room.config.default_section
        sections = {s.key: s for s in sections_of((*room.articles, *gone), content.sections, lang, default)}
        found |= {a.id: room.permalinks.article(a, sections[section_key(a, default)].slug) for a in gone}
    return found


def withdrawn_pages(content: Content, newsrooms: Mapping[str, Newsroom], addresses: Mapping[str, Address]) -> Pages:
    """Make the pages that say that an article was taken back, and those that lead there from its former addresses."""
    made: dict[str, list[Page]] = {lang: [] for lang in newsrooms}
    for article in content.withdrawn:
        room, address = newsrooms[article.lang], addresses[article.id]
        made[article.lang].append(
            WithdrawnPage(
                template="withdrawn.html",
                key=f"withdrawn:{article.lang}:{article.id}",
                address=address,
                title=article.title,
                feeds=room.feeds(),
                reason=article.withdrawal,
            )
        )
        former = (room.permalinks.former(alias) for alias in article.aliases)
        made[article.lang] += [redirect(old, address, article.title) for old in former if old != address]
    return {lang: tuple(pages) for lang, pages in made.items()}


def withdrawn_claims(content: Content, addresses: Mapping[str, Address], permalinks: Permalinks) -> Iterator[Claim]:
    """List the files that articles want that were taken back."""
    for article in content.withdrawn:
        path = article.location.path
        yield Claim(addresses[article.id].path, path, Location(path, 1))
        for place in dict.fromkeys(permalinks.former(alias) for alias in article.aliases):
            if place != addresses[article.id]:
                yield Claim(place.path, f"an alias of {path}", Location(path, article.lines.get("aliases", 1)))


def kept_pages(
    pages: Pages, newsrooms: Mapping[str, Newsroom], past: Sequence[Entry], known: AbstractSet[str]
) -> Pages:
    """Lead from pages that the site had, such as those of tags, to the nearest page above them.

    Args:
        pages: All pages.
        newsrooms: The editions.
        past: The ledger.
        known: Paths of all files of the site.
    """
    standing = {page.address.path: page for made in pages.values() for page in made}
    taken = {folded_path(path) for path in known}
    languages = tuple(newsrooms)
    made: dict[str, list[Page]] = {lang: [] for lang in languages}
    for entry in past:
        if entry.kind == "page" and is_free(entry.path, taken):
            lang = _edition_of(entry.path, languages)
            above = _above(entry.path, standing)
            room = newsrooms[lang]
            if above is not None:
                title = above.title or room.texts.title
                made[lang].append(redirect(room.permalinks.file(entry.path), above.address, title))
                taken.add(folded_path(entry.path))
    return {lang: tuple(found) for lang, found in made.items()}


def _above(path: str, standing: Mapping[str, Page]) -> Page | None:
    """Find the nearest page above a path."""
    parts = path.removesuffix("index.html").rstrip("/").split("/")[:-1]
    folders = ("/".join([*parts[:depth], "index.html"]) for depth in range(len(parts), -1, -1))
    return next((standing[folder] for folder in folders if folder in standing), None)


def kept_feeds(newsroom: Newsroom, past: Sequence[Entry], taken: AbstractSet[str]) -> Iterator[Feed]:
    """Give the feeds of an edition that nothing fills any more: they stay, empty, for those who follow them.

    Args:
        newsroom: The edition.
        past: The ledger.
        taken: Folded paths of all files of the site.
    """
    texts, links = newsroom.texts, newsroom.permalinks
    for entry, path in [(entry, entry.path) for entry in past if entry.kind == "feed"]:
        folder = path.removesuffix("feed.xml")
        is_own = folder != path and _edition_of(path, newsroom.config.languages) == newsroom.lang
        if is_own and is_free(path, taken):
            yield Feed(
                atom=links.file(path),
                json=links.file(f"{folder}feed.json"),
                page_url=links.file(f"{folder}index.html").canonical,
                id=entry.id,
                title=texts.title,
                subtitle=texts.description,
                author=texts.author or texts.title,
                entries=(),
            )


def _edition_of(path: str, languages: Sequence[str]) -> str:
    first = path.split("/", maxsplit=1)[0]
    return first if first in languages[1:] else languages[0]


def entries_of(
    editions: Sequence[Edition],
    newsrooms: Mapping[str, Newsroom],
    content: Content,
    withdrawn: Mapping[str, Address],
) -> Iterator[Entry]:
    """List all that the site publishes, but copies of lists, the search and files that editors publish as they are."""
    for edition in editions:
        room = newsrooms[edition.site.lang]
        gone = [article for article in content.withdrawn if article.lang == room.lang]
        for page in edition.pages:
            if _is_recorded(page):
                yield Entry(rooted(page.address, room.permalinks), "page")
        for feed in edition.feeds:
            yield from (Entry(rooted(file, room.permalinks), "feed", feed.id) for file in (feed.atom, feed.json))
        for article in room.articles:
            former = former_addresses(room, article)
            yield from _of_article(article, "article", room.addresses[article.id], former, room)
        for article in gone:
            address = withdrawn[article.id]
            former = tuple(place for a in article.aliases if (place := room.permalinks.former(a)) != address)
            yield from _of_article(article, "withdrawn", address, former, room)


def _of_article(
    article: Article, kind: str, address: Address, former: Sequence[Address], room: Newsroom
) -> Iterator[Entry]:
    id_ = room.entry_id(article)
    yield Entry(rooted(address, room.permalinks), kind, id_, source=article.id)
    yield from (Entry(rooted(old, room.permalinks), "alias", id_, source=article.id) for old in former)


def _is_recorded(page: Page) -> bool:
    """Tell whether a page is one that people keep: no article, no way to one, no later part of a list."""
    is_part = "page" in page.address.path.split("/")[:-2]
    return not (isinstance(page, ArticlePage | RedirectPage | WithdrawnPage) or page.template in UNRECORDED or is_part)


def rooted(address: Address, permalinks: Permalinks) -> str:
    """Give an address from the root of the site, whatever host and base path are."""
    return "/" + address.canonical.removeprefix(permalinks.base_url)
