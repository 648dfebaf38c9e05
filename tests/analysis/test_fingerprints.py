from __future__ import annotations

from generator.analysis.duplicates import LEAST_SHINGLES
from generator.analysis.fingerprints import MARKS, fingerprint

WORDS = tuple(f"mot{number}" for number in range(200))


def shared(one: str, other: str) -> int:
    return len({*fingerprint(one).split(".")} & {*fingerprint(other).split(".")})


def test_a_fingerprint_stays_the_same_from_version_to_version() -> None:
    """Ledgers hold it: when this fails, read the former kind too, under another number of the format."""
    expected = "e19a84.b3be9c.91c513.b48853.77c8f6.63d13e.841dae.387f70.aad4ab.0b34c6.755868.6dddf3"
    assert fingerprint(" ".join(WORDS)) == expected


def test_a_corrected_text_shares_most_of_its_fingerprint_and_another_nothing() -> None:
    text = " ".join(WORDS)
    assert shared(text, text.replace("mot50", "autre")) >= MARKS - 3
    assert shared(text, " ".join(f"autre{number}" for number in range(200))) == 0


def test_case_and_spaces_do_not_change_it() -> None:
    text = " ".join(WORDS)
    assert fingerprint(text.upper()) == fingerprint(text.replace(" ", "\n\n")) == fingerprint(text)


def test_a_short_text_is_known_as_a_whole() -> None:
    short = " ".join(WORDS[:LEAST_SHINGLES])
    assert "." not in fingerprint(short)
    assert fingerprint(short) != fingerprint(f"{short} oui")
