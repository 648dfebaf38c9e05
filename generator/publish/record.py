"""The record of the last build, kept in the cache folder [I/O].

One file: a sign, a checksum, a line of JSON, then the footprints of all files as packed numbers (56 bytes a file and
its path), so that 35,000 of them are read in hundredths of a second. It is never trusted: whatever is wrong with it
is no record. Two builds that write it at once spoil it at worst, and the checksum tells.
"""

from __future__ import annotations

import json
import os
import stat
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.errors import Location, Problem, Severity
from generator.publish.footprints import SEAL_BYTES, SIGNS, Footprints, Sealed

RECORD_FILE = "last-build"
MARK = b"digest last build 2\n"
LARGEST = 2**30
"""Bytes of a record that is read; one of a million files stays below."""
CHECKSUM_BYTES = 16
MARK_BYTES = 16
PARTS = 4
"""Blocks of each set of footprints: names, signs, seals, places of the unsettled."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a build depended on, what it left, and what it told.

    Attributes:
        key: Hash of the program, the libraries, the places and the wishes.
        span: Three moments (ISO 8601, or empty): the last before which it would have done otherwise, its own, and
            the first after which it would do otherwise.
        zone: Time zone of the site, and what its rules looked like.
        counts: Articles, tags, pages, files.
        warnings: What was told of the content.
        notices: What else was told, and is to be told again.
        inputs: All files that were read.
        outputs: All files that were published, and their folders.
        marks: `MARK_BYTES` for each name in `outputs`, of `OutputFile`; zeros where there is none.
    """

    key: str
    span: tuple[str, str, str]
    zone: tuple[str, str]
    counts: tuple[int, int, int, int]
    warnings: tuple[Problem, ...]
    notices: tuple[str, ...]
    inputs: Sealed
    outputs: Sealed
    marks: bytes


def read_record(folder: Path) -> Record | None:
    """Read the record that is kept in a folder; None when there is none that can be understood."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(folder / RECORD_FILE, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            return from_bytes(file.read())
    except OSError:
        return None


def write_record(folder: Path, record: Record) -> None:
    """Keep a record in place of the old one; where that is not possible the next build is a whole one."""
    waiting = folder / f"{RECORD_FILE}.new"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(to_bytes(record))
        waiting.replace(folder / RECORD_FILE)


def to_bytes(record: Record) -> bytes:
    """Write a record."""
    blocks = [*_blocks(record.inputs), *_blocks(record.outputs), record.marks]
    head = {
        "key": record.key,
        "span": record.span,
        "zone": record.zone,
        "counts": record.counts,
        "warnings": [_row(problem) for problem in record.warnings],
        "notices": record.notices,
        "blocks": [len(block) for block in blocks],
    }
    body = [json.dumps(head).encode(), b"\n", *blocks]
    return b"".join([MARK, _checksum(body), *body])


def _checksum(body: Iterable[bytes]) -> bytes:
    made = blake2b(digest_size=CHECKSUM_BYTES)
    for part in body:
        made.update(part)
    return made.digest()


def _blocks(files: Sealed) -> tuple[bytes, ...]:
    names = os.fsencode("\0".join(files.seen.names))
    return names, files.seen.signs.tobytes(), files.seals, array("Q", files.unsettled).tobytes()


def _row(problem: Problem) -> tuple[object, ...]:
    place = problem.location
    return place.path, place.line, place.column, problem.message, problem.cure, problem.severity.value


def from_bytes(data: bytes) -> Record | None:
    """Read a record, or nothing when the bytes are not what `to_bytes` writes."""
    start = len(MARK) + CHECKSUM_BYTES
    if not data.startswith(MARK) or data[len(MARK) : start] != _checksum([body := data[start:]]):
        return None
    try:
        return _record(body)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _record(body: bytes) -> Record:
    end = body.index(b"\n") + 1
    head: dict[str, Any] = json.loads(body[:end])
    blocks = []
    for size in _numbers(head["blocks"], 2 * PARTS + 1):
        blocks.append(body[end : end + size])
        end += size
    low, at, high = _texts(head["span"], 3)
    zone, rules = _texts(head["zone"], 2)
    articles, tags, pages, files = _numbers(head["counts"], 4)
    outputs = _sealed(blocks[PARTS : 2 * PARTS])
    if len(blocks[-1]) != MARK_BYTES * len(outputs.seen.names):
        raise ValueError(len(blocks[-1]))
    return Record(
        key=str(head["key"]),
        span=(low, at, high),
        zone=(zone, rules),
        counts=(articles, tags, pages, files),
        warnings=tuple(_problem(row) for row in head["warnings"]),
        notices=_texts(head["notices"], len(head["notices"])),
        inputs=_sealed(blocks[:PARTS]),
        outputs=outputs,
        marks=blocks[-1],
    )


def _numbers(values: Sequence[object], count: int) -> tuple[int, ...]:
    numbers = tuple(value for value in values if type(value) is int and value >= 0)
    if not len(numbers) == len(values) == count:
        raise ValueError(values)
    return numbers


def _texts(values: Sequence[object], count: int) -> tuple[str, ...]:
    texts = tuple(value for value in values if isinstance(value, str))
    if not len(texts) == len(values) == count:
        raise ValueError(values)
    return texts


def _problem(row: Sequence[Any]) -> Problem:
    path, message, cure, severity = _texts([row[0], *row[3:]], 4)
    line, column = _numbers(row[1:3], 2)
    return Problem(Location(path, line, column), message, cure, Severity(severity))


def _sealed(blocks: Sequence[bytes]) -> Sealed:
    names = tuple(os.fsdecode(blocks[0]).split("\0"))
    signs, unsettled = array("Q", blocks[1]), array("Q", blocks[3])
    if not len(names) * SIGNS == len(signs) or not len(names) * SEAL_BYTES == len(blocks[2]):
        raise ValueError(len(names))
    if any(place >= len(names) for place in unsettled):
        raise ValueError(len(names))
    return Sealed(Footprints(names, signs), blocks[2], tuple(unsettled))
