from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.reader import read_anything, seeds

SEEDS = tuple(seeds())
SPLICES = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 40), st.binary(max_size=12)), max_size=6)


def test_known_inputs_are_many_and_each_is_read_or_told() -> None:
    assert len(SEEDS) > 200
    for seed in SEEDS:
        read_anything(seed)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    read_anything(data)


@given(st.sampled_from(SEEDS), SPLICES)
def test_an_article_with_any_bytes_put_into_it_is_read_or_told(
    seed: bytes, splices: list[tuple[int, int, bytes]]
) -> None:
    for at, length, put in splices:
        seed = seed[: at % (len(seed) + 1)] + put + seed[at % (len(seed) + 1) + length :]
    read_anything(seed)


@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.integers(0, 4000), st.integers(0, 4000))
def test_parts_of_two_articles_are_read_or_told(one: bytes, other: bytes, end: int, start: int) -> None:
    read_anything(one[: end % (len(one) + 1)] + other[start % (len(other) + 1) :])
