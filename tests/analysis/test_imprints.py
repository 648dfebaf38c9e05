import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.acronyms import Pair
from generator.analysis.boilerplate import marks_of
from generator.analysis.duplicates import find_reprints, sketch_of
from generator.analysis.imprints import Imprint, decode, encode, imprints_of
from generator.memory import Memory, NoMemory
from generator.texts import KnownText
from tests.builders import KeptMemory, make_article

LINES = st.lists(st.sampled_from([f"Ligne {n} du texte de la rédaction numéro {n % 3}." for n in range(9)]), max_size=6)
TEXTS = st.lists(LINES.map("\n".join), max_size=12)
PROSE = "Le Sénat vote le budget. " * 20


def imprint_of(memory: Memory) -> Imprint:
    (imprint,) = imprints_of([make_article(prose=PROSE)], memory)
    return imprint


@given(TEXTS)
def test_sketches_that_are_known_tell_the_same_reprints(texts: list[str]) -> None:
    named = {str(number): KnownText.of(text * 5) for number, text in enumerate(texts)}
    sketches = {id_: sketch_of(str(text)) for id_, text in named.items()}

    assert find_reprints(named, "fr", NoMemory(), sketches) == find_reprints(named, "fr", NoMemory())


@given(st.text(max_size=80), st.text(max_size=80), st.lists(st.builds(Pair, st.text(), st.text()), max_size=3))
def test_an_imprint_is_the_same_when_it_is_read_again(prose: str, extract: str, pairs: list[Pair]) -> None:
    imprint = Imprint(marks_of(prose), sketch_of(prose), extract, tuple(pairs))

    assert decode(encode(imprint)) == imprint


def test_an_imprint_is_remembered() -> None:
    memory = KeptMemory()
    first = imprint_of(memory)
    kept = dict(memory.answers)

    assert imprint_of(memory) == first
    assert memory.answers == kept


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\xff" * 12, b"\x00" * 12 + b"\xff"])
def test_a_damaged_imprint_is_made_again(damaged: bytes) -> None:
    memory = KeptMemory()
    first = imprint_of(memory)
    memory.answers.update(dict.fromkeys(memory.answers, damaged))

    assert imprint_of(memory) == first
