from __future__ import annotations

import pytest

from generator.render.kerning import read_typeface
from generator.render.lettering import FILE

TYPEFACE = read_typeface(FILE.read_bytes())


@pytest.mark.parametrize("pair", ["AV", "To", "L’", "Wa", "P.", "Té", "АУ", "«V"])
def test_pairs_that_leave_a_gap_move_together(pair: str) -> None:
    assert -200 < TYPEFACE.kerning(*pair) < -30


@pytest.mark.parametrize("pair", ["nn", "HH", "ao", "  ", "\uffffA"])
def test_other_pairs_stay_where_they_are(pair: str) -> None:
    assert TYPEFACE.kerning(*pair) == 0


@pytest.mark.parametrize(
    "letters", ["ÀÉÎŒŸßẞçñ", "ąćęłńśźżăâîșțőűğışøåæð", "ΑΩάώ", "АЯжїґё", "«»“”„’–—…№€°\u00a0\u202f", "ểộ"]
)
def test_the_typeface_has_the_letters_of_europe(letters: str) -> None:
    assert [letter for letter in letters if not TYPEFACE.has(letter)] == []


@pytest.mark.parametrize("letter", ["京", "ق", "न", "🎉", "\ufffe"])
def test_it_does_not_have_others(letter: str) -> None:
    assert not TYPEFACE.has(letter)
