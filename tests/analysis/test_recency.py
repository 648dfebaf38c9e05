from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.concordance import Concordance
from generator.analysis.readings import IS_TERM, Reading, Term
from generator.analysis.recency import RECENT, Recency
from tests.builders import FIRST_DAY

ARTICLES = st.lists(st.tuples(st.integers(0, 200), st.sets(st.sampled_from("abcd"))), max_size=12).map(
    lambda articles: sorted(articles, key=lambda article: article[0])
)


@given(ARTICLES)
def test_the_articles_of_sixty_days_are_counted(articles: list[tuple[int, set[str]]]) -> None:
    dates = [FIRST_DAY + timedelta(days=day) for day, _ in articles]
    keys = [own for _, own in articles]
    recency = Recency.counted(dates, keys)

    for place, date in enumerate(dates):
        recent = [own for own, other in zip(keys[: place + 1], dates, strict=False) if other >= date - RECENT]
        for key in "abcde":
            assert recency.frequency(key, place) == sum(key in own for own in recent)


@given(ARTICLES)
def test_a_concordance_counts_alike(articles: list[tuple[int, set[str]]]) -> None:
    dates = [FIRST_DAY + timedelta(days=day) for day, _ in articles]
    keys = [own for _, own in articles]
    readings = [Reading.of([], [Term(key, key, 1, in_title=False) for key in sorted(own)]) for own in keys]
    concordance = Concordance.of(readings)
    postings = concordance.postings(concordance.has(IS_TERM), range(len(keys)))
    one, other = Recency.counted(dates, keys), Recency(dates, postings.bounds("abcde"), postings.bearers)

    for place in range(len(keys)):
        assert [one.frequency(key, place) for key in "abcde"] == [other.frequency(key, place) for key in "abcde"]
