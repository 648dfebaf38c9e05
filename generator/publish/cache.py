"""Expensive answers, kept on disk from build to build [I/O].

One SQLite file, `memory.sqlite3`. It is never trusted: each answer has a checksum, and whatever is wrong with the
file (cut, zeroed, foreign, locked, read-only, a folder in its place) costs one line of notice and the time to
compute again. A damaged file is replaced when answers are written. The rollback journal, not the write-ahead log,
because it leaves one file and can be read on a read-only disk; no fsync, because a file that power loss spoils is
just one more damaged file.

New answers are written in batches, each a transaction, so that those of a large archive are never held at once. A
build that is killed leaves the batches that it wrote.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from generator.memory import Memory

CACHE_FILE = "memory.sqlite3"
APPLICATION = 0x4E574447  # "NWDG": tells our files from other SQLite files
FORMAT = 1
PAGE_SIZE = 32768  # bytes; pages of 4096 would scatter an answer of usual size over several places
SMALLEST = 512  # bytes of the smallest SQLite file; SQLite itself takes some shorter ones for new
MOST_BUILDS = 2**53
PATIENCE = 2.0  # seconds that we wait for another build that is just writing
BUILDS_KEPT = 8  # an answer that so many builds in a row did not ask for is dropped
BATCH = 16 * 2**20  # bytes of new answers that are held at most; each batch touches the whole index of a large file
NOT_DAMAGE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, checksum INTEGER NOT NULL, answer BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS uses (key TEXT PRIMARY KEY, build INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
COMMIT;
"""


class _Unusable(Exception):  # noqa: N818 - a reason, never seen outside
    """The file cannot be used; says why, and whether it may be replaced."""

    def __init__(self, reason: str, *, is_damage: bool) -> None:
        super().__init__(reason)
        self.is_damage = is_damage


@contextmanager
def open_cache(folder: Path, notice: Callable[[str], None], *, is_build: bool = True) -> Iterator[Memory]:
    """Open the memory that is kept in a folder; never fails, at worst it remembers nothing.

    What was kept is written in batches, the last when the block ends, also by an error: what was understood of good
    articles need not be computed again. Answers are recalled one by one, by any thread of this process; other builds
    are kept waiting only while a batch is written.

    Args:
        folder: The cache folder, made when missing.
        notice: Told at most one line: why answers are computed again or cannot be kept.
        is_build: Whether all that the site needs is asked for, so that the rest may in time be forgotten.
    """
    memory = _DiskMemory(folder / CACHE_FILE, notice)
    is_whole = False
    try:
        yield memory
        is_whole = is_build
    finally:
        memory.close(is_whole=is_whole)


class _DiskMemory:
    """A Memory over the file; every failure turns it into one that only computes again."""

    def __init__(self, file: Path, notice: Callable[[str], None]) -> None:
        self._file = file
        self._notice: Callable[[str], None] | None = notice
        self._new: dict[str, bytes] = {}
        self._held, self._most = 0, BATCH
        self._build: int | None = None
        self._used: set[str] = set()
        self._lock = threading.Lock()
        self._must_replace = False
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = _connect(file)
        except _Unusable as reason:
            self._give_up(reason)

    def recall(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._new:
                return self._new[key]
            if self._connection is None:
                return None
            try:
                answer = _read_answer(self._connection, key)
            except _Unusable as reason:
                self._give_up(reason)
                return None
            if answer is not None:
                self._used.add(key)
            return answer

    def keep(self, key: str, answer: bytes) -> None:
        with self._lock:
            self._new[key] = answer
            self._held += len(answer)
            if self._held >= self._most:
                self._write_batch()

    def use(self, keys: Iterable[str]) -> None:
        with self._lock:
            self._used.update(keys)

    def close(self, *, is_whole: bool) -> None:
        """Write what is new, and forget what several whole builds did not ask for."""
        self._save(is_whole=is_whole)
        if self._must_replace:
            self._replace()
            self._save(is_whole=is_whole)
        if self._connection is not None:
            self._connection.close()

    def _write_batch(self) -> None:
        """Write what is new; where that cannot be done now it waits for the next batch, which is twice as large."""
        if self._must_replace:
            self._replace()
        try:
            self._write(set(), is_whole=False)
        except _Unusable as reason:
            if reason.is_damage:
                self._give_up(reason)
        self._most = max(BATCH, 2 * self._held)

    def _save(self, *, is_whole: bool) -> None:
        try:
            if self._new or is_whole:
                self._write(self._used, is_whole=is_whole)
        except _Unusable as reason:
            self._give_up(reason)

    def _write(self, used: AbstractSet[str], *, is_whole: bool) -> None:
        if self._connection is not None:
            self._build = _save(self._connection, self._new, used, self._build, is_whole=is_whole)
            self._new, self._held = {}, 0

    def _replace(self) -> None:
        """Make a new file in place of a damaged one, if that can be done."""
        with suppress(_Unusable):
            _remove(self._file)
            self._connection = _connect(self._file)
            self._must_replace = False

    def _give_up(self, reason: _Unusable) -> None:
        """Go on without the file; tell why, once."""
        self._must_replace = self._must_replace or reason.is_damage
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._notice is not None:
            self._notice(f"{self._file}: {reason}; what it held is computed again")
            self._notice = None


@contextmanager
def _reasons() -> Iterator[None]:
    """Turn what SQLite and the system say into a reason not to use the file."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the primary code; the module itself raises some errors without a code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code in NOT_DAMAGE:
            raise _Unusable(f"cannot be used ({error})", is_damage=False) from error
        raise _Unusable(f"is damaged ({error})", is_damage=True) from error
    except OSError as error:
        raise _Unusable(f"cannot be used ({error.strerror})", is_damage=False) from error


def _connect(file: Path) -> sqlite3.Connection:
    """Open the file, made when missing, and see that it is ours.

    Raises:
        _Unusable: for every reason not to use it.
    """
    with _reasons():
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise _Unusable("is a folder", is_damage=True)
        if file.exists() and file.stat().st_size < SMALLEST:
            raise _Unusable("is cut off", is_damage=True)
        connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Set how the file is used; make its tables when it is new."""
    connection.executescript(
        f"PRAGMA page_size = {PAGE_SIZE}; PRAGMA synchronous = OFF;"
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    )
    marks = _number(connection, "PRAGMA application_id"), _number(connection, "PRAGMA user_version")
    if marks == (0, 0) and not _number(connection, "SELECT count(*) FROM sqlite_master"):
        connection.executescript(SCHEMA)
    elif marks != (APPLICATION, FORMAT):
        raise _Unusable("was made by another version or program", is_damage=True)
    _number(connection, "SELECT count(*) FROM (SELECT key, checksum, answer FROM answers LIMIT 1)")
    _number(connection, "SELECT count(*) FROM (SELECT key, build FROM uses LIMIT 1)")


def _number(connection: sqlite3.Connection, query: str) -> int:
    value = connection.execute(query).fetchone()[0]
    if not (isinstance(value, int) and 0 <= value < MOST_BUILDS):
        raise _Unusable("is damaged (wrong number)", is_damage=True)
    return value


def _read_answer(connection: sqlite3.Connection, key: str) -> bytes | None:
    """Read one answer, checked."""
    with _reasons():
        row = connection.execute("SELECT checksum, answer FROM answers WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    checksum, answer = row
    if not isinstance(answer, bytes) or checksum != _checksum(key, answer):
        raise _Unusable("is damaged (wrong checksum)", is_damage=True)
    return answer


def _checksum(key: str, answer: bytes) -> int:
    """Tie an answer to its key, so that neither a flipped bit nor a mixed-up row goes unseen.

    CRC-32, because it guards against accidents only: whoever can write the file can write the templates too.
    """
    return zlib.crc32(answer, zlib.crc32(key.encode()))


def _save(
    connection: sqlite3.Connection,
    new: Mapping[str, bytes],
    used: AbstractSet[str],
    number: int | None,
    *,
    is_whole: bool,
) -> int:
    """Write all in one transaction; a build that failed half-way says nothing about what is no longer needed.

    Args:
        connection: The file.
        new: Answers by key.
        used: Keys of others that are needed.
        number: Of the build, or None when this is the first that it writes.
        is_whole: Whether this is all that it needs.

    Returns:
        The number of the build.
    """
    with _reasons(), closing(connection.cursor()) as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        try:
            build = number or _number(connection, "SELECT coalesce(max(build), 0) FROM uses") + 1
            rows = ((key, _checksum(key, answer), answer) for key, answer in sorted(new.items()))
            cursor.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
            uses = [(key, build) for key in sorted(used | new.keys())]
            cursor.executemany("INSERT OR REPLACE INTO uses VALUES (?, ?)", uses)
            if is_whole:
                late = (build - BUILDS_KEPT,)
                # By name: to go through all answers for those that nobody uses costs as much as to write the uses.
                cursor.execute("DELETE FROM answers WHERE key IN (SELECT key FROM uses WHERE build <= ?)", late)
                cursor.execute("DELETE FROM uses WHERE build <= ?", late)
            cursor.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                cursor.execute("ROLLBACK")
            raise
        return build


def _remove(file: Path) -> None:
    """Take a damaged file away, with its journal, which would be played back into the new one."""
    with _reasons():
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        file.unlink(missing_ok=True)
        file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
