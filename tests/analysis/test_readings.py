import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.candidates import Candidate
from generator.analysis.keywords import contributions, score
from generator.analysis.readings import Reading, Term, decode, encode

SHARES = st.integers(0, 1000).map(lambda n: round(n / 1000, 3))
COUNTS = st.integers(0, 10**6)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PROPOSALS = st.none() | st.floats(-30, 30).map(lambda value: round(value, 3))
CANDIDATES = st.builds(
    Candidate, WORDS, WORDS, COUNTS, COUNTS, st.booleans(), *[SHARES] * 4, st.integers(1, 3), COUNTS, PROPOSALS
)
TERMS = st.builds(Term, WORDS, WORDS, COUNTS, st.booleans(), *[SHARES] * 3)


@given(st.lists(CANDIDATES, max_size=4), st.lists(TERMS, max_size=4))
def test_a_reading_is_the_same_when_it_is_read_again(candidates: list[Candidate], terms: list[Term]) -> None:
    reading = Reading(tuple(candidates), tuple(terms))

    assert decode(encode(reading)) == reading


@pytest.mark.parametrize("damaged", [b"", b"null", b"[1, 2]", b"[[], []]", b"[[1], [2]]", b"\xff"])
def test_a_damaged_reading_is_none(damaged: bytes) -> None:
    assert decode(damaged) is None


@given(CANDIDATES, st.floats(0, 12), st.floats(0, 12))
def test_a_score_is_the_sum_of_what_its_features_contribute(
    candidate: Candidate, rarity: float, word_rarity: float
) -> None:
    total = 0.0
    for part in contributions(candidate, rarity, word_rarity):
        total += part

    assert score(candidate, rarity, word_rarity) == total
