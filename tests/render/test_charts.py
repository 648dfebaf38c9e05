from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.charts import HEIGHT, LOWEST, activity_chart
from generator.render.locales import load_locales
from generator.views import Activity, Period

FRENCH = load_locales(["fr"], None)["fr"]
WEEK_LABEL = (
    "Graphique\xa0: 3 articles entre la semaine du 2\xa0janvier 2017 et celle du 2\xa0janvier 2017, "
    "au plus 2 en une semaine."
)
NUMBERS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60).filter(any)


def activity(*counts: int, unit: str = "week", recent: int = 1) -> Activity:
    last = len(counts) - recent
    return Activity(unit, tuple(Period(date(2017, 1, 2), count, n >= last) for n, count in enumerate(counts)))


def heights(svg: str) -> list[int]:
    return [int(height) for height in re.findall(r"v-(\d+)h", svg)]


def test_the_largest_number_fills_the_height_and_the_others_their_share() -> None:
    assert heights(activity_chart(activity(10, 5, 0, 20), FRENCH)) == [60, 30, 15]


def test_one_article_is_seen_beside_a_thousand() -> None:
    assert min(heights(activity_chart(activity(1, 1000), FRENCH))) == LOWEST


@given(NUMBERS)
def test_a_chart_is_well_formed_and_has_a_column_for_each_number_within_its_frame(numbers: list[int]) -> None:
    svg = activity_chart(activity(*numbers), FRENCH)
    width = int(ET.fromstring(svg).attrib["viewBox"].split()[2])  # noqa: S314 - made by ourselves

    assert len(heights(svg)) == sum(number > 0 for number in numbers)
    assert max(heights(svg)) == HEIGHT
    assert all(int(x) + 8 <= width for x in re.findall(r"M(\d+) ", svg))


@pytest.mark.parametrize(
    ("unit", "label"),
    [
        ("week", WEEK_LABEL),
        ("month", "Graphique\xa0: 3 articles, de janvier 2017 à janvier 2017, au plus 2 en un mois."),
        ("year", "Graphique\xa0: 3 articles, de 2017 à 2017, au plus 2 en un an."),
    ],
)
def test_a_chart_says_in_words_what_it_shows(unit: str, label: str) -> None:
    root = ET.fromstring(activity_chart(activity(1, 2, unit=unit), FRENCH))  # noqa: S314 - made by ourselves

    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", label)


def test_the_latest_weeks_are_a_path_of_their_own() -> None:
    assert re.findall(r'class="(chart-\w+)"', activity_chart(activity(1, 2), FRENCH)) == [
        "chart-recent",
        "chart-earlier",
    ]
    assert "chart-recent" not in activity_chart(activity(1, 0), FRENCH)
