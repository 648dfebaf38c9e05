"""What templates see: the finished site as frozen view objects, `site` and `page`, and nothing else.

Assembly fills them, render turns them into bytes. Every URL in them is final: `url` is root-relative and
holds the base path, `canonical` is absolute. Datetimes are in the zone of the site. docs/templates.md lists
every field, and a test keeps it in step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.model import NOTHING, Attribution, Heading


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
class TagView:
    """A tag as shown: `url` is empty below the page threshold; `count` is its articles in this edition."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: address, absolute address, text for those who do not see it, caption, credit, pixels or 0."""

    url: str
    canonical: str
    alt: str
    caption: str
    credit: str
    width: int = 0
    height: int = 0


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
        tags: Tags to show.
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
    tags: tuple[TagView, ...]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has.

    Attributes:
        template: File name of its template.
        key: What it shares with its counterparts in other editions ("home", "week:2017-W07").
        address: Where it stands; `url` and `canonical` give its parts.
        title: What it is about ("OTAN"); empty where the template has the word.
        description: One or two plain sentences; empty where the template has the words.
        alternates: Itself and its counterparts in other editions, in the order of the editions; none when alone.
        feeds: Feeds that follow this page, narrowest first.
        pagination: Place in a paged list, or None.
        modified: Newest date of what it shows, for the sitemap; None keeps it out of there.
    """

    template: str
    key: str
    address: Address
    title: str = ""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    pagination: Pagination | None = None
    modified: datetime | None = None

    @property
    def url(self) -> str:
        """Address from the root of the host."""
        return self.address.url

    @property
    def canonical(self) -> str:
        """Absolute address."""
        return self.address.canonical


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section with its newest articles, or the articles of one section in a digest."""

    section: Link
    cards: tuple[Card, ...]


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
    """A month of the archive: address, its first day, number of articles."""

    url: str
    first_day: date
    count: int


@dataclass(frozen=True, slots=True)
class StoryLink:
    """A running story: its address, its name, number of articles, dates of the first and the last."""

    url: str
    title: str
    count: int
    first_date: datetime
    last_date: datetime


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """Front page: the newest article, the next ones, then stories, topics, the latest digest and sections."""

    lead: Card | None
    latest: tuple[Card, ...]
    sections: tuple[SectionBlock, ...]
    topics: tuple[TagView, ...]
    digest: DigestLink | None
    stories: tuple[StoryLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage(Page):
    """What the editor wrote about the publication, in `_index.md` of the content folder."""

    body_html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """Articles of a section or an author, newest first; `body_html` is what the editor wrote about it.

    `count` is that of all pages of the list; `topics` are the tags that most of them bear.
    """

    cards: tuple[Card, ...]
    count: int
    body_html: str = ""
    topics: tuple[TagView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagPage(ListPage):
    """Articles of a tag: other spellings, first and last date, tags often seen beside it."""

    spellings: tuple[str, ...]
    first_date: datetime
    last_date: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage(ListPage):
    """Articles of one month: its first day, and the months before and after."""

    first_day: date
    previous: MonthLink | None
    next: MonthLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage(Page):
    """A running story: its articles, oldest first, and who and where; `story.count` is that of all its pages."""

    story: StoryLink
    events: tuple[StoryEvent, ...]
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesPage(Page):
    """All stories, the one with the newest article first."""

    stories: tuple[StoryLink, ...]


@dataclass(frozen=True, slots=True)
class TagLetter:
    """Tags that begin with one letter; the anchor names it in the page."""

    letter: str
    anchor: str
    tags: tuple[TagView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage(Page):
    """Index of tags from A to Z, and the ones with most articles."""

    letters: tuple[TagLetter, ...]
    most_used: tuple[TagView, ...]
    count: int


@dataclass(frozen=True, slots=True)
class ArchiveYear:
    """A year of the archive with its months, newest first."""

    year: int
    count: int
    months: tuple[MonthLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(Page):
    """All years and months that have articles."""

    years: tuple[ArchiveYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage(Page):
    """A week: its articles by section, the topics that most of them share, the weeks beside it."""

    week: DigestLink
    blocks: tuple[SectionBlock, ...]
    previous: DigestLink | None
    next: DigestLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsPage(Page):
    """All weekly digests, newest first."""

    digests: tuple[DigestLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(Page):
    """An article.

    Attributes:
        card: What lists show of it too.
        body_html: Sanitised HTML, with final links.
        headings: For a contents list.
        attribution: Where the facts come from.
        related: Where to go next, and why.
        cited_by: Articles of this edition that lead here, by « Lire aussi » or a link in their text, newest first.
        digest: The week it belongs to.
        story: Its place in a running story, or None.
        extra: Front matter that the program does not know.
    """

    card: Card
    body_html: str
    word_count: int
    headings: tuple[Heading, ...] = ()
    attribution: Attribution | None = None
    related: tuple[RelatedView, ...] = ()
    cited_by: tuple[Card, ...] = ()
    digest: DigestLink | None = None
    story: StoryPlace | None = None
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page on which readers search; `bundle` is the address of the folder with the index."""

    bundle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(Page):
    """Page that the host shows for an address that does not exist; `latest` offers a way on."""

    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(Page):
    """A former address; `target` is where it leads, `target_canonical` the same with its host."""

    target: str
    target_canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An article in a feed: an id that never changes, absolute addresses only, full content."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    content_html: str


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
        search: Address of the search page; empty on a site without search.
        manifest: The web app manifest; `manifest.url` is its address.
        home_canonical: Absolute address of the home page.
        about: Link to what the editor wrote about the publication, or None.
        sections: Sections in the editor's order, those with articles only.
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
    search: str
    manifest: Address
    sections: tuple[Link, ...]
    assets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What the search knows of an article: where it is, what it says, and what a result shows."""

    url: str
    title: str
    text: str
    date: datetime
    section: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What is to be searched in one edition; `folder` is where the index stands below the output folder."""

    folder: str
    records: tuple[SearchRecord, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of the site, ready to be rendered; `search` is None on a site without search."""

    site: SiteView
    pages: tuple[Page, ...]
    feeds: tuple[Feed, ...]
    tag_count: int = 0
    search: SearchIndex | None = None


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published as it is: its path below the output folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site: editions, files, and the absolute addresses that indexes need.

    `news_since` is the date from which articles stand in the sitemap for news, None on a site without one.
    """

    editions: tuple[Edition, ...]
    files: tuple[StaticFile, ...]
    home_canonical: str
    sitemap_canonical: str
    news_since: datetime | None = None
