"""What files looked like: enough to tell, without reading them again, that nobody has written to them since [I/O].

A file whose size, times and inode are as they were holds what it held, as for git's index. One exception git has too
("racy git", Documentation/technical/racy-git.txt): a file that was written just before it was looked at may be
written again within the same tick of the clock, and look the same. Such files are unsettled: they are read.
"""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from generator.model import Trace
from generator.ordinary import read_ordinary

SIGNS = 4
"""Numbers kept of each file: size, time of change of the content, of the inode, and the inode itself."""
Signs = tuple[int, int, int, int]
NO_SIGNS: Signs = (0, 0, 0, 0)
WORD = 2**64 - 1
SEAL_BYTES = 16
SECOND = 1_000_000_000
TICK = 2 * SECOND
"""Nanoseconds between two times that the coarsest file system (FAT) tells apart."""
FINE_TICK = SECOND // 20
"""The same for file systems whose times are no whole seconds; theirs go with the kernel's tick of 1 to 10 ms."""


class DoubtError(Exception):
    """What a folder holds cannot be told by looking at it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to look at, with all below it, or a file, which need not exist.

    Attributes:
        path: Where it is.
        passed_over: Names at which nobody looks.
        may_link: Whether links to folders are never followed by those who read the place.
    """

    path: Path
    passed_over: frozenset[str] = frozenset()
    may_link: bool = False


@dataclass(frozen=True, slots=True)
class Footprints:
    """What files looked like.

    Attributes:
        names: Absolute paths, sorted; with a slash at the end for folders, and further marks for what is no file.
        signs: `SIGNS` numbers for each name; all 0 for what is no regular file.
    """

    names: tuple[str, ...]
    signs: array[int]

    def of(self, place: int) -> Signs:
        """Give the signs of the file at a place."""
        size, changed, touched, inode = self.signs[SIGNS * place : SIGNS * place + SIGNS]
        return size, changed, touched, inode


@dataclass(frozen=True, slots=True)
class Sealed:
    """Footprints with hashes of what the files held.

    Attributes:
        seen: What they looked like.
        seals: `SEAL_BYTES` for each; zeros where none is known or needed.
        unsettled: Places of those that must be read to know them again.
    """

    seen: Footprints
    seals: bytes
    unsettled: tuple[int, ...]

    def of(self, place: int) -> bytes:
        """Give the seal of the file at a place."""
        return self.seals[SEAL_BYTES * place : SEAL_BYTES * place + SEAL_BYTES]


NO_SEAL = bytes(SEAL_BYTES)


def look_at(places: Iterable[Place]) -> Footprints:
    """Look at places and all below them.

    Raises:
        DoubtError: a folder cannot be listed, or a link in it may lead to files that are read and not seen here.
    """
    found = {name: signs for place in places for name, signs in _walk(place)}
    names = tuple(sorted(found))
    return Footprints(names, array("Q", [number for name in names for number in found[name]]))


def look_for(names: tuple[str, ...]) -> Footprints:
    """Look at files and folders that are known by name, sorted, without following links.

    Raises:
        DoubtError: one is missing, or of another kind.
    """
    numbers: list[int] = []
    name = ""
    try:
        for name in names:
            if name[-1] == "/":
                _demand(stat.S_IFDIR, os.lstat(name[:-1]), name)
                numbers += NO_SIGNS
            else:
                status = os.lstat(name)
                _demand(stat.S_IFREG, status, name)
                numbers += signs_of(status)
    except OSError as error:
        raise DoubtError(name) from error
    return Footprints(names, array("Q", numbers))


def _demand(kind: int, status: os.stat_result, name: str) -> None:
    """Demand that something is of a kind.

    Raises:
        DoubtError: it is not.
    """
    if stat.S_IFMT(status.st_mode) != kind:
        raise DoubtError(name)


def signs_of(status: os.stat_result) -> Signs:
    """Give the signs of a regular file."""
    # Times before 1970 are below zero.
    return status.st_size, status.st_mtime_ns & WORD, status.st_ctime_ns & WORD, status.st_ino & WORD


def _walk(place: Place) -> Iterator[tuple[str, Signs]]:
    top = os.path.abspath(place.path)  # noqa: PTH100 - links are to stay as they are
    try:
        status = os.stat(top)  # noqa: PTH116 - strings throughout: a Path for each of 10,000 files costs more
        if not stat.S_ISDIR(status.st_mode):
            yield top, signs_of(status)
            return
    except OSError:
        yield f"{top}?", NO_SIGNS
        return
    folders = [top]
    try:
        for folder in folders:  # grows as it is walked
            yield f"{folder}/", NO_SIGNS
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name in place.passed_over:
                        continue
                    if entry.is_symlink():
                        yield from _link(entry, place)
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield _file(entry)
    except OSError as error:
        raise DoubtError(str(error)) from error


def _file(entry: os.DirEntry[str]) -> tuple[str, Signs]:
    status = entry.stat(follow_symlinks=False)
    return (entry.path, signs_of(status)) if stat.S_ISREG(status.st_mode) else (f"{entry.path}?", NO_SIGNS)


def _link(entry: os.DirEntry[str], place: Place) -> Iterator[tuple[str, Signs]]:
    """Look at a link, and at the file to which it leads."""
    real = os.path.realpath(entry.path)
    yield f"{entry.path}?{real}", NO_SIGNS
    if os.path.isdir(real):  # noqa: PTH112 - strings throughout
        if not place.may_link:
            raise DoubtError(entry.path)
        yield f"{entry.path}?{real}/", NO_SIGNS
    elif os.path.isfile(real):  # noqa: PTH113 - strings throughout
        yield entry.path, signs_of(entry.stat())


def seal(data: bytes) -> bytes:
    """Hash what a file holds."""
    return blake2b(data, digest_size=SEAL_BYTES).digest()


def seal_files(seen: Footprints, at: int, former: Sealed | None = None) -> Sealed:
    """Hash what files hold; where a file looks as it did, and was settled then, its old hash is taken.

    Args:
        seen: What the files look like.
        at: When they were looked at, in nanoseconds since 1970, or earlier.
        former: What is known of them.

    Returns:
        `former` itself if all look as they did and were settled.

    Raises:
        DoubtError: a file cannot be read.
    """
    if former and not former.unsettled and former.seen == seen:
        return former
    known = _settled(former) if former else {}
    seals = [known.get((name, seen.of(place))) or _seal_of(name, seen, place) for place, name in enumerate(seen.names)]
    return Sealed(seen, b"".join(seals), unsettled(seen, at))


def unsettled(seen: Footprints, at: int) -> tuple[int, ...]:
    """Give the places of files that were touched so shortly before a moment that they may change again unseen."""
    times = zip(seen.signs[1::SIGNS], seen.signs[2::SIGNS], strict=True)
    return tuple(place for place, pair in enumerate(times) if max(pair) > at - TICK)


def just_written(seen: Footprints, at: int) -> tuple[int, ...]:
    """Give the places of our own files that were written so shortly before a moment that they may change unseen.

    Only the time of the content counts: a swap touches the inode of every file.
    """
    times = enumerate(seen.signs[1::SIGNS])
    return tuple(place for place, time in times if time > at - (FINE_TICK if time % SECOND else TICK))


def _settled(former: Sealed) -> dict[tuple[str, Signs], bytes]:
    unsure = frozenset(former.unsettled)
    return {
        (name, former.seen.of(place)): former.of(place)
        for place, name in enumerate(former.seen.names)
        if place not in unsure
    }


def _seal_of(name: str, seen: Footprints, place: int) -> bytes:
    if seen.of(place) == NO_SIGNS:
        return NO_SEAL
    try:
        return seal(read_ordinary(Path(name)))
    except OSError as error:
        raise DoubtError(name) from error


def is_same(one: Sealed, other: Sealed) -> bool:
    """Tell whether the same files hold the same, whatever they look like."""
    return one.seals == other.seals and one.seen.names == other.seen.names


def stand_as_left(left: Sealed, at: int) -> Sealed | None:
    """Tell whether files stand as they were left.

    Args:
        left: What they looked like, and hashes of those that were unsettled.
        at: The moment, in nanoseconds since 1970.

    Returns:
        What is now known of them; `left` itself when nothing new is; None when one was touched, or may have been.
    """
    try:
        seen = look_for(left.seen.names)
        if seen != left.seen or any(_seal_of(seen.names[n], seen, n) != left.of(n) for n in left.unsettled):
            return None
    except DoubtError:
        return None
    if not left.unsettled:
        return left
    late = frozenset(just_written(seen, at)) & frozenset(left.unsettled)
    return left if len(late) == len(left.unsettled) else Sealed(seen, left.seals, tuple(sorted(late)))


def seal_written(
    traces: Mapping[str, Trace], known: Mapping[str, Signs], seal_of: Callable[[str], bytes], at: int
) -> Sealed:
    """Take the footprints of files that were just published, with hashes of those that are unsettled.

    The hashes are of what was to be written, so that a file that somebody changed since then is found out.

    Args:
        traces: How each file was known that is to be looked at, by its absolute path.
        known: What the others looked like when they were compared, which a build has not touched since; of folders,
            with a slash at the end, `NO_SIGNS`. The next build finds out what somebody changed meanwhile.
        seal_of: Gives the hash of what a file was to hold, if its trace has none.
        at: The moment, in nanoseconds since 1970.

    Raises:
        DoubtError: one is not there, or not as it should be.
    """
    looked_at = look_for(tuple(sorted(traces)))
    found = {name: looked_at.of(place) for place, name in enumerate(looked_at.names)}
    for name, signs in found.items():
        if not _agrees(signs, traces[name]):
            raise DoubtError(name)
    names = tuple(sorted([*found, *known]))
    numbers = chain.from_iterable([known[name] if name in known else found[name] for name in names])
    seen = Footprints(names, array("Q", numbers))
    late = just_written(seen, at)
    seals = bytearray(SEAL_BYTES * len(names))
    for place in late:
        trace = traces.get(names[place])
        wanted = trace.seal if trace and trace.seal else seal_of(names[place])
        seals[SEAL_BYTES * place : SEAL_BYTES * place + SEAL_BYTES] = wanted
    return Sealed(seen, bytes(seals), late)


def _agrees(signs: Signs, trace: Trace) -> bool:
    """Tell whether a file has the size that it should have, and was not written since it was known."""
    return signs[0] == trace.size and trace.changed in {0, signs[1]}
