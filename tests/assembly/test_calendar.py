from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.calendar import Week, by_month, by_week, digest_link, month_link
from generator.model import Article
from tests.assembly.builders import CONFIG, make_newsroom
from tests.builders import make_article

MIDNIGHT = datetime(2017, 2, 28, 23, 30, tzinfo=UTC)  # 1 March in Paris, Monday's neighbour in neither zone
SUNDAY = datetime(2017, 2, 26, 23, 30, tzinfo=UTC)  # Monday in Paris
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def articles_of(count: int) -> list[Article]:
    return [make_article(f"A {n}", date=9 * n) for n in range(count)]


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (date(2016, 1, 3), 2015, 53),
        (date(2016, 1, 4), 2016, 1),
        (date(2017, 1, 1), 2016, 52),
        (date(2017, 1, 2), 2017, 1),
        (date(2018, 12, 30), 2018, 52),
        (date(2018, 12, 31), 2019, 1),
        (date(2020, 12, 31), 2020, 53),
        (date(2021, 1, 3), 2020, 53),
    ],
)
def test_days_at_the_ends_of_a_year_belong_to_the_iso_week(day: date, year: int, number: int) -> None:
    assert Week.of(day) == Week(year, number)


@given(DAYS)
def test_a_week_begins_on_its_monday_and_holds_the_day(day: date) -> None:
    first = Week.of(day).first_day

    assert first.weekday() == 0
    assert timedelta() <= day - first < timedelta(days=7)


@pytest.mark.parametrize(("zone", "month"), [("Europe/Paris", 3), ("UTC", 2), ("America/New_York", 2)])
def test_months_are_those_of_the_sites_zone(zone: str, month: int) -> None:
    newsroom = make_newsroom([make_article(date=MIDNIGHT)], replace(CONFIG, timezone=zone))

    assert list(by_month(newsroom)) == [date(2017, month, 1)]


@pytest.mark.parametrize(("zone", "week"), [("Europe/Paris", 9), ("UTC", 8)])
def test_weeks_are_those_of_the_sites_zone(zone: str, week: int) -> None:
    newsroom = make_newsroom([make_article(date=SUNDAY)], replace(CONFIG, timezone=zone))

    assert list(by_week(newsroom)) == [Week(2017, week)]


def test_weeks_and_months_hold_every_article_once_the_newest_first() -> None:
    newsroom = make_newsroom(articles_of(40))
    for groups in (by_week(newsroom), by_month(newsroom)):
        assert tuple(article for group in groups.values() for article in group) == newsroom.articles
    assert all(later > earlier for later, earlier in pairwise(by_week(newsroom)))
    assert all(later > earlier for later, earlier in pairwise(by_month(newsroom)))


def test_a_digest_is_linked_with_its_days_its_number_and_its_topics() -> None:
    articles = [make_article(f"A {n}", tags=("OTAN", f"Seul {n}")) for n in range(3)]
    link = digest_link(make_newsroom(articles), Week(2017, 7), tuple(articles[:2]))

    assert (link.first_day, link.last_day, link.count) == (date(2017, 2, 13), date(2017, 2, 19), 2)
    assert link.url == "/digests/2017-w07/"
    assert [(topic.label, topic.count) for topic in link.topics] == [("OTAN", 2)]


def test_a_month_is_linked_with_its_number() -> None:
    articles = articles_of(3)
    link = month_link(make_newsroom(articles), date(2017, 2, 1), tuple(articles))

    assert (link.url, link.first_day, link.count) == ("/archive/2017/02/", date(2017, 2, 1), 3)
