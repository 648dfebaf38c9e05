"""The pieces of a search index: which articles stand in which, and what is remembered of each.

Pagefind's program holds all that it is given in memory, and makes an index anew as a whole. So a large edition is cut
into pieces by time, each indexed by itself: new articles change the last one alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import Any

from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.render.marks import MARK_BYTES
from generator.views import SearchRecord

Indexed = tuple[Mapping[str, bytes], Mapping[str, str]]
"""The files of a piece by name, and the ids of its results by address of article."""
NOTHING: tuple[str, Mapping[str, bytes]] = ("", {})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, which is indexed by itself.

    Attributes:
        key: Hash of all that its files depend on.
        folder: Where they stand below the output folder.
        make: Indexes it.
    """

    key: str
    folder: str
    make: Callable[[], Indexed]


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known of a piece without its files: their marks by name, ids of results by address of article."""

    marks: Mapping[str, bytes]
    ids: Mapping[str, str]


def in_pieces(records: Sequence[SearchRecord], most: int) -> tuple[tuple[SearchRecord, ...], ...]:
    """Cut an edition into pieces by time.

    A piece is filled month by month, from the oldest on, until the next month would not go in; only a month that
    is too large by itself is cut. So what is written today changes the last piece and no other.

    Args:
        records: The articles, in any order; that of an edition in one piece is kept.
        most: Articles of a piece, at least 1.

    >>> in_pieces((), 2)
    ((),)
    """
    if len(records) <= most:
        return (tuple(records),)
    pieces: list[list[SearchRecord]] = [[]]
    for month in _months(records, most):
        if len(pieces[-1]) + len(month) > most:
            pieces.append([])
        pieces[-1] += month
    return tuple(tuple(piece) for piece in pieces if piece)


def _months(records: Sequence[SearchRecord], most: int) -> Iterator[list[SearchRecord]]:
    """Give articles month by month, the oldest first; a month of too many in parts."""
    in_order = sorted(records, key=lambda record: (record.date.timestamp(), record.url))
    for _month, group in groupby(in_order, key=lambda record: (record.date.year, record.date.month)):
        month = list(group)
        yield from (month[at : at + most] for at in range(0, len(month), most))


class Binding:
    """Gives the files of pieces, made or remembered; holds those of one piece at a time."""

    def __init__(self, memory: Memory) -> None:
        """Begin.

        Args:
            memory: Where pieces are kept, each in one answer, and beside it what it contains.
        """
        self._memory = memory
        self._open = NOTHING

    def contents(self, piece: Piece) -> Contents:
        """Tell what a piece contains; its files are made if nothing is remembered."""
        key = _contents_key(piece)
        contents = _read(self._memory.recall(key))
        if contents is not None:
            self._memory.use([piece.key])
            return contents
        files, ids = piece.make()
        contents = Contents({name: _mark(data) for name, data in files.items()}, ids)
        self._memory.keep(piece.key, packed(files))
        self._memory.keep(key, _written(contents))
        self._open = (piece.key, files)
        return contents

    def files(self, piece: Piece, contents: Contents) -> Iterator[OutputFile]:
        """Name the files of a piece; their bytes are recalled when they are asked for."""
        for name, mark in contents.marks.items():
            yield OutputFile(f"{piece.folder}/{name}", partial(self._bytes_of, piece, name), mark)

    def _bytes_of(self, piece: Piece, name: str) -> bytes:
        return self._files(piece)[name]

    def _files(self, piece: Piece) -> Mapping[str, bytes]:
        if self._open[0] != piece.key:
            self._open = NOTHING  # before others are read, so that only one piece is held
            answer = self._memory.recall(piece.key)
            files = unpacked(answer) if answer is not None else None
            self._open = (piece.key, files if files is not None else self._remade(piece))
        return self._open[1]

    def _remade(self, piece: Piece) -> Mapping[str, bytes]:
        files, _ids = piece.make()
        self._memory.keep(piece.key, packed(files))
        return files


def _contents_key(piece: Piece) -> str:
    return memory_key("contents/1", piece.key)


def _mark(data: bytes) -> bytes:
    return blake2b(data, digest_size=MARK_BYTES).digest()


def _written(contents: Contents) -> bytes:
    marks = {name: contents.marks[name].hex() for name in sorted(contents.marks)}
    return json.dumps([marks, dict(contents.ids)]).encode()


def _read(answer: bytes | None) -> Contents | None:
    """Read contents back, or None when the answer is no such thing."""
    try:
        marks, ids = json.loads(answer or b"")
        return Contents({name: bytes.fromhex(mark) for name, mark in _items(marks)}, dict(_items(ids)))
    except (ValueError, TypeError):
        return None


def _items(table: Any) -> list[tuple[str, str]]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise TypeError
    return list(table.items())


def packed(files: Mapping[str, bytes]) -> bytes:
    """Write files as one answer: a line of JSON with their names and lengths, then their bytes."""
    names = sorted(files)
    head = json.dumps([[name, len(files[name])] for name in names]).encode()
    return b"\n".join([head, b"".join(files[name] for name in names)])


def unpacked(answer: bytes) -> Mapping[str, bytes] | None:
    """Read files back, or None when the answer is no such thing.

    >>> unpacked(packed({"a": b"1", "b": b"22"}))
    {'a': b'1', 'b': b'22'}
    """
    head, _newline, body = answer.partition(b"\n")
    try:
        lengths = json.loads(head)
        files, at = {}, 0
        for name, length in lengths:
            files[name] = body[at : at + length]
            at += length
    except (ValueError, TypeError):
        return None
    return files if at == len(body) else None
