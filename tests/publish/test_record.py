from __future__ import annotations

import json
import os
from array import array
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Location, warning
from generator.publish.footprints import SEAL_BYTES, Footprints, Sealed
from generator.publish.record import (
    MARK,
    MARK_BYTES,
    RECORD_FILE,
    Record,
    from_bytes,
    read_record,
    to_bytes,
    write_record,
)


def make_files(*names: str, unsettled: tuple[int, ...] = ()) -> Sealed:
    signs = array("Q", [2**64 - 1 - n for n in range(4 * len(names))])
    return Sealed(Footprints(names, signs), bytes(SEAL_BYTES) * len(names), unsettled)


def make_record(**changes: Any) -> Record:
    given: dict[str, Any] = {
        "key": "abc",
        "span": ("2017-01-01T00:00:00+00:00", "2017-04-02T00:00:00+00:00", ""),
        "zone": ("Europe/Paris", "rules"),
        "counts": (62, 71, 214, 300),
        "warnings": (warning(Location("content/été.md", 4, 8), "« otan » is odd", "Write « OTAN »."),),
        "notices": ("search is left out",),
        "inputs": make_files("/site/content/", "/site/content/été.md", "/site/content/\udcff.md", unsettled=(1, 2)),
        "outputs": make_files("/site/output/index.html"),
        "marks": b"m" * MARK_BYTES,
    }
    return Record(**(given | changes))


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(tmp_path / "cache", make_record())
    assert read_record(tmp_path / "cache") == make_record()
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [RECORD_FILE]


@given(cut=st.integers(0, len(to_bytes(make_record())) - 1))
def test_a_record_that_is_cut_off_is_none(cut: int) -> None:
    assert from_bytes(to_bytes(make_record())[:cut]) is None


@given(place=st.integers(0, len(to_bytes(make_record())) - 1), bit=st.integers(0, 7))
def test_a_record_with_a_flipped_bit_is_none(place: int, bit: int) -> None:
    data = bytearray(to_bytes(make_record()))
    data[place] ^= 1 << bit
    assert from_bytes(bytes(data)) is None


def sealed_body(body: bytes) -> bytes:
    return MARK + blake2b(body, digest_size=16).digest() + body


def with_head(**changes: object) -> bytes:
    """Write a record whose head holds something else, with the right checksum."""
    body = to_bytes(make_record())[len(MARK) + 16 :]
    head, _line, blocks = body.partition(b"\n")
    return sealed_body(json.dumps(json.loads(head) | changes).encode() + b"\n" + blocks)


WRONG = {
    "no line": sealed_body(b"{}"),
    "no JSON": sealed_body(b"nonsense\n"),
    "a list": sealed_body(b"[]\n"),
    "an empty table": sealed_body(b"{}\n"),
    "deep": sealed_body(b"[" * 100_000 + b"\n"),
    "counts of text": with_head(counts=["1", "2", "3", "4"]),
    "a flag for a count": with_head(counts=[True, 2, 3, 4]),
    "a count below zero": with_head(counts=[-1, 2, 3, 4]),
    "too few counts": with_head(counts=[1, 2, 3]),
    "a span of numbers": with_head(span=[1, 2, 3]),
    "no zone": with_head(zone=None),
    "a warning of another shape": with_head(warnings=[["content/a.md"]]),
    "a warning that weighs something else": with_head(warnings=[["a", 1, 1, "b", "c", "fatal"]]),
    "notices of numbers": with_head(notices=[1]),
    "blocks of other sizes": with_head(blocks=[1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "blocks below zero": with_head(blocks=[-1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "no blocks": with_head(blocks=[]),
    "more names than signs": to_bytes(make_record(inputs=Sealed(Footprints(("a", "b"), array("Q", [1] * 4)), b"", ()))),
    "places beyond the end": to_bytes(make_record(outputs=make_files("a", unsettled=(7,)))),
    "another version": to_bytes(make_record()).replace(b"build 2", b"build 1"),
    "fewer marks than names": to_bytes(make_record(marks=b"")),
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" * 100,
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_file_that_is_no_record_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / RECORD_FILE).write_bytes(data)
    assert read_record(tmp_path) is None


IN_ITS_PLACE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link to nothing": lambda file: file.symlink_to("nothing"),
    "a link to itself": lambda file: file.symlink_to(RECORD_FILE),
    "a file without end": lambda file: file.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("put", IN_ITS_PLACE.values(), ids=IN_ITS_PLACE)
def test_what_stands_in_the_place_of_a_record_is_none(tmp_path: Path, put: Callable[[Path], object]) -> None:
    put(tmp_path / RECORD_FILE)
    assert read_record(tmp_path) is None


def test_a_record_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    (tmp_path / RECORD_FILE).mkdir()
    (tmp_path / RECORD_FILE / "file").write_text("in the way")
    write_record(tmp_path, make_record())
    (tmp_path / "cache").write_text("no folder")
    write_record(tmp_path / "cache", make_record())
    assert read_record(tmp_path) is None
