import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.candidates import Candidate
from generator.analysis.keywords import contributions, score
from generator.analysis.readings import Reading, Term, decode

SHARES = st.integers(0, 1000).map(lambda n: round(n / 1000, 3))
COUNTS = st.integers(0, 10**6)
WORDS = st.text(st.characters(exclude_characters="\n"), max_size=12)
PROPOSALS = st.none() | st.floats(-30, 30).map(lambda value: round(value, 3))
CANDIDATES = st.builds(
    Candidate,
    WORDS,
    WORDS,
    COUNTS,
    COUNTS,
    st.booleans(),
    *[SHARES] * 4,
    st.integers(1, 3),
    st.integers(0, 4),
    PROPOSALS,
)
CHOICES = st.tuples(CANDIDATES, st.integers(1, 10**6), st.booleans(), st.sampled_from(["both", "term", "candidate"]))
FOUND = st.lists(CHOICES, max_size=6, unique_by=lambda choice: choice[0].key)
"""What an article may say: a phrase, its occurrences and its title as a term, and what of the two it is."""


def as_term(candidate: Candidate, count: int, *, in_title: bool) -> Term:
    shares = candidate.announced, candidate.capital, candidate.cut
    return Term(candidate.key, candidate.phrase, count, in_title, *shares)


@given(FOUND)
def test_a_reading_is_the_same_when_it_is_read_again(found: list[tuple[Candidate, int, bool, str]]) -> None:
    candidates = [candidate for candidate, _count, _titled, kind in found if kind != "term"]
    terms = [as_term(c, count, in_title=titled) for c, count, titled, kind in found if kind != "candidate"]
    reading = Reading.of(candidates, terms)

    assert decode(reading.data) == reading
    assert (reading.candidates, reading.terms) == (tuple(candidates), tuple(terms))
    assert sorted(reading.term_keys) == sorted({term.key for term in terms})


@given(FOUND)
def test_what_an_article_says_of_a_phrase_is_what_its_candidate_says(
    found: list[tuple[Candidate, int, bool, str]],
) -> None:
    candidates = [candidate for candidate, _count, _titled, kind in found if kind != "term"]
    terms = [as_term(c, count, in_title=titled) for c, count, titled, kind in found if kind != "candidate"]
    said = {t.key: t for t in terms} | {c.key: as_term(c, c.count, in_title=c.in_title) for c in candidates}

    assert {t.key: t for t in Reading.of(candidates, terms).mentioned()} == said


WHOLE = Reading.of([], [Term("mer", "mer", 1, in_title=False), Term("vent", "vents", 2, in_title=True)]).data


@pytest.mark.parametrize("damaged", [b"", b"null", bytes(16) + b"a", WHOLE[:-1], WHOLE[:40], WHOLE[:-6] + b"\xff" * 6])
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


def test_a_reading_that_is_remembered_is_marked_by_its_key() -> None:
    reading = Reading.of([], [])

    assert reading.mark == reading.data
    assert Reading(reading.data, "key").mark == b"key"
