from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.marks import LONG, Marks
from generator.views import ArticlePage, Card, Link, SiteView
from tests.assembly.builders import edition, make_site, newspaper, pages

SITE = edition(make_site(**newspaper()))
PAGE = pages(make_site(**newspaper()), ArticlePage)[0]


@dataclass(frozen=True, slots=True)
class One:
    """A view."""

    part: object


@dataclass(frozen=True, slots=True)
class Other:
    """A view with the same part."""

    part: object


def mark(*views: object, ground: str = "ground", kind: str = "page") -> bytes:
    return Marks(ground).of(kind, *views)


def test_the_same_views_made_twice_have_one_mark() -> None:
    again = make_site(**newspaper())
    assert mark(SITE.site, *SITE.pages) == mark(edition(again).site, *edition(again).pages)


def test_all_pages_of_a_site_have_marks_of_their_own() -> None:
    marks = Marks("ground")
    assert len({marks.of("page", SITE.site, page) for page in SITE.pages}) == len(SITE.pages)


CHANGES = {
    "title": replace(PAGE, title="Autre"),
    "title of its card": replace(PAGE, card=replace(PAGE.card, title="Autre")),
    "label of a tag": replace(PAGE, card=replace(PAGE.card, tags=(replace(PAGE.card.tags[0], label="Autre"),))),
    "section": replace(PAGE, card=replace(PAGE.card, section=Link("Autre", "/autre/"))),
    "number of words": replace(PAGE, word_count=PAGE.word_count + 1),
    "citing articles": replace(PAGE, cited_by=(PAGE.card,)),
    "front matter": replace(PAGE, extra={"mood": "gay"}),
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_in_a_page_changes_its_mark(changed: ArticlePage) -> None:
    marks = Marks("ground")
    assert marks.of("page", SITE.site, changed) != marks.of("page", SITE.site, PAGE)


def test_the_edition_the_ground_and_the_kind_are_part_of_a_mark() -> None:
    other: SiteView = replace(SITE.site, title="Autre")
    found = {mark(SITE.site, PAGE), mark(other, PAGE), mark(SITE.site, PAGE, ground=""), mark(SITE.site, PAGE, kind="")}
    assert len(found) == 4


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.binary(max_size=3),
    lambda parts: st.lists(parts, max_size=3).map(tuple) | parts.map(One) | parts.map(Other),
    max_leaves=8,
)


def shown(value: object) -> str:
    return repr(value)


@given(VALUES, VALUES)
def test_two_values_have_one_mark_only_if_they_show_the_same(one: object, other: object) -> None:
    marks = Marks("ground")
    assert (marks.of("page", one) == marks.of("page", other)) == (shown(one) == shown(other))


@pytest.mark.parametrize("count", [LONG - 1, LONG])
def test_a_run_of_views_is_known_again_and_not_taken_for_its_like(count: int) -> None:
    marks, run = Marks("ground"), tuple(Link(str(n), "") for n in range(count))
    like, other = tuple(replace(link) for link in run), (*run[1:], Link("autre", ""))
    assert marks.of("page", One(run), One(run)) == marks.of("page", One(run), One(like))
    assert marks.of("page", One(run)) != marks.of("page", One(other))


def test_a_view_that_many_pages_show_is_known_again_and_not_taken_for_its_like() -> None:
    marks, card = Marks("ground"), PAGE.card
    like: Card = replace(card)
    other = replace(card, url="/autre/")
    assert marks.of("page", (card, card)) == marks.of("page", (card, like)) != marks.of("page", (card, other))
