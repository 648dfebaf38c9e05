"""Whether a build is needed at all: what the last one stood on and left, compared with what is there now.

A build is a function of the files that it reads, of the program, of what it was asked for, and of the time. When all
of these are as they were, and the published files stand as they were left, another build would change nothing, and
what the last one told is told again. Any doubt leads to a whole build.
"""

from __future__ import annotations

import dataclasses
import os
import sys
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.assembly.selection import Span
from generator.memory import memory_key
from generator.model import OutputFile, Publication, Trace
from generator.orders import Folders, Report
from generator.permanence import LEDGER
from generator.publish.destination import check_output
from generator.publish.footprints import (
    NO_SIGNS,
    DoubtError,
    Place,
    Sealed,
    is_same,
    look_at,
    seal,
    seal_files,
    seal_written,
    stand_as_left,
)
from generator.publish.lock import hold_output
from generator.publish.manifest import INCOMING
from generator.publish.record import MARK_BYTES, Record, read_record, write_record
from generator.publish.swap import previous_beside, staging_beside

NOT_READ = frozenset({".git", ".hg", ".svn", LEDGER})
"""Names in the content folder of what no build reads, and the ledger, which a build leaves like its other files."""
COMPILED = frozenset({"__pycache__"})
PACKAGES = (".dist-info", ".egg-info")
"""Ends of the names of folders that say which library is installed, and in which version."""
NO_MARK = bytes(MARK_BYTES)
Clock = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Footing:
    """What a build stands on, looked at before anything is read.

    What changes while the build runs does not look later as it did now, so that the next build sees it.

    Attributes:
        key: Hash of all that is no file of the site: program, libraries, places, wishes.
        inputs: The files of the site.
        last: The record of the last build.
        clock: Tells nanoseconds since 1970.
    """

    key: str
    inputs: Sealed
    last: Record | None
    clock: Clock


def program_print() -> str:
    """Name the program and its libraries as they are installed; to be asked before they are loaded.

    A library is known by the name of the folder that says its version, and by when that was written.

    Raises:
        DoubtError: the program does not lie in a folder.
    """
    own = look_at([Place(Path(__file__).parent, COMPILED)])
    system = (sys.version, sys.platform, sys.byteorder, *sys.path)
    return memory_key("program/1", "\0".join(own.names), own.signs.tobytes(), *system, *_libraries())


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                found = [(e.name, e.stat()) for e in entries if e.name.endswith(PACKAGES)]
        except OSError:
            continue
        yield from sorted(f"{name} {status.st_mtime_ns} {status.st_ino}" for name, status in found)


def footing_of(folders: Folders, wishes: Sequence[str], program: str, clock: Clock) -> Footing | None:
    """Look at all that a build will depend on, but for the time.

    Args:
        folders: Where things are.
        wishes: What else was asked for.
        program: From `program_print`.
        clock: Tells nanoseconds since 1970.

    Returns:
        None when it cannot be told from looking at it.
    """
    at = clock()
    cache = Path(os.path.realpath(folders.cache))
    if any(cache.is_relative_to(os.path.realpath(place)) for place in folders.inputs):
        return None  # the memory would be taken for content
    last = read_record(folders.cache)
    try:
        inputs = seal_files(look_at(_places(folders)), at, last.inputs if last else None)
    except DoubtError:
        return None
    places = (folders.content, *folders.templates, folders.output, folders.cache, Path())
    shown = (folders.shown_content, str(folders.output), str(folders.site_file), _user())
    key = memory_key("footing/1", program, *(os.path.realpath(place) for place in places), *shown, *wishes)
    return Footing(key, inputs, last, clock)


def _places(folders: Folders) -> Iterator[Place]:
    yield Place(folders.content, NOT_READ, may_link=True)
    for folder in folders.templates:
        yield Place(folder)
    if folders.site_file:
        yield Place(folders.site_file)


def _user() -> str:
    """Name the user: what one may read another may not."""
    return "" if sys.platform == "win32" else str(os.geteuid())


def last_report(footing: Footing, folders: Folders, moment: Callable[[str], datetime]) -> Report | None:
    """Tell again what the last build told, if another one would change nothing.

    Args:
        footing: What the build stands on now.
        folders: Where things are.
        moment: Gives the moment of the build, in a zone if none was named.

    Returns:
        None when a build is needed.

    Raises:
        UsageError: as `build` does.
        PublishError: another build is running.
    """
    last = footing.last
    if last is None or last.key != footing.key or not is_same(last.inputs, footing.inputs):
        return None
    zone, rules = last.zone
    span = _span(last)
    if span is None or rules != _rules(zone) or moment(zone) not in span or not folders.output.is_dir():
        return None
    check_place(folders)
    with hold_output(folders.output) as held:
        outputs = None if _has_litter(held.folder) else stand_as_left(last.outputs, footing.clock())
        if outputs is None:
            return None
        if footing.inputs is not last.inputs or outputs is not last.outputs:
            write_record(folders.cache, dataclasses.replace(last, inputs=footing.inputs, outputs=outputs))
    articles, tags, pages, files = last.counts
    return Report(articles, tags, pages, Publication(0, files, 0), last.warnings, last.notices)


def check_place(folders: Folders) -> None:
    """Refuse an output folder that could hurt what the build reads.

    Raises:
        UsageError: with the cure.
    """
    is_served = folders.output.is_relative_to(folders.cache) and folders.output != folders.cache
    check_output(folders.output, folders.inputs if is_served else (*folders.inputs, folders.cache))


def keep_report(
    footing: Footing,
    folders: Folders,
    report: Report,
    files: Sequence[OutputFile],
    ledger: bytes,
    span: Span,
    zone: str,
) -> None:
    """Keep what a build stood on and left, for the next one; to be called while the output is held.

    Args:
        footing: From before the build.
        folders: Where things are.
        report: What is told again.
        files: The site.
        ledger: What the ledger holds.
        span: The time in which the site stays as it is.
        zone: Name of the zone of the site.
    """
    output = os.path.realpath(folders.output)
    there = {f"{output}/{file.path}": file for file in files}
    traces = {f"{output}/{path}": trace for path, trace in report.publication.traces.items()}
    traces[os.path.realpath(folders.content / LEDGER)] = Trace(len(ledger), seal=seal(ledger))
    signs = report.publication.signs
    known = {name: signs[file.path] for name, file in there.items() if file.path in signs}
    parents = {name.rpartition("/")[0] for name in there} | {output}
    while above := {name.rpartition("/")[0] for name in parents if name != output} - parents:
        parents |= above
    known |= {f"{parent}/": NO_SIGNS for parent in parents}
    try:
        outputs = seal_written(traces, known, lambda name: seal(there[name].data), footing.clock())
    except DoubtError:
        return
    marks = {name: file.mark for name, file in there.items() if file.mark}
    counts = report.articles, report.tags, report.pages, len(files)
    moments = tuple(moment.isoformat() if moment else "" for moment in (span.after, span.at, span.before))
    low, at, high = moments
    record = Record(
        footing.key,
        (low, at, high),
        (zone, _rules(zone)),
        counts,
        report.warnings,
        report.notices,
        footing.inputs,
        outputs,
        b"".join([marks.get(name, NO_MARK) for name in outputs.seen.names]),
    )
    write_record(folders.cache, record)


def _span(record: Record) -> Span | None:
    try:
        low, at, high = (datetime.fromisoformat(text) if text else None for text in record.span)
    except ValueError:
        return None
    return Span(low, at, high) if at and at.tzinfo else None


def _rules(zone: str) -> str:
    """Name the rules of a time zone, as the system has them; those of the tzdata library go with its version."""
    found = []
    for folder in zoneinfo.TZPATH:
        try:
            status = (Path(folder) / zone).stat()
        except OSError:
            continue
        found.append(f"{folder} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(found)


def _has_litter(output: Path) -> bool:
    """Tell whether a killed build left something that the next one takes away."""
    return any(os.path.lexists(place) for place in (staging_beside(output), previous_beside(output), output / INCOMING))
