"""What pages are made of: links, cards, tags, places in lists and stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

UNSHAREABLE = (".svg", ".avif")
"""Pictures that social networks do not show."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is published.

    Attributes:
        path: File below the output folder.
        url: Address from the root of the host, base path included, percent-encoded.
        canonical: The same with scheme and host.
    """

    path: str
    url: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; an empty `url` means that the label is shown without a link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that follows a page, in both formats: addresses of the Atom and of the JSON file."""

    label: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What a reader can follow: its name, the address of its page, number of articles, its feed."""

    label: str
    url: str
    count: int
    feed: FeedLink


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one kind.

    Attributes:
        kind: "sections", "stories", "tags" or "authors".
        feeds: Those that are shown, in the order of the site.
        count: How many there are in all.
        opml: Address of the file that holds all of them.
    """

    kind: str
    feeds: tuple[Followed, ...]
    count: int
    opml: str


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag as shown: `url` is empty below the page threshold; `count` is its articles in this edition."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: address, absolute address, text for those who do not see it, caption, credit, pixels or 0.

    `srcset` lists the same picture in WebP at several widths, as the attribute of that name wants it; empty for one
    that is published only as it is.
    """

    url: str
    canonical: str
    alt: str
    caption: str
    credit: str
    width: int = 0
    height: int = 0
    srcset: str = ""

    @property
    def is_shareable(self) -> bool:
        """Whether social networks can show it: no drawing, and no file of the site that cannot be read."""
        is_elsewhere = self.url == self.canonical
        return not self.url.lower().endswith(UNSHAREABLE) and (self.width > 0 or is_elsewhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article in a list.

    Attributes:
        url: Its address.
        title: Headline.
        summary: Standfirst or extract, plain text.
        date, updated: When published, and changed in substance.
        has_time: Whether the author gave an hour.
        section: Its section, or None.
        authors: By-lines; a link where there is a page.
        tags: Tags to show; `url` is empty below the page threshold. Without their numbers of articles: with each new
            article, these would change the cards of all others that bear one of its tags.
        reading_minutes: At 220 words a minute, 1 at the least.
        picture: The picture that stands for it, or None.
    """

    url: str
    title: str
    summary: str
    date: datetime
    updated: datetime | None
    has_time: bool
    section: Link | None
    authors: tuple[Link, ...]
    tags: tuple[Link, ...]
    reading_minutes: int
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A related article and the terms that are the reason, heaviest first; no terms means a fallback.

    Attributes:
        card: The article.
        shared_terms: What both are about.
        timing: "before" or "since" when it was published on an earlier or later day than the page's article and the
            other links are not all on the same side; else empty.
    """

    card: Card
    shared_terms: tuple[str, ...]
    timing: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one language, of those that are versions of each other: BCP 47 tag, both addresses."""

    lang: str
    url: str
    canonical: str


@dataclass(frozen=True, slots=True)
class SearchEdition:
    """An edition that can be searched: its BCP 47 tag, the folder with its index, number of articles."""

    lang: str
    bundle: str
    count: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """Place in a list of pages, counted from 1; `pages` links all of them."""

    number: int
    pages: tuple[Link, ...]

    @property
    def previous(self) -> Link | None:
        """Page before this one."""
        return self.pages[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Link | None:
        """Page after this one."""
        return self.pages[self.number] if self.number < len(self.pages) else None


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section with its newest articles, or the articles of one section in a digest, and how many more there are."""

    section: Link
    cards: tuple[Card, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestLink:
    """A week's digest in a list: its address, ISO year and week, first and last day, number of articles."""

    url: str
    year: int
    week: int
    first_day: date
    last_day: date
    count: int
    topics: tuple[TagView, ...]


@dataclass(frozen=True, slots=True)
class MonthLink:
    """A month of the archive: address, its first day, number of articles, tags that most of them bear."""

    url: str
    first_day: date
    count: int
    topics: tuple[TagView, ...]


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A running story: its address, its name, number of articles, dates of the first and the last, and the last."""

    url: str
    title: str
    count: int
    first_date: datetime
    last_date: datetime
    newest: Link


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Place of an article in its story, counted from 1 for the oldest, and the articles beside it."""

    story: StoryLink
    position: int
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """An article in the timeline of its story, and the names and tags that none before it has."""

    card: Card
    new_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year of the archive with its months, newest first."""

    year: int
    count: int
    months: tuple[MonthLink, ...]
