"""What the last build left in an output folder, known without reading it: which marks its files had [I/O].

A file that has the mark that is wanted, and looks as it was left, holds the bytes that are wanted. So bytes that stand
already are neither made nor read nor compared. Where anything is in doubt nothing is known, and bytes are compared.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.model import OutputFile
from generator.publish.footprints import SIGNS, Signs, seal, signs_of
from generator.publish.manifest import MANIFEST
from generator.publish.record import MARK_BYTES, Record


@dataclass(frozen=True, slots=True)
class Left:
    """What is known of the files in an output folder.

    Attributes:
        marks: Their marks, by path below the folder; only of those that have one.
        signs: What all files looked like.
        seals: Hashes of those that may have been written to since then, unseen.
    """

    marks: Mapping[str, bytes]
    signs: Mapping[str, Signs]
    seals: Mapping[str, bytes]

    def stands(self, file: OutputFile, output: Path, status: os.stat_result) -> bool:
        """Tell whether a file is known to stand as it is wanted.

        Args:
            file: What is wanted.
            output: The folder.
            status: What stands at its path.
        """
        if not file.mark or self.marks.get(file.path) != file.mark or self.signs[file.path] != signs_of(status):
            return False
        wanted = self.seals.get(file.path)
        try:
            return wanted is None or seal((output / file.path).read_bytes()) == wanted
        except OSError:
            return False


NOTHING_LEFT = Left(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def left_by(record: Record | None, output: Path) -> Left:
    """Gather what a record knows of an output folder.

    Args:
        record: Of the last build.
        output: The folder, links followed.

    Returns:
        Nothing when the folder was emptied or replaced: its list of files is not the one that was left.
    """
    if record is None:
        return NOTHING_LEFT
    top, seen = f"{output}/", record.outputs.seen
    # Names are sorted, so that those below one folder stand together; "0" is what follows the slash.
    first, end = (bisect_left(seen.names, name) for name in (top, f"{output}0"))
    places = {name[len(top) :]: at for at, name in enumerate(seen.names[first:end], first)}
    try:
        is_there = signs_of((output / MANIFEST).lstat()) == seen.of(places[MANIFEST])
    except (OSError, KeyError):
        is_there = False
    if not is_there:
        return NOTHING_LEFT
    none, marks = bytes(MARK_BYTES), record.marks
    marked = {path: marks[MARK_BYTES * at : MARK_BYTES * at + MARK_BYTES] for path, at in places.items()}
    marked = {path: mark for path, mark in marked.items() if mark != none}
    numbers = iter(seen.signs[SIGNS * first : SIGNS * end])
    signs = dict(zip(places, zip(numbers, numbers, numbers, numbers, strict=True), strict=True))
    unsure = frozenset(record.outputs.unsettled)
    return Left(marked, signs, {path: record.outputs.of(places[path]) for path in marked if places[path] in unsure})
