"""Namings, asked of memory before texts are searched."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.analysis.acronyms import Naming, PairSearch, find_pairs
from generator.analysis.namings import namings_of
from generator.memory import Memory, NoMemory
from generator.texts import KnownText
from tests.builders import KeptMemory

ESA = "The European Space Agency (ESA) waits."
TEXTS = [ESA, "ESA flies.", "A rocket.", "The ESA and the European Space Agency."]
TITLES = ["Space", "", "ESA", "Rockets"]


def named(texts: Sequence[str], memory: Memory) -> tuple[tuple[Naming, ...], ...]:
    told = [tuple(find_pairs(text, "en")) for text in texts]
    return namings_of(TITLES, list(map(KnownText.of, texts)), told, "en", frozenset(), memory)


def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which texts are searched."""
    found: list[str] = []
    uses = PairSearch.uses

    def noted(search: PairSearch, text: str) -> object:
        found.append(text)
        return uses(search, text)

    monkeypatch.setattr(PairSearch, "uses", noted)
    return found


def test_a_title_is_searched_with_its_text() -> None:
    assert [len(namings) for namings in named(TEXTS, NoMemory())] == [1, 1, 1, 1]


def test_only_a_text_that_changed_is_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KeptMemory()
    first = named(TEXTS, memory)
    found = searched(monkeypatch)
    assert named(TEXTS, memory) == first
    assert found == []
    edited = [*TEXTS[:2], "Another rocket.", TEXTS[3]]
    assert named(edited, memory) == first
    assert found == ["ESA\nAnother rocket."]


def test_another_pair_has_all_texts_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KeptMemory()
    named(TEXTS, memory)
    found = searched(monkeypatch)
    edited = [*TEXTS[:2], "The Federal Reserve Bank (FRB).", TEXTS[3]]
    assert named(edited, memory) == named(edited, NoMemory())
    assert len(found) == 2 * len(TEXTS)


@pytest.mark.parametrize("damaged", [b"", b"x", b"[[9,1,1]]", b"[1]", b'[["a",1,1]]'])
def test_uses_that_are_damaged_are_counted_again(damaged: bytes) -> None:
    memory = KeptMemory()
    first = named(TEXTS, memory)
    (part,) = memory.answers
    lines = memory.answers[part].split(b"\n")
    memory.answers[part] = b"\n".join(line[:40] + damaged for line in lines)

    assert named(TEXTS, memory) == first


def test_without_pairs_nothing_is_searched_or_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KeptMemory()
    found = searched(monkeypatch)

    assert named(["A rocket."] * 4, memory) == ((),) * 4
    assert (found, memory.answers) == ([], {})
