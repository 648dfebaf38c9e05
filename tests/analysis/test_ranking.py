from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.candidates import Candidate
from generator.analysis.concordance import Concordance
from generator.analysis.keywords import Rarities, document_frequencies, rank
from generator.analysis.ranking import rank_all
from generator.analysis.readings import Reading, Term

KEYS = st.lists(st.sampled_from(["mer", "vent", "otan", "noire", "gel"]), min_size=1, max_size=4).map(" ".join)
SHARES = st.integers(0, 4).map(lambda n: n / 4)
CANDIDATES = st.builds(
    Candidate,
    KEYS,
    st.sampled_from(["Mer", "mer", "vent", "Otan"]),
    st.integers(1, 3),
    st.integers(0, 2),
    st.booleans(),
    *[SHARES] * 4,
    st.integers(1, 3),
    st.integers(0, 4),
    st.none() | st.integers(-2000, 9000).map(lambda n: n / 1000),
)
ARTICLES = st.lists(CANDIDATES, max_size=8, unique_by=lambda c: c.key)


def reading(candidates: list[Candidate]) -> Reading:
    ordered = sorted(candidates, key=lambda c: c.key)
    terms = [
        Term(c.key, c.phrase, c.count, c.in_title, c.announced, c.capital, c.cut)
        for c in ordered
        if c.content_words <= 2
    ]
    return Reading.of(ordered, terms)


@given(st.lists(ARTICLES, max_size=4), st.none() | st.integers(1, 4))
def test_all_articles_are_ranked_as_each_is_alone(articles: list[list[Candidate]], most: int | None) -> None:
    readings = [reading(candidates) for candidates in articles]
    rarities = Rarities(document_frequencies(readings), len(readings))
    alone = tuple(rank(one, rarities, most=most) for one in readings)

    assert rank_all(Concordance.of(readings), most) == alone


def test_equals_are_ordered_by_their_spelling_before_their_key() -> None:
    one = Candidate("a", "vent", 1, 0, False, 0.0, 0.0, 0.0, 0.0, 1, 0)
    ranked = rank_all(Concordance.of([reading([one, one._replace(key="b", phrase="mer")])]), None)

    assert [item.phrase for item in ranked[0]] == ["mer", "vent"]
