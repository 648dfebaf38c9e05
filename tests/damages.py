"""What can happen to the file in which answers are kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Damage = Callable[[Path], None]


def spoiled(change: Callable[[bytes], bytes]) -> Damage:
    """Change the bytes of the file."""

    def spoil(file: Path) -> None:
        file.write_bytes(change(file.read_bytes()))

    return spoil


def statement(*script: str) -> Damage:
    """Change the tables of the file."""

    def run(file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for sql in script:
                connection.execute(sql)

    return run


def flipped(start: int, step: int, bits: int) -> Damage:
    """Flip bits in some bytes."""

    def flip(data: bytes) -> bytes:
        spoilt = bytearray(data)
        for place in range(start % len(data), len(data), step):
            spoilt[place] ^= bits
        return bytes(spoilt)

    return spoiled(flip)


def _without_file(make: Damage) -> Damage:
    """Put something else in place of the file."""

    def replace(file: Path) -> None:
        file.unlink()
        make(file)

    return replace


def _half_written(file: Path) -> None:
    """Leave what a program killed in the middle of writing leaves: changed pages, and a journal to undo them."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE answers SET answer = zeroblob(70000)")
        litter = {path: path.read_bytes() for path in (file, file.with_name(f"{file.name}-journal"))}
        connection.execute("ROLLBACK")
    for path, data in litter.items():
        path.write_bytes(data)


def _litter(suffix: str, data: bytes) -> Damage:
    def leave(file: Path) -> None:
        file.with_name(file.name + suffix).write_bytes(data)

    return leave


def _in_wal_mode(file: Path) -> None:
    """Leave a write-ahead log and its index behind, cut off."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE answers SET checksum = 0")
        litter = {path: path.read_bytes() for path in file.parent.glob(f"{file.name}*")}
    for path, data in litter.items():
        path.write_bytes(data[: len(data) * 3 // 4] if path.name.endswith("-wal") else data)


REPLACED: dict[str, Damage] = {
    "empty": spoiled(lambda _: b""),
    "one byte": spoiled(lambda data: data[:1]),
    "cut in the header": spoiled(lambda data: data[:60]),
    "cut behind the header": spoiled(lambda data: data[:600]),
    "cut in half": spoiled(lambda data: data[: len(data) // 2]),
    "last page missing": spoiled(lambda data: data[:-32768]),
    "zeros": spoiled(lambda data: bytes(len(data))),
    "header of zeros": spoiled(lambda data: bytes(100) + data[100:]),
    "zeros behind the header": spoiled(lambda data: data[:100] + bytes(len(data) - 100)),
    "text": spoiled(lambda _: b"not a database\n" * 300),
    "random bytes": spoiled(lambda data: os.urandom(len(data))),
    "bits flipped all over": flipped(7, 499, 0x55),
    "page size flipped": flipped(16, 2**62, 0x7F),
    "schema flipped": flipped(100, 3, 0x01),
    "bytes doubled": spoiled(lambda data: data[:5000] + data),
    "pages the wrong way round": spoiled(lambda data: data[:32768] + data[:32767:-1]),
    "a folder instead": _without_file(Path.mkdir),
    "a pipe instead": _without_file(os.mkfifo),
    "another program's": _without_file(statement("CREATE TABLE bookmarks (url TEXT)")),
    "another version": statement("PRAGMA user_version = 2"),
    "another program's mark": statement("PRAGMA application_id = 7"),
    "a table missing": statement("DROP TABLE answers"),
    "the other table missing": statement("DROP TABLE uses"),
    "a view instead of a table": statement(
        "ALTER TABLE answers RENAME TO hidden", "CREATE VIEW answers AS SELECT * FROM hidden"
    ),
    "a column missing": statement("ALTER TABLE answers RENAME COLUMN checksum TO sum"),
    "a column too many": statement("ALTER TABLE answers ADD COLUMN note TEXT", "UPDATE answers SET checksum = 0"),
    "a trigger": statement(
        "CREATE TRIGGER no BEFORE DELETE ON uses BEGIN SELECT RAISE(FAIL, 'no'); END", "UPDATE answers SET checksum = 0"
    ),
    "an answer that is text": statement("UPDATE answers SET answer = CAST(answer AS TEXT)"),
    "an answer that is not UTF-8 text": statement("UPDATE answers SET answer = CAST(x'ff' AS TEXT)"),
    "an answer that is a number": statement("UPDATE answers SET answer = 7"),
    "an answer of fifty megabytes": statement("UPDATE answers SET answer = zeroblob(50000000) WHERE rowid = 1"),
    "empty answers": statement("UPDATE answers SET answer = x''"),
    "answers cut off": statement("UPDATE answers SET answer = substr(answer, 1, length(answer) / 2)"),
    "answers mixed up": statement("UPDATE answers SET answer = (SELECT answer FROM answers WHERE rowid = 1)"),
    "keys mixed up": statement(
        "UPDATE answers SET key = '#' || key",
        "UPDATE answers SET key = (SELECT substr(b.key, 2) FROM answers AS b "
        "WHERE b.rowid = 1 + (SELECT count(*) FROM answers) - answers.rowid) WHERE rowid = 1",
    ),
    "wrong checksums": statement("UPDATE answers SET checksum = 0"),
    "checksums that are text": statement("UPDATE answers SET checksum = 'x'"),
    "a build number beyond all bounds": statement("UPDATE uses SET build = 9223372036854775807"),
    "a negative build number": statement("UPDATE uses SET build = -1"),
    "a build number that is text": statement("UPDATE uses SET build = 'x'"),
}
"""Damages that are seen, told once, and end in a new file."""

UNSEEN: dict[str, Damage] = {
    "a dangling link instead": _without_file(lambda file: file.symlink_to(file.with_name("nowhere"))),
    "no file": Path.unlink,
    "what a killed build leaves": _half_written,
    "a journal of nonsense": _litter("-journal", b"nonsense" * 100),
    "an empty journal": _litter("-journal", b""),
    "a log of nonsense": _litter("-wal", b"nonsense" * 100),
    "a log that is cut off": _in_wal_mode,
    "an index of nonsense": _litter("-shm", b"nonsense" * 8000),
    "no answers": statement("DELETE FROM answers"),
    "no uses": statement("DELETE FROM uses"),
    "a table too many": statement("CREATE TABLE more (x)"),
    "foreign answers": statement("INSERT INTO answers VALUES ('of nobody', 0, x'00')"),
}
"""What is no damage to SQLite, or is mended by it: told or not, the answers are right."""
