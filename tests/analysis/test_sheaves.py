import json
from collections.abc import Callable

import pytest

from generator.analysis.sheaves import Question, Sheaf, mark_of
from tests.builders import KeptMemory

ODD = "Été\n\ud800"


class Reader(KeptMemory):
    """A memory into which nothing is to be written."""

    def keep(self, key: str, answer: bytes) -> None:
        """Refuse an answer."""
        pytest.fail(f"{key} is written: {answer!r}")


def never() -> str:
    pytest.fail("the answer is known")


def asked(mark: str, make: Callable[[], str] = never) -> Question[str]:
    return Question(mark_of(mark.encode()), make, lambda answer: json.dumps([answer]).encode(), read)


def read(line: bytes) -> str:
    return str(json.loads(line)[0])


def sheaf(memory: KeptMemory, *marks: str, make: Callable[[], str] = never) -> Sheaf[str]:
    """Ask one article for each mark."""
    return Sheaf("key", memory, {f"{mark}.md": asked(mark, make) for mark in marks})


def kept(*marks: str) -> KeptMemory:
    memory = KeptMemory()
    sheaf(memory, *marks, make=lambda: ODD).answers()
    return memory


def test_an_answer_is_made_once() -> None:
    assert sheaf(kept("a", "b"), "a", "b").answers() == {"a.md": ODD, "b.md": ODD}


def test_an_answer_is_marked_without_being_read_and_read_after_being_marked() -> None:
    memory = kept("a", "b")
    known, new = sheaf(memory, "a", "b"), sheaf(KeptMemory(), "a", "b", make=lambda: ODD)
    other = sheaf(KeptMemory(), "a", "b", make=lambda: "other")

    assert known.marks() == new.marks()
    assert not known.marks().items() & other.marks().items()
    assert known.answers() == new.answers() == {"a.md": ODD, "b.md": ODD}


def test_answers_come_in_the_order_of_the_questions() -> None:
    names = [f"{n}" for n in range(600)]

    assert list(sheaf(KeptMemory(), *names, make=lambda: ODD).answers()) == [f"{name}.md" for name in names]


def test_an_answer_that_is_not_asked_for_is_dropped() -> None:
    memory = kept("a", "b")
    sheaf(memory, "b").answers()

    assert sheaf(memory, "a", make=lambda: "new").answers() == {"a.md": "new"}


def test_a_sheaf_of_which_all_was_asked_for_is_not_written_again() -> None:
    written = kept("a", "b")
    reader = Reader(written.answers)

    assert sheaf(reader, "a", "b").answers() == {"a.md": ODD, "b.md": ODD}


def test_a_new_answer_writes_its_own_part_again() -> None:
    names = [f"{n}" for n in range(600)]
    memory = kept(*names)
    before = dict(memory.answers)
    questions = {f"{name}.md": asked(name) for name in names} | {"7.md": asked("new", lambda: "new")}

    assert Sheaf("key", memory, questions).answers()["7.md"] == "new"
    assert len(before) == 4
    assert sum(before[key] != answer for key, answer in memory.answers.items()) == 1


@pytest.mark.parametrize("answer", ["", "[", "[]", "{}", "7", "null"])
def test_a_damaged_answer_is_made_again(answer: str) -> None:
    memory = kept("a")
    (key,) = memory.answers
    memory.answers[key] = f"{mark_of(b'a')}{answer}".encode()

    assert sheaf(memory, "a", make=lambda: "new").answers() == {"a.md": "new"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\n", b"\n\n["])
def test_a_damaged_sheaf_is_empty(data: bytes) -> None:
    memory = kept("a")
    (key,) = memory.answers
    memory.answers[key] = data

    assert sheaf(memory, "a", make=lambda: "new").answers() == {"a.md": "new"}
