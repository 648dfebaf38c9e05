"""The site as a whole: editions, feeds, the search index, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from generator.errors import Location
from generator.permanence import Entry
from generator.texts import KnownText
from generator.views.absolute import absolute
from generator.views.pages import Page
from generator.views.parts import (
    Address,
    Alternate,
    FeedLink,
    Followed,
    Link,
    TagView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An article in a feed.

    Attributes:
        id: Never changes.
        address: Of its page.
        title, published, updated, authors, tags, summary: As its page tells them.
        body: Its text, as the page has it.
        base: Path of the site on its host, with which the addresses in the text begin.
    """

    id: str
    address: Address
    title: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    body: KnownText
    base: str

    @property
    def content_html(self) -> str:
        """Its text with absolute addresses."""
        return absolute(str(self.body), self.address, self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, for Atom and JSON: where both files stand, and the absolute address of the page that they follow."""

    atom: Address
    json: Address
    page_url: str
    id: str
    title: str
    subtitle: str
    author: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All feeds of one kind, for a file that feed readers take in; `kind` is that of `FeedGroup`."""

    address: Address
    kind: str
    title: str
    feeds: tuple[Followed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """One edition as templates see it.

    Attributes:
        title, description: Name of the publication, and one sentence about it.
        author: Author of articles that name none; may be empty.
        lang: BCP 47 tag of the edition.
        editions: Home pages of all editions; none when there is only one.
        origin: Scheme and host, to be put before an address that must be absolute.
        home, tags, archive, digests: Addresses of the main pages.
        stories: Address of the list of stories; empty when there are none.
        feed: The feed of the edition.
        feeds: Address of the page that lists all feeds.
        search: Address of the search page; empty on a site without search.
        manifest: The web app manifest; `manifest.url` is its address.
        home_canonical: Absolute address of the home page.
        about: Link to what the editor wrote about the publication, or None.
        sections: Sections in the editor's order, those with articles only.
        icon: Address of the icon; a small one stands in its address, so that no page has to ask for it.
        assets: Final address of each file of templates/static, by its name there ("style.css").
    """

    title: str
    description: str
    author: str
    lang: str
    editions: tuple[Alternate, ...]
    origin: str
    home: str
    home_canonical: str
    about: Link | None
    tags: str
    archive: str
    digests: str
    stories: str
    feed: FeedLink
    feeds: str
    search: str
    manifest: Address
    sections: tuple[Link, ...]
    icon: str
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What the search knows of an article: where it is, what it says, what a result shows, by what it is chosen."""

    url: str
    title: str
    summary: str
    prose: KnownText
    date: datetime
    section: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What is to be searched in one edition.

    Attributes:
        folder: Where the index stands below the output folder.
        records: Its articles.
        topics: Tags with a page, most articles first: those whose names are near are offered when nothing is found.
    """

    folder: str
    records: tuple[SearchRecord, ...]
    topics: tuple[TagView, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one format ("jpeg", "png", "webp") and size in pixels; `path` is its file on the site."""

    path: str
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as its author gave it, and what is to be made of it.

    Attributes:
        name: Path of the file, for messages.
        data: Its bytes.
        format: What they hold: "jpeg", "png" or "webp".
        quality: Of what is made, from 1 to 100.
        renditions: What is to be made, none larger than itself.
        location: Where it is shown.
    """

    name: str
    data: bytes
    format: str
    quality: int
    renditions: tuple[Rendition, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class SocialCard:
    """A picture to be drawn for an article: file, what is written on it, colours as #rrggbb."""

    path: str
    publication: str
    section: str
    title: str
    paper: str
    ink: str
    accent: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the site, ready to be rendered; `search` is None on a site without search."""

    site: SiteView
    pages: tuple[Page, ...]
    feeds: tuple[Feed, ...]
    outlines: tuple[Outline, ...] = ()
    tag_count: int = 0
    search: SearchIndex | None = None
    social_cards: tuple[SocialCard, ...] = ()


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published as it is: its path below the output folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site: editions, files, and the absolute addresses that indexes need.

    `news_since` is the date from which articles stand in the sitemap for news, None on a site without one; `pictures`
    are those that are made in several sizes. `entries` is what the ledger has to hold of it, `lost` the addresses of
    the ledger that it would drop.
    """

    editions: tuple[Edition, ...]
    files: tuple[StaticFile, ...]
    home_canonical: str
    sitemap_canonical: str
    news_since: datetime | None = None
    pictures: tuple[Original, ...] = ()
    entries: tuple[Entry, ...] = ()
    lost: tuple[Entry, ...] = ()
