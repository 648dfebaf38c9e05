from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.affinity import companions, npmi
from generator.views import TagView
from tests.assembly.builders import make_newsroom
from tests.builders import make_article


@pytest.mark.parametrize(
    ("together", "one", "other", "articles", "expected"),
    [(2, 2, 2, 100, 1.0), (4, 20, 20, 100, 0.0), (1, 20, 20, 100, -0.301030), (4, 10, 8, 62, 0.412794)],
)
def test_affinity_is_that_of_the_paper(together: int, one: int, other: int, articles: int, expected: float) -> None:
    assert npmi(together, one, other, articles) == pytest.approx(expected, abs=1e-5)


@given(st.data())
def test_affinity_lies_between_minus_one_and_one_whichever_comes_first(data: st.DataObject) -> None:
    articles = data.draw(st.integers(1, 10_000))
    one, other = data.draw(st.integers(1, articles)), data.draw(st.integers(1, articles))
    together = data.draw(st.integers(max(0, one + other - articles), min(one, other)))

    assert -1 <= npmi(together, one, other, articles) == npmi(together, other, one, articles) <= 1


def companions_of(key: str, *tags: tuple[str, ...]) -> list[tuple[str, int]]:
    newsroom = make_newsroom([make_article(f"A {n}", date=n, tags=given_) for n, given_ in enumerate(tags)])
    return [(view.label, view.count) for view in companions(newsroom.topics, 9)[key]]


def test_what_belongs_to_a_tag_comes_before_what_is_merely_common() -> None:
    common = [("Monde",)] * 6

    assert companions_of("otan", *[("OTAN", "Monde", "Bakou")] * 3, ("OTAN", "Monde"), *common) == [
        ("Bakou", 3),
        ("Monde", 4),
    ]


def test_a_single_meeting_counts_only_for_a_tag_of_few_articles() -> None:
    many, few = [("OTAN", "Bakou"), *[("OTAN",)] * 3], [("OTAN", "Bakou"), ("OTAN",)]

    assert companions_of("otan", *many, ("Bakou",), *[("Sport",)] * 9) == []
    assert companions_of("otan", *few, ("Bakou",), *[("Sport",)] * 9) == [("Bakou", 1)]


def test_tags_that_meet_less_often_than_by_chance_are_no_companions() -> None:
    assert companions_of("otan", *[("OTAN",)] * 5, ("OTAN", "Sport"), ("OTAN", "Sport"), *[("Sport",)] * 5) == []


def test_a_tag_without_a_page_is_no_companion() -> None:
    assert companions_of("otan", ("OTAN", "Seul"), ("OTAN",), ("Sport",)) == []


def test_an_article_of_very_many_tags_says_nothing_of_what_belongs_together() -> None:
    many = tuple(f"Sujet {n}" for n in range(200))

    assert companions_of("otan", *[("OTAN", *many)] * 2, ("Sport",)) == []
    assert len(companions_of("otan", *[("OTAN", *many[1:])] * 2, ("Sport",))) > 0


def test_tags_of_equal_affinity_stand_in_the_order_of_their_labels() -> None:
    views = companions_of("otan", *[("OTAN", "Été", "Bakou")] * 2, *[("Sport",)] * 4)

    assert views == [("Bakou", 2), ("Été", 2)]
    assert all(TagView(label, "", count).count for label, count in views)
