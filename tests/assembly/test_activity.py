from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.activity import MOST, activity_of

NEWEST = date(2017, 4, 2)
OLDEST = date(2000, 1, 1)


@pytest.mark.parametrize(
    ("age", "unit", "count"),
    [
        (0, "week", 12),
        (7 * 30, "week", 31),
        (7 * 59, "week", 60),
        (7 * 60, "month", 15),
        (58 * 30, "month", 59),
        (62 * 31, "year", 7),
        (100 * 366, "year", 60),
    ],
)
def test_the_unit_is_the_finest_that_needs_no_more_than_sixty_periods(age: int, unit: str, count: int) -> None:
    found = activity_of([NEWEST - timedelta(days=age)], OLDEST, NEWEST)

    assert (found.unit, len(found.periods)) == (unit, count)


@pytest.mark.parametrize(
    ("ages", "first", "counts"), [([100], 100, [1]), ([100, 150], 150, [1, 1]), ([70, 200], 129, [1])]
)
def test_a_topic_that_rested_for_longer_than_the_chart_goes_back_shows_its_own_years(
    ages: list[int], first: int, counts: list[int]
) -> None:
    days = [NEWEST.replace(year=NEWEST.year - age) for age in ages]
    periods = activity_of(days, min(days), NEWEST).periods

    assert (len(periods), periods[0].first_day.year) == (MOST, NEWEST.year - first)
    assert [period.count for period in periods if period.count] == counts


def test_a_young_edition_shows_no_week_before_its_first() -> None:
    found = activity_of([NEWEST], NEWEST - timedelta(days=14), NEWEST)

    assert [period.first_day.day for period in found.periods] == [13, 20, 27]
    assert [period.count for period in found.periods] == [0, 0, 1]


def test_only_the_four_latest_weeks_decide_the_trend() -> None:
    periods = activity_of([OLDEST, NEWEST], OLDEST, NEWEST).periods
    weeks = activity_of([NEWEST], OLDEST, NEWEST).periods

    assert not any(period.is_recent for period in periods)
    assert [period.is_recent for period in weeks] == [False] * 8 + [True] * 4


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=30))
def test_periods_follow_each_other_up_to_the_newest_and_count_each_article_once(ages: list[int]) -> None:
    days = [NEWEST - timedelta(days=age) for age in ages]
    found = activity_of(days, min(days), NEWEST)
    firsts = [period.first_day for period in found.periods]

    assert len(firsts) <= MOST
    assert firsts == sorted({*firsts})
    assert firsts[-1] <= NEWEST
    assert sum(period.count for period in found.periods) == len(days)
