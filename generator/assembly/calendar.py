"""Articles by month and by ISO week (ISO 8601: weeks begin on Monday; week 1 holds the first Thursday)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.assembly.newsroom import Newsroom, found_once
from generator.model import Article
from generator.views import DigestLink, MonthLink

TOPICS_OF_A_PERIOD = 5


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Give the week of a day.

        >>> Week.of(date(2017, 1, 1))
        Week(year=2016, number=52)
        """
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @property
    def first_day(self) -> date:
        """Give its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)


@found_once
def days(newsroom: Newsroom) -> Mapping[str, date]:
    """Give the day of each article, by id."""
    return {article.id: newsroom.local(article.date).date() for article in newsroom.articles}


@found_once
def by_week(newsroom: Newsroom) -> Mapping[Week, tuple[Article, ...]]:
    """Group the articles by week, the newest week and the newest article first."""
    groups: dict[Week, list[Article]] = {}
    weeks = {day: Week.of(day) for day in {*days(newsroom).values()}}
    for article in newsroom.articles:
        groups.setdefault(weeks[days(newsroom)[article.id]], []).append(article)
    return {week: tuple(groups[week]) for week in sorted(groups, reverse=True)}


@found_once
def by_month(newsroom: Newsroom) -> Mapping[date, tuple[Article, ...]]:
    """Group the articles by month, given as its first day, the newest first."""
    groups: dict[date, list[Article]] = {}
    for article in newsroom.articles:
        groups.setdefault(days(newsroom)[article.id].replace(day=1), []).append(article)
    return {month: tuple(groups[month]) for month in sorted(groups, reverse=True)}


@found_once
def digest_links(newsroom: Newsroom) -> Mapping[Week, DigestLink]:
    """Link the digests of all weeks, the newest first."""
    return {week: digest_link(newsroom, week, articles) for week, articles in by_week(newsroom).items()}


@found_once
def month_links(newsroom: Newsroom) -> Mapping[date, MonthLink]:
    """Link all months of the archive, the newest first."""
    return {month: month_link(newsroom, month, articles) for month, articles in by_month(newsroom).items()}


def digest_link(newsroom: Newsroom, week: Week, articles: tuple[Article, ...]) -> DigestLink:
    """Link the digest of a week."""
    return DigestLink(
        url=newsroom.permalinks.week(newsroom.lang, week.year, week.number).url,
        year=week.year,
        week=week.number,
        first_day=week.first_day,
        last_day=week.first_day + timedelta(days=6),
        count=len(articles),
        topics=newsroom.topics.common((a.id for a in articles), TOPICS_OF_A_PERIOD),
    )


def month_link(newsroom: Newsroom, month: date, articles: tuple[Article, ...]) -> MonthLink:
    """Link a month of the archive."""
    return MonthLink(
        url=newsroom.permalinks.page(newsroom.lang, *month_segments(month)).url,
        first_day=month,
        count=len(articles),
        topics=newsroom.topics.common((a.id for a in articles), TOPICS_OF_A_PERIOD),
    )


def month_segments(month: date) -> tuple[str, str, str]:
    """Give the parts of the address of a month.

    >>> month_segments(date(2017, 2, 1))
    ('archive', '2017', '02')
    """
    return "archive", f"{month.year:04}", f"{month.month:02}"
