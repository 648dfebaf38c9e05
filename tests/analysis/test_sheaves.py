from collections.abc import Callable

import pytest

from generator.analysis.sheaves import Sheaf, mark_of
from tests.builders import KeptMemory

ONE, OTHER = mark_of(b"one"), mark_of(b"other")


def never() -> str:
    pytest.fail("the answer is known")


def said(sheaf: Sheaf, mark: str, make: Callable[[], str] = never) -> str:
    return sheaf.answer(mark, make, lambda answer: [answer], lambda kept: str(kept[0]))


def kept(*marks: str, answer: str = "Été\n\ud800") -> KeptMemory:
    memory = KeptMemory()
    sheaf = Sheaf("key", memory)
    for mark in marks:
        said(sheaf, mark, lambda: answer)
    sheaf.keep()
    return memory


def test_an_answer_is_made_once() -> None:
    sheaf = Sheaf("key", kept(ONE, OTHER))

    assert said(sheaf, ONE) == said(sheaf, OTHER) == "Été\n\ud800"


def test_an_answer_that_is_not_asked_for_is_dropped() -> None:
    memory = kept(ONE, OTHER)
    sheaf = Sheaf("key", memory)
    said(sheaf, OTHER)
    sheaf.keep()

    assert said(Sheaf("key", memory), ONE, lambda: "new") == "new"
    assert said(Sheaf("key", memory), OTHER) == "Été\n\ud800"


def test_a_sheaf_of_which_all_was_asked_for_is_not_written_again() -> None:
    memory = kept(ONE)
    sheaf = Sheaf("key", memory)
    said(sheaf, ONE)
    del memory.answers["key"]
    sheaf.keep()

    assert memory.answers == {}


@pytest.mark.parametrize("answer", ["", "[", "[]", "{}", "7", "null"])
def test_a_damaged_answer_is_made_again(answer: str) -> None:
    memory = KeptMemory({"key": f"{ONE}{answer}".encode()})

    assert said(Sheaf("key", memory), ONE, lambda: "new") == "new"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\n", b"\n\n["])
def test_a_damaged_sheaf_is_empty(data: bytes) -> None:
    assert said(Sheaf("key", KeptMemory({"key": data})), ONE, lambda: "new") == "new"
