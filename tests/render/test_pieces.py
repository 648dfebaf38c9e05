from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from generator.render.pieces import in_pieces
from generator.texts import KnownText
from generator.views import SearchRecord


def record(number: int, date: datetime) -> SearchRecord:
    return SearchRecord(f"/a{number}/", str(number), "", KnownText.of("Texte"), date, "Monde", ())


def numbers_of(pieces: Iterable[Iterable[SearchRecord]]) -> list[list[int]]:
    return [[int(item.title) for item in piece] for piece in pieces]


def two_a_month(count: int) -> list[SearchRecord]:
    """Make articles, the newest first as an edition has them."""
    return [record(n, datetime(2017, n // 2 + 1, n % 2 + 1, tzinfo=UTC)) for n in range(count - 1, -1, -1)]


def test_an_edition_that_is_not_too_large_stays_whole_and_in_its_order() -> None:
    assert numbers_of(in_pieces(two_a_month(6), 6)) == [[5, 4, 3, 2, 1, 0]]


def test_a_piece_is_filled_month_by_month_from_the_oldest_on() -> None:
    assert numbers_of(in_pieces(two_a_month(10), 5)) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_a_new_article_goes_into_the_last_piece() -> None:
    assert numbers_of(in_pieces(two_a_month(9), 4)) == [[0, 1, 2, 3], [4, 5, 6, 7], [8]]
    assert numbers_of(in_pieces(two_a_month(10), 4)) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_a_month_that_is_too_large_by_itself_is_cut() -> None:
    crowded = [record(day, datetime(2017, 3, day, tzinfo=UTC)) for day in range(1, 8)]

    assert numbers_of(in_pieces(crowded, 3)) == [[1, 2, 3], [4, 5, 6], [7]]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 28)), max_size=60, unique=True), st.integers(1, 12), st.data()
)
def test_pieces_hold_every_article_once_and_are_the_same_in_whatever_order_they_come(
    days: list[tuple[int, int]], most: int, data: st.DataObject
) -> None:
    dates = [datetime(2015 + month // 12, month % 12 + 1, day, tzinfo=UTC) for month, day in days]
    records = [record(number, date) for number, date in enumerate(dates)]
    pieces = in_pieces(records, most)

    assert max(map(len, pieces)) <= most
    assert sorted(chain.from_iterable(numbers_of(pieces))) == list(range(len(records)))
    if len(pieces) > 1:
        assert in_pieces(data.draw(st.permutations(records)), most) == pieces
