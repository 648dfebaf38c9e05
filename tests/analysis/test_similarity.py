import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.readings import Term
from generator.analysis.similarity import (
    BLOCK,
    FREQUENCY_POWER,
    GRAIN,
    KEPT,
    LARGEST_FREQUENCY,
    LARGEST_SHARE,
    LEAST_COSINE,
    PHRASE_BOOST,
    RARITY_POWER,
    TITLE_BOOST,
    Neighbourhoods,
    compare,
)
from generator.analysis.terms import Terms


def text(*keys: str) -> list[Term]:
    return [Term(key, key, 1, in_title=False) for key in sorted(keys)]


def compared(*texts: list[Term]) -> Neighbourhoods:
    return compare(Terms.of(texts), [None] * len(texts))


CORPORA = st.lists(
    st.dictionaries(
        st.sampled_from([f"{k} x" if k % 3 == 0 else f"{k}" for k in range(25)]),
        st.tuples(st.integers(1, 9), st.booleans()),
        max_size=12,
    ),
    max_size=90,
)


def by_force(texts: list[list[Term]]) -> list[dict[int, float]]:
    """Compare every text with every other, over all terms."""
    held = [{term.key for term in terms} for terms in texts]
    frequencies = {key: sum(key in keys for keys in held) for key in set().union(*held)}
    most = max(2.0, min(LARGEST_FREQUENCY, LARGEST_SHARE * len(texts)))
    rarity = {
        key: math.log((1 + len(texts)) / n) ** RARITY_POWER * (PHRASE_BOOST if " " in key else 1.0)
        for key, n in frequencies.items()
        if 2 <= n <= most
    }
    vectors = []
    for terms in texts:
        raw = {
            t.key: (t.count + TITLE_BOOST * t.in_title) ** FREQUENCY_POWER * rarity[t.key]
            for t in terms
            if t.key in rarity
        }
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({key: round(weight / norm * GRAIN) for key, weight in raw.items()})
    found = []
    for place, vector in enumerate(vectors):
        sums = {
            n: sum(weight * other.get(key, 0) for key, weight in vector.items())
            for n, other in enumerate(vectors)
            if n != place
        }
        first = sorted((n for n in sums if sums[n] >= LEAST_COSINE * GRAIN**2), key=lambda n: (-sums[n], n))[:KEPT]
        found.append({n: min(1.0, sums[n] / GRAIN**2) for n in first})
    return found


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_the_nearest_by_cosine_are_exactly_those_of_brute_force(corpus: list[dict[str, tuple[int, bool]]]) -> None:
    texts = [[Term(key, key, n, in_title=title) for key, (n, title) in sorted(found.items())] for found in corpus]
    near = compared(*texts)

    assert [list(near.cosines(place).items()) for place in range(len(texts))] == [
        list(found.items()) for found in by_force(texts)
    ]


@pytest.mark.parametrize("size", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 400])
def test_articles_in_one_block_or_many_find_exactly_the_nearest_of_brute_force(size: int) -> None:
    texts = [text(*sorted({f"{(n * n + 7 * k * n) % 41}" for k in range(5)})) for n in range(size)]
    near = compared(*texts)

    assert [list(near.cosines(n).items()) for n in range(size)] == [list(found.items()) for found in by_force(texts)]


def test_those_who_come_last_are_let_in_where_they_are_nearest() -> None:
    early = [text("a", f"b{n % 9}", f"c{n % 7}", "x", f"y{n % 5}") for n in range(4 * KEPT)]
    late = [text("a", f"b{n % 9}", f"c{n % 7}") for n in range(4 * KEPT)]
    others = [text(f"z{n % 3}") for n in range(9 * KEPT)]
    texts = [text("a", "b0", "c0"), *early, *late, *others]
    near = compared(*texts)

    assert list(near.cosines(0))[:4] == [n for n, found in enumerate(texts) if found == texts[0]][1:5]
    assert [list(near.cosines(n).items()) for n in range(0, len(texts), 7)] == [
        list(found.items()) for found in by_force(texts)[::7]
    ]


@settings(max_examples=30, deadline=None)
@given(CORPORA)
def test_similarities_lie_in_bounds_and_fall(corpus: list[dict[str, tuple[int, bool]]]) -> None:
    texts = [[Term(key, key, n, in_title=title) for key, (n, title) in sorted(found.items())] for found in corpus]
    near = compared(*texts)

    for place in range(len(texts)):
        values = list(near.nearest(place).values())
        assert near.nearest(place).keys() == near.cosines(place).keys()
        assert values == sorted(values, reverse=True)
        assert all(0 < value <= 1 for value in values)


def test_no_articles_and_articles_without_words_have_no_neighbours() -> None:
    assert compared().__class__ is Neighbourhoods
    assert [dict(compared([], text("a"), []).nearest(n)) for n in range(3)] == [{}, {}, {}]


def test_a_term_of_one_article_or_of_too_many_brings_nothing_near() -> None:
    everywhere = [text("alle", f"nur{n}") for n in range(8)]

    assert [dict(compared(*everywhere).nearest(n)) for n in range(8)] == [{}] * 8


def test_shared_terms_add_up_to_the_cosine() -> None:
    near = compared(text("a", "b", "c"), text("a", "b"), text("c", "d"), text("d"), text("e"), text("e"))

    assert near.shared(0, 1).keys() == {"a", "b"}
    assert near.cosine(0, 1) == pytest.approx(near.cosines(0)[1], abs=1e-9)
    assert near.cosine(0, 3) == 0.0


def test_texts_that_share_no_word_with_each_other_but_with_a_third_are_no_neighbours_by_that_alone() -> None:
    near = compared(text("a", "b"), text("b", "c"), text("c", "d"), text("d", "a"), text("e", "f"), text("e", "f"))

    assert 2 not in near.nearest(0)


def test_what_the_neighbours_say_decides_between_equal_cosines() -> None:
    circle = [text("a", "b", "c"), text("a", "d", "b"), text("b", "d", "c"), text("a", "c", "d")]
    inside, outside = text("a", "x"), text("a", "y")
    others = [text("x", "b"), text("y", "q"), text("q", "r"), text("r", "q")]
    near = compared(*circle, outside, inside, *others)

    assert near.cosines(0)[4] == near.cosines(0)[5]
    assert near.nearest(0)[5] > near.nearest(0)[4]


def test_articles_of_one_time_step_forward() -> None:
    texts = [text("a", "b"), text("a", "b"), text("a", "b"), text("c"), text("c"), text("d"), text("d")]
    year = 86_400.0 * 365
    near = compare(Terms.of(texts), [0.0, 5 * year, 0.0, None, None, None, None])

    assert list(near.nearest(0)) == [2, 1]


def test_equal_articles_come_in_the_order_of_the_list() -> None:
    near = compared(*[text("a", "b")] * 4, *[text("z", f"{n}") for n in range(5)])

    assert list(near.nearest(2)) == [0, 1, 3]
