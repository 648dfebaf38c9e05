from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analysis.duplicates import find_reprints, resemblance, shingles_of, sketch_of
from generator.memory import NoMemory
from generator.texts import KnownText
from tests.builders import KeptMemory

WORDS = [f"mot{n}" for n in range(400)]


def story(start: int, length: int = 80) -> str:
    return " ".join(WORDS[start : start + length])


def known(texts: Mapping[str, str]) -> dict[str, KnownText]:
    return {id_: KnownText.of(text) for id_, text in texts.items()}


def found(**texts: str) -> dict[str, str]:
    return {id_: reprint.original for id_, reprint in find_reprints(known(texts), "fr", NoMemory()).items()}


def test_a_reprint_is_that_of_the_first_article_with_its_text() -> None:
    assert found(a=story(0), b=story(200), c=story(0), d=story(0)) == {"c": "a", "d": "a"}


def test_case_accents_and_signs_make_no_other_text() -> None:
    text = "L’élève répond. " * 2 + story(0)

    assert found(a=text, b=text.upper().replace("É", "E").replace(".", " !")) == {"b": "a"}


def test_an_updated_version_is_one_text_with_the_first() -> None:
    assert found(a=story(0), b=story(0) + " " + story(200, 40)) == {"b": "a"}


def test_an_update_of_an_update_is_one_text_with_the_first() -> None:
    versions = {f"v{n}": story(30 * n, 120) for n in range(3)}

    assert set(found(**versions).values()) == {"v0"}


def test_texts_that_share_a_quotation_are_two() -> None:
    assert found(a=story(0) + " " + story(300, 20), b=story(150) + " " + story(300, 20)) == {}


def test_short_texts_are_never_called_reprints() -> None:
    assert found(a=story(0, 20), b=story(0, 20)) == {}


def test_many_reprints_of_one_text_are_all_found() -> None:
    texts = {f"{n:03}": story(0) + f" {n}" for n in range(150)}

    assert set(found(**texts)) == {*texts} - {"000"}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(40, 100)), max_size=12))
def test_no_pair_that_resembles_is_missed_and_no_other_is_told(cuts: list[tuple[int, int]]) -> None:
    texts = {f"{n}": story(*cut) for n, cut in enumerate(cuts)}
    told = find_reprints(known(texts), "fr", NoMemory())
    shingles = {id_: shingles_of(text) for id_, text in texts.items()}

    for number, id_ in enumerate(texts):
        before = [other for other in list(texts)[:number] if resemblance(shingles[id_], shingles[other]) >= 0.5]
        assert (id_ in told) == bool(before)
    assert not {reprint.original for reprint in told.values()} & told.keys()


def test_two_texts_are_compared_once() -> None:
    texts = known({"a": story(0), "b": story(10), "c": story(200)})
    sketches = {id_: sketch_of(str(text)) for id_, text in texts.items()}
    memory = KeptMemory()
    first = find_reprints(texts, "fr", memory, sketches)
    lost = {id_: KnownText(text.mark, text.size, pytest.fail) for id_, text in texts.items()}

    assert find_reprints(lost, "fr", memory, sketches) == first
    assert [*first] == ["b"]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("un deux trois quatre", 0), ("un deux trois quatre cinq", 1)])
def test_a_shingle_has_five_words(text: str, count: int) -> None:
    assert len(shingles_of(text)) == count


def test_the_order_of_words_matters() -> None:
    assert not shingles_of("un deux trois quatre cinq") & shingles_of("deux un trois quatre cinq")
