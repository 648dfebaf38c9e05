import pytest

from generator.accents import MOST, accents_too_many

ACUTE, CEDILLA, HALF_WIDTH_VOICE = "\u0301", "\u0327", "\uff9e"


@pytest.mark.parametrize(
    ("marks", "place"),
    [
        (ACUTE * MOST, -1),
        (ACUTE * (MOST + 1), 3),
        ((ACUTE + CEDILLA) * MOST, 3),
        ((HALF_WIDTH_VOICE + ACUTE) * MOST, 3),
        ("\u200d" * 200, -1),
        ("—" * 200 + ACUTE * (MOST + 1), 203),
        (f"{ACUTE * MOST}—{ACUTE * MOST}", -1),
        (f"{ACUTE * MOST}e" * 3, -1),
        ("\u0bcd" * (MOST + 1), 3),
    ],
)
def test_the_first_letter_with_too_many_is_found(marks: str, place: int) -> None:
    assert accents_too_many(f"été{marks} fin") == place
