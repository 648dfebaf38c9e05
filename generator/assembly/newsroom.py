"""What all pages of one edition are made from: its articles with their addresses, sections, topics and cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.assembly.permalinks import Permalinks
from generator.assembly.pictures import Gallery
from generator.assembly.sections import Section, section_key
from generator.assembly.storylines import Storyline
from generator.assembly.topics import Topics
from generator.config import EditionSettings, SiteConfig
from generator.model import Article, ArticleAnalysis, Asset, ImageRef
from generator.slugs import DEVICES, short_hash, slugify
from generator.views import Address, Card, FeedLink, Link, Picture

Answer = TypeVar("Answer")

WORDS_A_MINUTE = 220
"""How fast a reader reads news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """One edition while its pages are made.

    Attributes:
        config: The configuration of the site.
        lang: Language of the edition.
        permalinks: Makes addresses.
        articles: Its articles, newest first.
        addresses: Their addresses by id.
        understood: What was understood of them, by id.
        sections: Its sections by key, in the editor's order.
        topics: Its tags.
        assets: Files beside articles, by path below the content folder.
        static: Files that keep their path on the site, by that path.
        targets: Addresses of files of the content folder, by path.
        gallery: Pictures that are made in several sizes.
        storylines: Its stories, the one with the newest article first.
        feed_ids: Ids of feeds that were published before, by path of the feed.
        newest: When an article of any edition was changed last; None on a site without articles.

    What many pages show is made once and shared: cards, links, moments; what many ask is found once (`found_once`).
    """

    config: SiteConfig
    lang: str
    permalinks: Permalinks
    articles: tuple[Article, ...]
    addresses: Mapping[str, Address]
    understood: Mapping[str, ArticleAnalysis]
    sections: Mapping[str, Section]
    topics: Topics
    assets: Mapping[str, Asset]
    static: Mapping[str, Asset]
    targets: Mapping[str, Address]
    gallery: Gallery
    storylines: tuple[Storyline, ...] = ()
    feed_ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    newest: datetime | None = None
    _moments: dict[datetime, datetime] = field(default_factory=dict, init=False, compare=False, repr=False)
    _cards: dict[str, Card] = field(default_factory=dict, init=False, compare=False, repr=False)
    _links: dict[tuple[str, str], Link] = field(default_factory=dict, init=False, compare=False, repr=False)
    _feed_files: dict[tuple[str, ...], tuple[Address, Address]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _feeds: dict[tuple[FeedLink, ...], tuple[FeedLink, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _changes: dict[str, datetime] = field(default_factory=dict, init=False, compare=False, repr=False)
    _feed_links: dict[tuple[str, ...], FeedLink] = field(default_factory=dict, init=False, compare=False, repr=False)
    _found: dict[Callable[[Newsroom], Any], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def texts(self) -> EditionSettings:
        """What the edition says of itself."""
        return _texts(self)

    @property
    def has_search(self) -> bool:
        """Whether readers can search this edition."""
        return self.config.search.enabled and bool(self.articles)

    def local(self, moment: datetime) -> datetime:
        """Give a moment in the zone of the site."""
        if moment not in self._moments:
            self._moments[moment] = moment.astimezone(ZoneInfo(self.config.timezone))
        return self._moments[moment]

    def section_of(self, article: Article) -> Section:
        """Give the section of an article."""
        return self.sections[section_key(article, self.config.default_section)]

    def section_link(self, section: Section) -> Link:
        """Link a section."""
        return self._link(section.title, section.slug)

    def authors_of(self, article: Article) -> tuple[str, ...]:
        """Give the by-lines of an article: its own, else that of the edition."""
        if article.authors:
            return article.authors
        house = self.texts.author
        return (house,) if house else ()

    def author_link(self, name: str) -> Link:
        """Link the page of an author."""
        return self._link(name, f"authors/{author_slug(name)}")

    def _link(self, label: str, place: str) -> Link:
        """Link a page below the root of the edition."""
        if (label, place) not in self._links:
            self._links[label, place] = Link(label, self.permalinks.page(self.lang, place).url)
        return self._links[label, place]

    def feed_files(self, *segments: str) -> tuple[Address, Address]:
        """Give the addresses of the feed of the page at some segments, as Atom and as JSON."""
        if segments not in self._feed_files:
            atom, json = (self.permalinks.beside(self.lang, *segments, name) for name in ("feed.xml", "feed.json"))
            self._feed_files[segments] = atom, json
        return self._feed_files[segments]

    def feed_id(self, *segments: str) -> str:
        """Give the id of the feed of the page at some segments: the one that it always had."""
        atom, _json = self.feed_files(*segments)
        return self.feed_ids.get(atom.path) or self.permalinks.feed_id("feed", self.lang, *segments)

    def entry_id(self, article: Article) -> str:
        """Give the id of an article in feeds."""
        return article.feed_id or self.permalinks.feed_id("article", article.lang, article.id)

    def feed_link(self, label: str, *segments: str) -> FeedLink:
        """Link the feed of the page at some segments."""
        key = (label, *segments)
        if key not in self._feed_links:
            atom, json = self.feed_files(*segments)
            self._feed_links[key] = FeedLink(label, atom.url, json.url)
        return self._feed_links[key]

    def section_feed(self, section: Section) -> FeedLink:
        """Link the feed of a section."""
        return self.feed_link(section.title, section.slug)

    def feeds(self, *own: FeedLink) -> tuple[FeedLink, ...]:
        """Give the feeds that follow a page: its own, then that of the edition."""
        if own not in self._feeds:
            self._feeds[own] = (*own, self.feed_link(self.texts.title))
        return self._feeds[own]

    def card(self, article: Article) -> Card:
        """Give what lists show of an article."""
        if article.id not in self._cards:
            self._cards[article.id] = self._card(article)
        return self._cards[article.id]

    def _card(self, article: Article) -> Card:
        return Card(
            url=self.addresses[article.id].url,
            title=article.title,
            summary=self.understood[article.id].summary,
            date=self.local(article.date),
            updated=self.local(article.updated) if article.updated else None,
            has_time=article.has_time,
            section=self.section_link(self.section_of(article)),
            authors=tuple(self.author_link(name) for name in self.authors_of(article)),
            tags=self.topics.of(article.id),
            reading_minutes=max(1, round(article.word_count / WORDS_A_MINUTE)),
            picture=self.picture(article.image) if article.image else None,
        )

    def cards(self, articles: Sequence[Article]) -> tuple[Card, ...]:
        """Give the cards of several articles."""
        return tuple(self.card(article) for article in articles)

    def modified(self, articles: Sequence[Article]) -> datetime | None:
        """Give the newest date of some articles of the edition; where there are none, that of the site."""
        if not self._changes:
            self._changes.update({article.id: self.local(article.updated or article.date) for article in self.articles})
        if not articles:
            return self.local(self.newest) if self.newest else None
        return max(self._changes[article.id] for article in articles)

    def picture(self, image: ImageRef) -> Picture | None:
        """Give an image with its address; one that is not on the site is left out."""
        if not image.target.startswith(("content:", "site:")):
            return Picture(image.target, image.target, image.alt, image.caption, image.credit)
        if offer := self.gallery.offer(image.target):
            plain, srcset = self.permalinks.file(offer.plain.path), self.gallery.srcset(offer)
            size = offer.plain.width, offer.plain.height
            return Picture(plain.url, plain.canonical, image.alt, image.caption, image.credit, *size, srcset)
        path = unquote(image.target.partition(":")[2]).lstrip("/")
        is_beside = image.target.startswith("content:")
        asset = (self.assets if is_beside else self.static).get(path)
        address = self.targets.get(path) if is_beside else self.permalinks.file(path)
        if address is None:
            return None
        size = asset.size if asset and asset.size else (0, 0)
        return Picture(address.url, address.canonical, image.alt, image.caption, image.credit, *size)


def found_once(find: Callable[[Newsroom], Answer]) -> Callable[[Newsroom], Answer]:
    """Let what is asked of a newsroom many times be found once."""

    @wraps(find)
    def known(newsroom: Newsroom) -> Answer:
        held = newsroom._found  # noqa: SLF001 - its own keeper
        if find not in held:
            held[find] = find(newsroom)
        answer: Answer = held[find]
        return answer

    return known


@found_once
def _texts(newsroom: Newsroom) -> EditionSettings:
    return newsroom.config.edition(newsroom.lang)


def author_slug(name: str) -> str:
    """Give the last part of the address of an author's page; names of Windows devices get a prefix."""
    slug = slugify(name) or short_hash(name)
    return f"author-{slug}" if slug in DEVICES else slug
