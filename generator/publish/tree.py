"""The rendered site takes the place of the old one, whole or not at all [I/O].

The new tree grows beside the output: unchanged files and the files of others as hard links, the rest written
anew. One exchange of names puts it in place. At every instant the output is the old site or the new one; what
a killed build leaves beside it, the next one removes.

    .site.digest-staging/   new tree  --+  exchange  +--> old tree, removed
    site/                   old tree  --+            +--> new tree

Two limits, by choice: what others do to their files in the output while a build is killed between exchange and
removal is lost, and where the output cannot be moved (a mount point) only each file is old or new, not all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from generator.model import OutputFile, Publication, Trace
from generator.publish.disk import (
    carry,
    flush,
    flush_folder,
    keep_stat,
    make_folder,
    new_folder,
    remove_tree,
    write_file,
)
from generator.publish.failures import named_failures
from generator.publish.footprints import seal, signs_of
from generator.publish.in_place import sync_in_place
from generator.publish.left import NOTHING_LEFT, Left
from generator.publish.lock import OutputLock
from generator.publish.manifest import INCOMING, MANIFEST
from generator.publish.plan import Plan, check_paths, draw_plan, folders_of, folders_over, survey
from generator.publish.scaffold import SCAFFOLD, Scaffold, keep_scaffold, take_scaffold
from generator.publish.swap import NOT_MOVABLE, holds_mounts, previous_beside, staging_beside, swap_in


def publish(
    files: Sequence[OutputFile], held: OutputLock, left: Left = NOTHING_LEFT, cache: Path | None = None
) -> Publication:
    """Make an output folder hold exactly a site, and the files of others that it held before.

    What stands already is not written again; when all of it does, nothing is touched. Files that an earlier
    build wrote (its manifest says which) and this one does not are deleted. A file of others that has just the
    bytes of ours is ours from now on.

    Args:
        files: The whole site, in any order.
        held: The right to write the folder, from `hold_output`.
        left: What is known of the files in the folder.
        cache: Where the old tree is kept for the next one; it is removed when this is None.

    Returns:
        How many files were written, unchanged and deleted; the manifest is not counted.

    Raises:
        PublishError: the disk refuses, or a file of others stands where one of ours must. The old site stands.
        ValueError: the paths contradict each other (see `check_paths`).
    """
    check_paths(files)
    output = held.folder
    with named_failures(output):
        for litter in (staging_beside(output), previous_beside(output), output / INCOMING):
            remove_tree(litter)
        standing = survey(output)
        plan = draw_plan(files, output, standing, left)
        is_movable = standing.is_one_disk and not holds_mounts(output)
        traces = {MANIFEST: Trace(len(plan.manifest), seal=seal(plan.manifest))}
        touched = _replace(plan, held, traces, cache) if is_movable and not plan.is_done else None
        if touched is None and not plan.is_done:
            sync_in_place(plan, output, traces)
    signs = {}
    for path, status in plan.unchanged.items():
        if touched and path in touched:
            traces[path] = Trace(status.st_size, status.st_mtime_ns)
        else:
            signs[path] = signs_of(status)
    return Publication(len(plan.changed), len(plan.unchanged), len(plan.deleted), traces, signs)


def _replace(plan: Plan, held: OutputLock, traces: dict[str, Trace], cache: Path | None) -> AbstractSet[str] | None:
    """Stage the new tree and swap it in; the traces of what is written are added to `traces`.

    Returns:
        Paths of the unchanged files that got or lost a name, or are copies now; None when the output cannot be
        moved, and nothing was done.
    """
    output, staging = held.folder, staging_beside(held.folder)
    kept = cache / SCAFFOLD if cache else None
    try:
        scaffold = _begun(staging, kept)
        if scaffold is None:
            return None
        standing = _cleared(plan, staging, scaffold)
        written, linked = _stage(plan, output, staging, standing)
        held.extend_to(staging)
        old = swap_in(staging, output)
        if old is None:
            return None
        traces |= written
        flush_folder(output.parent)
        is_kept = keep_scaffold(old, kept, standing | linked, _late_changes(plan, old, output))
        return plan.unchanged.keys() - standing if is_kept else plan.unchanged.keys()
    finally:
        _clear(staging)


def _begun(staging: Path, kept: Path | None) -> Scaffold | None:
    """Begin a new tree; gives what stands in it already, or None where none can stand beside the output."""
    try:
        scaffold = take_scaffold(kept, staging) if kept else Scaffold()
        make_folder(staging)
    except OSError as error:
        if error.errno in NOT_MOVABLE:
            return None
        raise
    return scaffold


def _clear(staging: Path) -> None:
    """Take away what is left of a tree, also when the build is told to stop while it does so."""
    try:
        with suppress(OSError):
            remove_tree(staging)
    except BaseException:
        with suppress(OSError):
            remove_tree(staging)
        raise


def _stage(
    plan: Plan, output: Path, staging: Path, standing: AbstractSet[str]
) -> tuple[dict[str, Trace], frozenset[str]]:
    """Make the new tree, of which some files stand, and bring it to the disk.

    Returns:
        The traces of the files that are written, and the paths of those that got a second name.
    """
    traces = {}
    for file in plan.changed:
        data = file.data
        write_file(f"{staging}/{file.path}", data)
        traces[file.path] = Trace(len(data), seal=seal(data))
    waiting = [path for path in plan.unchanged if path not in standing]
    linked = frozenset(path for path in waiting if carry(f"{output}/{path}", f"{staging}/{path}"))
    for path in plan.foreign:
        carry(f"{output}/{path}", f"{staging}/{path}")
    write_file(f"{staging}/{MANIFEST}", plan.manifest)
    for folder in sorted(plan.foreign_folders.keys() - folders_over(plan.ours), reverse=True):
        keep_stat(f"{staging}/{folder}", plan.foreign_folders[folder])
    flush(staging, [f"{staging}/{path}" for path in [MANIFEST, *(file.path for file in plan.changed)]])
    return traces, linked


def _cleared(plan: Plan, staging: Path, scaffold: Scaffold) -> frozenset[str]:
    """Take out of a tree what is not of the new one, and make its folders; gives the paths of the files that stay."""
    wanted = folders_of(plan)
    # Where a walk through a folder tells no inodes (Windows), no two files are known to be one.
    device = scaffold.device
    same = {path: s.st_ino for path, s in plan.unchanged.items() if s.st_ino and s.st_dev == device}
    standing = frozenset(path for path, inode in scaffold.files.items() if same.get(path) == inode)
    for path in scaffold.files.keys() - standing:
        os.unlink(f"{staging}/{path}")  # noqa: PTH108 - a Path for each of 10,000 files costs more than the call
    for folder in sorted(scaffold.folders.difference(wanted), reverse=True):
        os.rmdir(f"{staging}/{folder}")  # noqa: PTH106 - as above
    for folder in wanted:
        if folder not in scaffold.folders:
            new_folder(f"{staging}/{folder}")
    return standing


def _late_changes(plan: Plan, old: Path, output: Path) -> Callable[[str], None]:
    """Bring over what others wrote into the old tree while the new one was staged, path by path."""
    known = {path: _signature(status) for path, status in plan.foreign.items()}
    ours = plan.listed | {*plan.ours, MANIFEST}

    def bring(path: str) -> None:
        if path not in ours and known.get(path) != _signature(os.lstat(old / path)):
            make_folder((output / path).parent)
            os.replace(old / path, output / path)  # noqa: PTH105 - reads beside `lstat`

    return bring


def _signature(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size
