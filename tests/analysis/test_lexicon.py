from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.lexicon import Lexicon, decode, encode
from tests.builders import KeptMemory

LETTERS = st.dictionaries(st.integers(0, 2**64 - 1), st.text().filter(lambda text: "\n" not in text), max_size=4)
WHOLE = encode({1: "mer", 2: "vent"})


def asked(places: Sequence[int]) -> list[str]:
    return [f"word {place}" for place in places]


@given(LETTERS)
def test_letters_are_the_same_when_they_are_read_again(letters: dict[int, str]) -> None:
    assert decode(encode(letters)) == letters


@pytest.mark.parametrize("damaged", [b"", b"ab", WHOLE[:7], WHOLE[:-5], WHOLE + b"\n", WHOLE[:-1] + b"\xff"])
def test_damaged_letters_are_none(damaged: bytes) -> None:
    assert decode(damaged) == {}


def test_what_was_looked_up_is_known_to_the_next_build() -> None:
    memory = KeptMemory()
    lexicon = Lexicon("letters", memory)
    assert lexicon.letters([7, 8, 7], asked) == ["word 2", "word 1", "word 2"]
    lexicon.keep()

    found = Lexicon("letters", memory).letters([8, 9], lambda places: [f"new {place}" for place in places])
    assert found == ["word 1", "new 1"]


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    memory = KeptMemory({"letters": WHOLE})
    lexicon = Lexicon("letters", memory)
    lexicon.letters([2], asked)
    lexicon.keep()

    assert decode(memory.answers["letters"]) == {2: "vent"}
