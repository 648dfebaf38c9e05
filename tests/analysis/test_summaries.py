import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.summaries import AIM, MOST, lead

LONG = "Le conseil a voté " + "la mesure et " * 40 + "la suite."


@pytest.mark.parametrize(
    ("lang", "prose", "expected"),
    [
        ("fr", "M. Dunford est à Bakou. Mme Merkel est à Paris.", "M. Dunford est à Bakou. Mme Merkel est à Paris."),
        ("fr", "Contexte\nLe n° 5 gagne. Il rit.", "Le n° 5 gagne. Il rit."),
        ("en", "The U.S. army left. Mr. Smith stayed.", "The U.S. army left. Mr. Smith stayed."),
        ("fr", "Une seule ligne sans point", "Une seule ligne sans point"),
        ("fr", "", ""),
        ("fr", " \n\n ", ""),
    ],
)
def test_the_lead_is_the_first_whole_sentences(lang: str, prose: str, expected: str) -> None:
    assert lead(prose, lang) == expected


def test_a_second_sentence_that_does_not_fit_is_left_out_whole() -> None:
    first = "Le conseil de la ville a voté une mesure sur l'eau et sur les arbres de la vieille place."
    second = "Elle " + "touche " * 20 + "tous."

    assert lead(f"{first} {second}", "fr") == first


def test_a_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    found = lead(LONG, "fr")

    assert len(found) <= MOST + 1
    assert found.endswith("…")
    assert LONG.startswith(found[:-1] + " ")


@given(st.lists(st.text("abc é,", min_size=1, max_size=120), max_size=5))
def test_an_extract_is_never_longer_than_its_bounds(parts: list[str]) -> None:
    assert len(lead(". ".join(parts), "fr")) <= max(AIM, MOST) + 1
