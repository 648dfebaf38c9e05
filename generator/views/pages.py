"""The kinds of pages, one class for each template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.model import NOTHING, Attribution, Heading
from generator.texts import KnownText
from generator.views.parts import (
    Address,
    Alternate,
    ArchiveYear,
    Card,
    DigestLink,
    FeedGroup,
    FeedLink,
    Link,
    MonthLink,
    Pagination,
    Picture,
    RelatedView,
    SearchEdition,
    SectionBlock,
    StoryEvent,
    StoryLink,
    StoryPlace,
    TagView,
)
from generator.views.topics import (
    Dashboard,
    MonthCards,
    TagLetter,
    TopicMap,
    TopicRow,
    TopicTrend,
    TopicViews,
    TopicWeek,
)


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
        nearest: In editions without a counterpart, the page to go to instead: the section of an article, the first
            page of a list; none where that has no counterpart either.
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
    nearest: tuple[Alternate, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """Front page: the newest article, the next ones, then stories, topics, the latest digest and sections."""

    lead: Card | None
    latest: tuple[Card, ...]
    sections: tuple[SectionBlock, ...]
    topics: tuple[TagView, ...]
    digest: DigestLink | None
    stories: tuple[StoryLink, ...] = ()
    rising: tuple[TopicTrend, ...] = ()


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
    """Articles of a tag: other spellings, first and last date, its articles by month.

    Only the first page of the list has the dashboard, and `topics`: the tags that belong to it.
    """

    spellings: tuple[str, ...]
    first_date: datetime
    last_date: datetime
    dashboard: Dashboard | None = None

    @property
    def months(self) -> tuple[MonthCards, ...]:
        """Its articles by month, in their order."""
        groups: dict[date, list[Card]] = {}
        for card in self.cards:
            groups.setdefault(date(card.date.year, card.date.month, 1), []).append(card)
        return tuple(MonthCards(month, tuple(cards)) for month, cards in groups.items())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage(Page):
    """Index of tags.

    Attributes:
        view: "letters" (from A to Z), "number" (by number of articles) or "recent" (by newest article).
        views: Where the other views stand.
        count: Tags that have a page.
        letters: From A to Z, those of this page of the list.
        jump: The first letter of each, over all pages of the list.
        most_used: Those with most articles, on the first page from A to Z.
        rising: Those on the rise, on the first page from A to Z.
        rows: By number.
        weeks: By newest article.
    """

    view: str
    views: TopicViews
    count: int
    letters: tuple[TagLetter, ...] = ()
    jump: tuple[Link, ...] = ()
    most_used: tuple[TagView, ...] = ()
    rising: tuple[TopicTrend, ...] = ()
    rows: tuple[TopicRow, ...] = ()
    weeks: tuple[TopicWeek, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(Page):
    """How the strongest tags go together, and the newest article of each group of them."""

    views: TopicViews
    map: TopicMap
    newest: tuple[Link, ...]


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
        standfirst: What its author wrote to stand above it; empty when lists show an extract, which its own page would
            say twice.
        social_card: The picture drawn for social networks when it has none of its own, or None.
        body: Sanitised HTML, with final links; templates take it as `body_html`.
        headings: For a contents list.
        attribution: Where the facts come from.
        related: Where to go next, and why.
        cited_by: Articles of this edition that lead here, by « Lire aussi » or a link in their text, newest first.
        digest: The week it belongs to.
        story: Its place in a running story, or None.
        extra: Front matter that the program does not know.
    """

    card: Card
    body: KnownText
    word_count: int
    standfirst: str = ""
    social_card: Picture | None = None
    headings: tuple[Heading, ...] = ()
    attribution: Attribution | None = None
    related: tuple[RelatedView, ...] = ()
    cited_by: tuple[Card, ...] = ()
    digest: DigestLink | None = None
    story: StoryPlace | None = None
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    @property
    def body_html(self) -> str:
        """Its text, as HTML."""
        return str(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnPage(Page):
    """What stands for an article that was taken back; `reason` may be empty."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page on which readers search: the editions that can be searched, its own first, and common tags."""

    editions: tuple[SearchEdition, ...]
    topics: tuple[TagView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage(Page):
    """All feeds of the edition by kind, explained to those who do not know what a feed is."""

    groups: tuple[FeedGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(Page):
    """Page that the host shows for an address that does not exist; `latest` offers a way on."""

    latest: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(Page):
    """A former address; `target` is where it leads, `target_canonical` the same with its host."""

    target: str
    target_canonical: str
