from __future__ import annotations

import pytest

from generator.analysis.abbreviations import fits_initials, is_initialism


@pytest.mark.parametrize(
    ("short", "long", "lang"),
    [
        ("NATO", "North Atlantic Treaty Organization", "en"),
        ("OSCE", "Organisation pour la sécurité et la coopération en Europe", "fr"),
        ("RATP", "Régie autonome des transports parisiens", "fr"),
        ("PDF", "Parti de France", "fr"),
        ("EÉ", "Europe Écologie", "fr"),
    ],
)
def test_initials_fit_with_or_without_small_words(short: str, long: str, lang: str) -> None:
    assert fits_initials(short, long, lang)


@pytest.mark.parametrize(
    ("short", "long"), [("ONU", "Organisation internationale"), ("OTAN", "Otan"), ("UE", "Union"), ("UE", "de la")]
)
def test_initials_of_other_words_do_not_fit(short: str, long: str) -> None:
    assert not fits_initials(short, long, "fr")


@pytest.mark.parametrize("text", ["Otan", "A", "G7", "ABCDEFGHI", "", "U E"])
def test_what_is_not_made_of_initials_is_no_abbreviation(text: str) -> None:
    assert not is_initialism(text)
