from collections import Counter

import pytest

from generator.analysis.forms import gender_form, meanings, number_form
from generator.analysis.readings import Term


def term(phrase: str, announced: float = 0.0, key: str = "k") -> Term:
    return Term(key, phrase, 2, in_title=False, announced=announced)


def is_one(one: Term, other: Term, lang: str = "fr") -> bool:
    found = meanings(Counter([one, other]), lang)
    return found.get((one.key, one.phrase)) == found.get((other.key, other.phrase))


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "élection", "Élections"),
        ("fr", "journal", "journaux"),
        ("fr", "niveau", "niveaux"),
        ("fr", "États-Unis", "Etats Unis"),
        ("fr", "musée", "musées"),
        ("en", "city", "cities"),
        ("en", "class", "class"),
        ("en", "sale", "sales"),
        ("es", "elección", "elecciones"),
        ("de", "Wahl", "Wahlen"),
    ],
)
def test_singular_and_plural_are_one_word(lang: str, one: str, other: str) -> None:
    assert number_form(one, lang) == number_form(other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "privés", "prive"),
        ("fr", "volé", "vol"),
        ("fr", "Blanche", "blanchissement"),
        ("fr", "russe", "Russie"),
        ("fr", "syrien", "Syrie"),
        ("en", "united", "units"),
        ("en", "control", "controller"),
        ("en", "promised", "promises"),
    ],
)
def test_words_that_a_stemmer_joins_are_told_apart(lang: str, one: str, other: str) -> None:
    assert not is_one(term(one), term(other), lang)


def test_masculine_and_feminine_of_an_adjective_are_one_word() -> None:
    assert is_one(term("européen"), term("européennes"))
    assert gender_form("europeenne", "fr") == gender_form("europeen", "fr")


@pytest.mark.parametrize(("one", "other"), [("capital", "capitale"), ("vents", "vente")])
def test_nouns_of_another_gender_are_other_words(one: str, other: str) -> None:
    assert not is_one(term(one, announced=1.0), term(other, announced=1.0))


def test_a_key_with_one_form_needs_no_telling_apart() -> None:
    assert meanings(Counter([term("grève", 1.0), term("grèves")]), "fr") == {}
