"""Bundles of short answers, first of all the heads of files, whose texts are fetched when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from generator.bundles import KEY_LENGTH, PART, Bundle
from generator.config import ContentConfig
from generator.content.manuscripts import manuscripts_of
from generator.content.remembered import Manuscript
from generator.memory import memory_keys
from generator.model import Source
from tests.builders import KeptMemory

CONFIG = ContentConfig(languages=("fr",), timezone=ZoneInfo("Europe/Paris"))


@dataclass(slots=True)
class AskedMemory(KeptMemory):
    """A memory that notes what it was asked for and told to keep."""

    asked: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def recall(self, key: str) -> bytes | None:
        self.asked.append(key)
        return KeptMemory.recall(self, key)

    def keep(self, key: str, answer: bytes) -> None:
        self.kept.append(key)
        KeptMemory.keep(self, key, answer)

    def use(self, keys: Iterable[str]) -> None:
        self.used.update(keys)


def source(number: int, text: str = "Le *texte*.") -> Source:
    path = f"monde/n{number}.md"
    return Source(path, f"content/{path}", f"---\ntitle: N{number}\ndate: 2017-02-13\n---\n{text}\n".encode())


def read(sources: list[Source], memory: KeptMemory) -> list[Manuscript]:
    return list(manuscripts_of(sources, CONFIG, memory))


def remembering(sources: list[Source]) -> AskedMemory:
    memory = AskedMemory()
    read(sources, memory)
    memory.asked.clear()
    memory.kept.clear()
    return memory


def test_what_files_say_is_known_without_their_texts_which_are_not_forgotten() -> None:
    sources = [source(number) for number in range(9)]
    memory = remembering(sources)
    known = read(sources, memory)

    assert known == read(sources, KeptMemory())
    assert (len(memory.asked), memory.kept, len(memory.used)) == (1, [], 9)
    assert str(known[4].body.html) == "<p>Le <em>texte</em>.</p>"
    assert len(memory.asked) == 2


def test_an_edit_is_read_and_the_part_with_its_file_is_written_again() -> None:
    sources = [source(number) for number in range(9)]
    memory = remembering(sources)
    edited = [*sources[:4], source(4, "Autre."), *sources[5:]]

    assert read(edited, memory) == read(edited, KeptMemory())
    assert len(memory.kept) == 2
    assert read(sources, memory) == read(sources, KeptMemory())


def test_a_text_that_memory_has_lost_is_read_again() -> None:
    sources = [source(number) for number in range(3)]
    memory = remembering(sources)
    known = read(sources, memory)
    memory.answers.clear()

    assert [str(one.body.prose) for one in known] == ["Le texte."] * 3


@pytest.mark.parametrize("spoiled", [b"", b"\n", b"no heads", b"\xff\n\xff"])
def test_heads_that_are_damaged_are_made_again(spoiled: bytes) -> None:
    sources = [source(number) for number in range(3)]
    memory = remembering(sources)
    (part,) = (key for key, answer in memory.answers.items() if answer.count(b"\n") == 2 and b'"article"' in answer)
    memory.answers[part] = spoiled

    assert read(sources, memory) == read(sources, KeptMemory())
    assert memory.kept == [part]


def test_a_head_that_is_no_head_is_read_again() -> None:
    sources = [source(number) for number in range(3)]
    memory = remembering(sources)
    (part,) = (key for key, answer in memory.answers.items() if answer.count(b"\n") == 2 and b'"article"' in answer)
    memory.answers[part] = b"\n".join(line[:KEY_LENGTH] + b"[]" for line in memory.answers[part].split(b"\n"))

    assert read(sources, memory) == read(sources, KeptMemory())


def test_many_answers_lie_in_several_parts_of_which_one_is_written_for_a_new_one() -> None:
    memory = AskedMemory()
    keys = [f"{number:040}" for number in range(4 * PART)]
    first = Bundle(memory_keys("parts"), keys, memory)
    for key in keys:
        first.add(key, key.encode())
    first.keep()
    assert len(memory.kept) == 4
    again = Bundle(memory_keys("parts"), keys, memory)
    assert all(again.recall(key) == key.encode() for key in keys)
    again.add(keys[7], b"other")
    again.keep()
    assert len(memory.kept) == 5
