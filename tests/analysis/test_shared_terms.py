import pytest

from generator.analysis.shared_terms import reasons, telling_terms
from generator.analysis.terms import OwnTerm


def term(phrase: str, key: str = "", count: int = 2) -> OwnTerm:
    return OwnTerm(key or phrase.casefold(), phrase, count, in_title=False)


def told(*terms: OwnTerm, tags: tuple[str, ...] = (), lang: str = "fr") -> tuple[str, ...]:
    telling = telling_terms(terms, lang)
    shared = {t.key: 1 - n / 10 for n, t in enumerate(terms) if t.key in telling}
    return reasons(telling, telling, shared, tags, lang)


def test_the_heaviest_come_first_and_three_are_enough() -> None:
    assert told(term("gel"), term("raisin"), term("vigne"), term("cave")) == ("gel", "raisin", "vigne")


def test_a_phrase_is_told_instead_of_its_words() -> None:
    assert told(term("vigne"), term("pied de vigne", "pied vigne")) == ("pied de vigne",)


@pytest.mark.parametrize(
    "debris",
    [
        term("le gel", "gel"),
        term("réunion à", "reunion"),
        term("x"),
        term("projet"),
        term("gel", count=1),
    ],
)
def test_debris_is_no_reason(debris: OwnTerm) -> None:
    assert told(debris) == ()


def test_readers_see_a_spelling_and_never_a_stem() -> None:
    assert told(term("élections législatives", "elect legisl")) == ("élections législatives",)


def test_tags_fill_up_what_terms_leave_and_repeat_none() -> None:
    assert told(term("Brexit"), tags=("Brexit", "Europe")) == ("Brexit", "Europe")
