import pytest

from generator.analysis.common_terms import Common
from generator.analysis.shared_terms import reasons


def term(phrase: str, key: str = "", other: str = "") -> Common:
    return Common(key or phrase.casefold(), 1.0, phrase, 2, other or phrase, 3)


def told(*terms: Common, tags: tuple[str, ...] = (), lang: str = "fr") -> tuple[str, ...]:
    return reasons([t._replace(adds=1 - n / 10) for n, t in enumerate(terms)], tags, lang)


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
        term("gel", other="le gel"),
    ],
)
def test_debris_is_no_reason(debris: Common) -> None:
    assert told(debris) == ()


def test_the_spelling_that_the_two_use_most_is_told() -> None:
    assert told(term("Gel", "gel", "gel")) == ("gel",)


def test_readers_see_a_spelling_and_never_a_stem() -> None:
    assert told(term("élections législatives", "elect legisl")) == ("élections législatives",)


def test_tags_fill_up_what_terms_leave_and_repeat_none() -> None:
    assert told(term("Brexit"), tags=("Brexit", "Europe")) == ("Brexit", "Europe")
