"""The site is put in place file by file, where the output folder cannot be swapped [I/O].

A mount point, a layer of a container image or a folder below a stranger's cannot be moved. There every new file
is first written beside its place, so that a full disk is met before anything changes; then each takes its place
by a rename, in an order in which a page never leads to what is not there yet: files that pages need, pages from
the deepest up to the home page, feeds; what is gone from the site goes last. Meanwhile the manifest lists old and
new files, so that the build after a killed one knows both as ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.model import Trace
from generator.publish.disk import flush, make_folder, remove_tree, write_file
from generator.publish.footprints import seal
from generator.publish.manifest import INCOMING, MANIFEST, manifest_bytes
from generator.publish.plan import Plan, folders_above

RANK_OF_SUFFIX = {".html": 1, ".xml": 2}  # everything else comes before


def sync_in_place(plan: Plan, output: Path, traces: dict[str, Trace]) -> None:
    """Make the output what the plan says, by one rename for each changed file; their traces are added to `traces`."""
    incoming = output / INCOMING
    make_folder(incoming)
    try:
        traces |= _write_incoming(plan, incoming)
        (incoming / "both").replace(output / MANIFEST)
        in_the_way = _in_the_way(plan)
        _delete(sorted(in_the_way), output)
        _place(plan, output, incoming)
        _delete([path for path in plan.deleted if path not in in_the_way], output)
        (incoming / "manifest").replace(output / MANIFEST)
    finally:
        with suppress(OSError):
            remove_tree(incoming)


def _write_incoming(plan: Plan, incoming: Path) -> dict[str, Trace]:
    """Write all new files into the waiting room, each under its number."""
    traces = {}
    for number, file in enumerate(plan.changed):
        data = file.data
        write_file(str(incoming / str(number)), data)
        traces[file.path] = Trace(len(data), seal=seal(data))
    lists = {"both": manifest_bytes({*plan.ours, *plan.listed}), "manifest": plan.manifest}
    for name, data in lists.items():
        write_file(str(incoming / name), data)
    flush(incoming, [str(incoming / name) for name in [*lists, *map(str, range(len(plan.changed)))]])
    return traces


def _in_the_way(plan: Plan) -> set[str]:
    """Find what must go first: a file where a folder will be, files in a folder where a file will be."""
    new = {file.path for file in plan.changed}
    above = {folder for path in new for folder in folders_above(path)}
    return {path for path in plan.deleted if path in above or new & {*folders_above(path)}}


def _place(plan: Plan, output: Path, incoming: Path) -> None:
    """Let every new file take its place."""
    numbered = [(file.path, str(number)) for number, file in enumerate(plan.changed)]
    for path, number in sorted(numbered, key=lambda pair: _turn(pair[0])):
        target = output / path
        make_folder(target.parent)
        if target.is_dir():
            target.rmdir()  # left empty by an editor; the plan has made sure that it is no stranger's
        (incoming / number).replace(target)


def _turn(path: str) -> tuple[int, int, str]:
    """Order files by when they may appear.

    >>> sorted(["index.html", "a/b.html", "feed.xml", "z.css"], key=_turn)
    ['z.css', 'a/b.html', 'index.html', 'feed.xml']
    """
    return RANK_OF_SUFFIX.get(Path(path).suffix, 0), -path.count("/"), path


def _delete(paths: Iterable[str], output: Path) -> None:
    """Delete files, and the folders that they leave empty."""
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(output / path)  # noqa: PTH108 - reads beside rmdir
        for folder in reversed(folders_above(path)):
            try:
                os.rmdir(output / folder)  # noqa: PTH106 - fails when others still need it
            except OSError:
                break
