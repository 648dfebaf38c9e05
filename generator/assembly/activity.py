"""How many articles of a topic came when: by week, and by month or year where that would be too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from generator.assembly.trends import RECENT, week_number
from generator.views import Activity, Period

MOST = 60
"""Periods that are shown at the most; more would be too narrow on a telephone."""
LEAST_WEEKS = 12
"""Weeks that are shown at the least, if the edition is so old: one column alone tells nothing."""


def activity_of(days: Sequence[date], oldest: date, newest: date) -> Activity:
    """Count articles by period, up to the newest article of the edition, empty periods too.

    Args:
        days: When the articles came, at least one, none after `newest`.
        oldest: Day of the oldest article of the edition.
        newest: Day of the newest article of the edition.

    Returns:
        Weeks from the first article on, if there are no more than `MOST`; else months; else the latest years in which
        an article came, and those after them.
    """
    first, last = week_number(min(days)), week_number(newest)
    first = min(first, max(week_number(oldest), last - LEAST_WEEKS + 1))
    if last - first < MOST:
        counts = Counter(week_number(day) for day in days)
        return Activity(
            "week",
            tuple([_week(week, counts[week], last - week < RECENT) for week in range(first, last + 1)]),
        )
    if _month(newest) - _month(min(days)) < MOST:
        counts = Counter(_month(day) for day in days)
        months = range(_month(min(days)), _month(newest) + 1)
        return Activity("month", tuple([_period(date(m // 12, m % 12 + 1, 1), counts[m]) for m in months]))
    counts = Counter(day.year for day in days)
    last = max(days).year
    # Of a topic that rested for longer than the chart goes back, no column would have anything to show.
    first = max(min(days).year, (newest.year if newest.year - last < MOST else last) - MOST + 1)
    years = range(first, min(first + MOST, newest.year + 1))
    return Activity("year", tuple([_period(date(year, 1, 1), counts[year]) for year in years]))


def _week(week: int, count: int, is_recent: bool) -> Period:
    return _period(date.min + timedelta(weeks=week), count, is_recent)


@lru_cache(maxsize=50_000)
def _period(first_day: date, count: int, is_recent: bool = False) -> Period:
    """Give a period; most topics share most of theirs, as those in which nothing of them came."""
    return Period(first_day, count, is_recent)


def _month(day: date) -> int:
    """Number the months through the years."""
    return day.year * 12 + day.month - 1
