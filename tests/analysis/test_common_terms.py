from __future__ import annotations

from itertools import compress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.common_terms import Common, CommonTerms, _steps
from generator.analysis.readings import Term
from generator.analysis.similarity import compare
from generator.analysis.terms import OwnTerm, Terms

SUBJECTS = ("gel", "vin", "Brexit", "Theresa May", "pied vigne")


def term(phrase: str, count: int = 2, *, in_title: bool = False, announced: float = 1.0) -> Term:
    return Term(phrase.casefold(), phrase, count, in_title, announced)


def common(*texts: list[Term]) -> list[list[Common]]:
    """Give what the first text has in common with each of the others."""
    terms = Terms.of([sorted(text) for text in texts])
    found = CommonTerms(terms, compare(terms, [None] * len(texts)))
    return [found.of(0, number) for number in range(1, len(texts))]


@pytest.mark.parametrize(
    ("mine", "theirs", "is_common"),
    [
        pytest.param(term("gel", 2), term("gel", 2), True, id="both twice"),
        pytest.param(term("gel", 2), term("gel", 1), False, id="one once"),
        pytest.param(term("gel", 1, in_title=True), term("gel", 2), True, id="once and in the title"),
        pytest.param(term("Brexit", 2), term("Brexit", 1), True, id="a name"),
        pytest.param(term("Brexit", 2), term("brexit", 1), False, id="a name in one alone"),
        pytest.param(term("Brexit", 1), term("Brexit", 1), False, id="a name, once in both"),
        pytest.param(term("pied vigne", 1), term("pied vigne", 2), True, id="several words"),
        pytest.param(term("gel", announced=0.0), term("gel"), False, id="no noun in one"),
    ],
)
def test_what_both_are_about_is_told_from_what_both_happen_to_say(mine: Term, theirs: Term, is_common: bool) -> None:
    (found,) = common([mine], [theirs])

    assert [c.key for c in found] == [mine.key] * is_common


def test_each_article_has_its_own_spelling_and_count() -> None:
    (found,) = common([term("Gel", 2)], [term("gel", 3)])

    assert [c[2:] for c in found] == [("Gel", 2, "gel", 3)]


drawn_terms = st.builds(
    term,
    st.sampled_from([*SUBJECTS, *map(str.upper, SUBJECTS)]),
    st.integers(1, 4),
    in_title=st.booleans(),
    announced=st.sampled_from([0.0, 1.0]),
)
drawn_texts = st.lists(drawn_terms, max_size=6, unique_by=lambda t: t.key)


def is_present(one: OwnTerm, other: OwnTerm) -> bool:
    first, second = one.count + one.in_title, other.count + other.in_title
    is_name = " " in one.key or (one.phrase[0].isupper() and other.phrase[0].isupper())
    return min(first, second) >= 2 or (max(first, second) >= 2 and is_name)


@given(st.lists(drawn_texts, min_size=2, max_size=6))
def test_columns_tell_what_the_terms_of_two_articles_tell(texts: list[list[Term]]) -> None:
    terms = Terms.of([sorted(text) for text in texts])
    near = compare(terms, [None] * len(texts))
    found = CommonTerms(terms, near)
    are_nouns = [terms.is_noun[slice(*terms.starts[n : n + 2])].tolist() for n in range(len(texts))]
    nouns = [{own.key for own in compress(terms.own(n), are)} for n, are in enumerate(are_nouns)]
    links = [(one, other) for one in range(len(texts)) for other in range(len(texts)) if one != other]
    found.look_at(links[:: 1 + len(texts) % 2])
    for place, number in links:
        mine, theirs = ({t.key: t for t in terms.own(n)} for n in (place, number))
        shared = near.shared(place, number)
        present = [k for k in shared if k in nouns[place] & nouns[number] and is_present(mine[k], theirs[k])]
        order = sorted(present, key=lambda key: (-round(shared[key], 9), key))

        assert found.of(place, number) == [Common(k, shared[k], *mine[k][1:3], *theirs[k][1:3]) for k in order]


@given(st.lists(st.integers(0, 2**40), min_size=1) | st.just([2**30 * n for n in range(1, 20)]))
def test_products_are_rounded_as_python_does(products: list[int]) -> None:
    steps = _steps(np.array(products, dtype=np.float64)).tolist()

    assert [round(n / 2**40, 9) for n in products] == [step / 1e9 for step in steps]
