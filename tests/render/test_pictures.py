from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Location
from generator.memory import NoMemory
from generator.render import raster
from generator.render.pictures import picture_files
from generator.views import Original, Rendition
from tests.builders import KeptMemory
from tests.photographs import decoded, photograph

PLACE = Location("content/monde/a.md", 7, 3)
RENDITIONS = (Rendition("assets/pictures/a-600.jpg", "jpeg", 600, 400), Rendition("a-300.webp", "webp", 300, 200))
PHOTOGRAPH = Original("monde/a.jpg", photograph(), "jpeg", 80, RENDITIONS, PLACE)
BROKEN = replace(PHOTOGRAPH, data=PHOTOGRAPH.data[:-4000])


def test_each_rendition_becomes_a_file_of_its_format_and_size() -> None:
    files, problems = picture_files([PHOTOGRAPH], NoMemory(), 1)
    images = [decoded(file.data) for file in files]

    assert problems == ()
    assert [file.path for file in files] == [rendition.path for rendition in RENDITIONS]
    assert [(image.format, *image.size) for image in images] == [("JPEG", 600, 400), ("WEBP", 300, 200)]


def test_a_second_build_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KeptMemory()
    first = picture_files([PHOTOGRAPH], memory, 1)
    # That nothing is made can only be seen by taking away what would make it.
    monkeypatch.delattr(raster, "resized")

    assert picture_files([PHOTOGRAPH], memory, 1) == first


@pytest.mark.parametrize(
    "other",
    [
        replace(PHOTOGRAPH, data=photograph(orientation=3)),
        replace(PHOTOGRAPH, quality=40),
        replace(PHOTOGRAPH, renditions=(replace(RENDITIONS[0], width=300, height=200), RENDITIONS[1])),
    ],
)
def test_what_is_remembered_depends_on_picture_quality_and_sizes(other: Original) -> None:
    memory = KeptMemory()
    first = picture_files([PHOTOGRAPH], memory, 1)

    assert picture_files([other], memory, 1) == picture_files([other], NoMemory(), 1) != first


@settings(max_examples=20)
@given(st.binary(max_size=60) | st.just(b"[1]\nx") | st.just(b"[1, 2]\nxxx") | st.just(b"[[], {}]\n"))
def test_a_foreign_answer_of_the_memory_is_made_again(answer: bytes) -> None:
    memory = KeptMemory()
    expected = picture_files([PHOTOGRAPH], memory, 1)
    memory.answers = dict.fromkeys(memory.answers, answer)
    files, problems = picture_files([PHOTOGRAPH], memory, 1)

    assert problems == ()
    # Two lengths that add up are all that can be seen of an answer: the cache itself guards its bytes.
    assert [f.path for f in files] == [f.path for f in expected[0]]
    assert answer == b"[1, 2]\nxxx" or (files, problems) == expected


def test_a_broken_picture_is_told_where_it_is_shown_and_the_others_are_made() -> None:
    files, problems = picture_files([BROKEN, PHOTOGRAPH], KeptMemory(), 2)

    assert len(files) == 2
    (problem,) = problems
    assert str(problem).startswith('content/monde/a.md:7:3: the picture "monde/a.jpg" is broken: ')
    assert problem.is_error


def test_what_is_broken_is_not_remembered() -> None:
    memory = KeptMemory()
    picture_files([BROKEN], memory, 1)

    assert memory.answers == {}


def test_the_number_of_threads_changes_nothing() -> None:
    many = [replace(PHOTOGRAPH, data=photograph(600 + 30 * n, 420)) for n in range(6)]

    assert picture_files(many, NoMemory(), 1) == picture_files(many, NoMemory(), 4)
