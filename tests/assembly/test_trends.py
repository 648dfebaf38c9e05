from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.trends import BEFORE, RECENT, Pulse, direction, rising
from generator.model import Article
from generator.views import HomePage
from tests.assembly.builders import make_newsroom, make_site, page
from tests.builders import make_article

NEWEST = 7 * (RECENT + BEFORE) - 1
"""Days after the first Monday of the builders: the last day of the last week that counts."""
COUNTS = st.integers(0, 60)


def articles(days: list[int], *tags: str) -> list[Article]:
    return [make_article(f"{'-'.join(tags)} {n}", date=day, tags=tags) for n, day in enumerate(days)]


HOUSE = articles([*range(0, 80, 5), *range(84, NEWEST + 1, 3)], "Maison")


def found(days: list[int]) -> tuple[str, int, int]:
    newsroom = make_newsroom([*HOUSE, *articles(days, "OTAN")])
    trend = Pulse.of(newsroom).trend(newsroom.topics.tags["otan"].articles)
    return trend.direction, trend.recent, trend.before


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([84, 90, 111], ("rising", 3, 0)),
        ([83, 90, 111], ("", 2, 1)),
        ([90, 111], ("", 2, 0)),
        ([*range(0, 80, 5), *range(84, NEWEST, 3)], ("steady", 9, 16)),
        ([*range(0, 80, 5)], ("falling", 0, 16)),
        ([-1, -20, -300], ("", 0, 0)),
        ([0], ("", 0, 1)),
    ],
    ids=["new", "two of late", "too few", "like the house", "gone", "long ago", "once"],
)
def test_a_topic_is_held_against_the_weeks_before(days: list[int], expected: tuple[str, int, int]) -> None:
    assert found(days) == expected


def test_an_edition_that_has_just_begun_knows_no_trends() -> None:
    newsroom = make_newsroom(articles([0, 1, 2, 3], "OTAN"))

    assert Pulse.of(newsroom).trend(newsroom.topics.tags["otan"].articles).direction == ""


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_more_articles_never_make_a_topic_fall(recent: int, before: int, others: int, others_before: int) -> None:
    order = ["falling", "steady", "rising"]
    totals = (recent + others + 1, before + others_before)
    less, more = direction(recent, before, *totals), direction(recent + 1, before, *totals)

    if less and more:
        assert order.index(less) <= order.index(more)


@given(COUNTS, COUNTS)
def test_a_topic_that_every_article_has_neither_rises_nor_falls(recent: int, before: int) -> None:
    assert direction(recent, before, recent, before) in {"", "steady"}


def test_the_front_page_shows_what_rises_the_steepest_first() -> None:
    given_ = [*HOUSE, *articles([84, 90, 111], "OTAN"), *articles([85, 86, 87, 88, 90, 111], "Brexit")]
    shown = page(make_site(given_), HomePage).rising

    assert [(topic.tag.label, topic.trend.recent) for topic in shown] == [("Brexit", 6), ("OTAN", 3)]
    assert {topic.trend.direction for topic in shown} == {"rising"}


def test_a_tag_without_a_page_is_not_on_the_rise() -> None:
    newsroom = make_newsroom([*HOUSE, *articles([84, 90, 111], "OTAN")])
    bare = replace(newsroom, topics=replace(newsroom.topics, slugs={}))

    assert rising(bare) == ()
