"""What pages about topics are made of: how they go, when their articles came, lists of them, and their map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from generator.views.parts import Card, Link, StoryLink, TagView


@dataclass(frozen=True, slots=True)
class Trend:
    """How a topic goes: `direction` is "rising", "steady", "falling", or empty when too little is known.

    `recent` is the number of its articles in the four latest weeks of the edition, `before` in the twelve before them.
    """

    direction: str
    recent: int
    before: int


@dataclass(frozen=True, slots=True)
class TopicTrend:
    """A tag, and how it goes."""

    tag: TagView
    trend: Trend


@dataclass(frozen=True, slots=True)
class TagLetter:
    """Tags that begin with one letter; the anchor names it in the page."""

    letter: str
    anchor: str
    tags: tuple[TagView, ...]


@dataclass(frozen=True, slots=True)
class MonthCards:
    """Articles of one month in a list, given as its first day."""

    first_day: date
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SectionCount:
    """A section, and the number of articles that a topic has in it."""

    section: Link
    count: int


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month or year, given as its first day, its number of articles, and whether it decides the trend."""

    first_day: date
    count: int
    is_recent: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """Articles by period, oldest first, up to the newest article of the edition.

    Attributes:
        unit: "week", "month" or "year".
        periods: At most 60, empty ones among them.
    """

    unit: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the articles of a tag amount to.

    Attributes:
        trend: How it goes.
        activity: When its articles came.
        sections: Where they stand, the one with most first.
        stories: Stories of which at least two articles bear the tag.
    """

    trend: Trend
    activity: Activity
    sections: tuple[SectionCount, ...]
    stories: tuple[StoryLink, ...]


@dataclass(frozen=True, slots=True)
class TopicViews:
    """Addresses of the views of all tags: from A to Z, by number, by newest article, as a map; empty where none is."""

    letters: str
    number: str
    recent: str
    map: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A tag in the list by number: how it goes (as `Trend.direction`), and the date of its newest article."""

    tag: TagView
    direction: str
    last_date: datetime


@dataclass(frozen=True, slots=True)
class TopicWeek:
    """The tags whose newest article is of one week: its first and last day."""

    first_day: date
    last_day: date
    tags: tuple[TagView, ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A tag on the map, and the number of its group, from 0."""

    tag: TagView
    group: int


@dataclass(frozen=True, slots=True)
class MapTie:
    """Two tags that go together, by their places among the nodes; `strength` is 1, 2 or 3."""

    one: int
    other: int
    strength: int


@dataclass(frozen=True, slots=True)
class TopicMap:
    """How tags go together.

    Attributes:
        nodes: The tags, those of one group together.
        ties: Which of them go together.
        groups: The tags by group, the one with most articles first.
    """

    nodes: tuple[MapNode, ...]
    ties: tuple[MapTie, ...]
    groups: tuple[tuple[TagView, ...], ...]
