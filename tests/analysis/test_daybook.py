from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.daybook import Daybook
from generator.analysis.stories import Told, find_stories
from tests.analysis.test_stories import newspapers

MARKS = [b"a", b"b", b"c"]


def decided(marks: list[bytes], number: int, kept: bytes | None = None) -> bytes:
    """Decide about all articles, in both passes, and write it down."""
    daybook = Daybook(kept, marks)
    for page in daybook.pages:
        for _ in marks:
            page.number(lambda: number)
    return daybook.written()


@pytest.mark.parametrize(
    ("now", "known"),
    [
        pytest.param(MARKS, 3, id="nothing changed"),
        pytest.param([*MARKS, b"d"], 3, id="one is new"),
        pytest.param([b"a", b"d", b"c"], 1, id="one in the middle is another"),
        pytest.param([b"a", b"c"], 1, id="one in the middle is gone"),
        pytest.param([b"d", *MARKS], 0, id="one is older than all"),
        pytest.param([b"a", b"b"], 2, id="the last is gone"),
    ],
)
def test_what_came_before_a_change_is_not_decided_again(now: list[bytes], known: int) -> None:
    for page in Daybook(decided(MARKS, 7), now).pages:
        assert [page.number(lambda: 9) for _ in now] == [7] * known + [9] * (len(now) - known)


def test_the_same_article_after_another_past_is_decided_again() -> None:
    kept = decided([b"d", *MARKS[1:]], 9, decided(MARKS, 7))

    for page in Daybook(kept, MARKS).pages:
        assert [page.number(lambda: 5) for _ in MARKS] == [5, 5, 5]


@pytest.mark.parametrize("kept", [slice(0), slice(3), slice(-1), slice(30)])
def test_a_daybook_that_is_cut_off_says_nothing_wrong(kept: slice) -> None:
    for page in Daybook(decided(MARKS, 7)[kept], MARKS).pages:
        assert {page.number(lambda: 9) for _ in MARKS} <= {7, 9}


@given(newspapers(), newspapers(), st.integers(0, 20))
def test_stories_with_a_daybook_are_those_without(before: list[Told], after: list[Told], shared: int) -> None:
    kept = None
    for articles in (before, [*before[:shared], *(replace(a, id=f"new-{a.id}") for a in after)]):
        ordered = sorted(articles, key=lambda a: (a.date, a.id))
        daybook = Daybook(kept, [repr((a.id, a.date, a.terms, a.name)).encode() for a in ordered])

        assert find_stories(articles, pages=daybook.pages) == find_stories(articles)
        kept = daybook.written()
