"""What is to be done to an output folder, before anything is done: what is new, what stays, whose is what [I/O]."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.errors import PublishError
from generator.model import OutputFile
from generator.publish.left import NOTHING_LEFT, Left
from generator.publish.manifest import INCOMING, MANIFEST, are_plain, is_plain, manifest_bytes, read_manifest

READABLE = 0o444
SHOWN = 5  # conflicts named in one message


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a folder: everything below it by path, with forward slashes.

    Attributes:
        files: Regular files, links and special files; links are not followed.
        folders: Folders, without the folder itself.
        is_one_disk: Whether all of it lies on one file system.
    """

    files: Mapping[str, os.stat_result]
    folders: Mapping[str, os.stat_result]
    is_one_disk: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """How the new tree is made of the old one.

    Attributes:
        changed: Files to write.
        unchanged: Our files that stand already with the right bytes, and what they look like.
        deleted: Paths that an earlier build of ours wrote and this one does not, in order.
        foreign: Files and links that others put there.
        foreign_folders: Folders that others made, and what they looked like.
        manifest: The new manifest.
        listed: What the old manifest lists.
        is_done: Whether all of it stands already.
    """

    changed: tuple[OutputFile, ...]
    unchanged: Mapping[str, os.stat_result]
    deleted: tuple[str, ...]
    foreign: Mapping[str, os.stat_result]
    foreign_folders: Mapping[str, os.stat_result]
    manifest: bytes
    listed: frozenset[str]
    is_done: bool

    @property
    def ours(self) -> list[str]:
        """Give every path of the new site."""
        return [*(file.path for file in self.changed), *self.unchanged]


def folders_above(path: str) -> list[str]:
    """Name the folders of a path, the outermost first.

    >>> folders_above("tags/otan/index.html")
    ['tags', 'tags/otan']
    """
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def folders_over(paths: Iterable[str]) -> set[str]:
    """Name the folders of all paths.

    >>> sorted(folders_over(["tags/otan/index.html", "tags/a.css", "b.css"]))
    ['tags', 'tags/otan']
    """
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def check_paths(files: Sequence[OutputFile]) -> None:
    """Check that a site can stand on any file system; assembly has seen to it, so a defect is a bug of ours.

    Raises:
        ValueError: a path leaves the folder or is reserved, or two differ only by case or Unicode form, or a
            file stands where another needs a folder.
    """
    paths = [file.path for file in files]
    if not are_plain(paths) or not {MANIFEST, INCOMING}.isdisjoint([path.partition("/")[0] for path in paths]):
        wrong = next(path for path in paths if not is_plain(path) or path.split("/")[0] in {MANIFEST, INCOMING})
        raise ValueError(f"not a path that can be published: {wrong!r}")
    seen: dict[str, str] = {}
    for path in paths:
        key = _folded(path)
        if key in seen:
            raise ValueError(f"one file would overwrite the other: {seen[key]!r}, {path!r}")
        seen[key] = path
    for folder in sorted(folders_over(seen) & seen.keys()):
        inside = next(path for key, path in seen.items() if key.startswith(f"{folder}/"))
        raise ValueError(f"a file stands where a folder is needed: {seen[folder]!r}, {inside!r}")


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def survey(folder: Path) -> Standing:
    """Look at everything below a folder; our manifest and our waiting room are not part of it."""
    files: dict[str, os.stat_result] = {}
    folders: dict[str, os.stat_result] = {}
    disk, is_one_disk = folder.stat().st_dev, True
    waiting = [""]
    for inside in waiting:  # grows as it is walked
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                path, status = f"{inside}{entry.name}", entry.stat(follow_symlinks=False)
                is_one_disk = is_one_disk and status.st_dev == disk
                if stat.S_ISDIR(status.st_mode):
                    if path != INCOMING:
                        folders[path] = status
                        waiting.append(f"{path}/")
                elif path != MANIFEST or not stat.S_ISREG(status.st_mode):
                    files[path] = status
    return Standing(files, folders, is_one_disk)


def draw_plan(files: Sequence[OutputFile], output: Path, standing: Standing, left: Left = NOTHING_LEFT) -> Plan:
    """Compare the site that shall be with what stands.

    Args:
        files: The site that shall be.
        output: The folder.
        standing: What stands there.
        left: What is known of it; the bytes of all else that may be unchanged are read and compared.

    Raises:
        PublishError: files of others stand where we must write.
    """
    listed = read_manifest(output)
    new = sorted(files, key=lambda file: file.path)
    paths = {file.path for file in new}
    unchanged = {file.path for file in new if _stands(file, output, standing, left)}
    regular = {path for path, status in standing.files.items() if stat.S_ISREG(status.st_mode)}
    ours = (listed & regular) | unchanged
    foreign = {path: status for path, status in standing.files.items() if path not in ours}
    folders = _foreign_folders(standing, listed, foreign)
    _refuse_conflicts(paths - unchanged, foreign, folders)
    manifest = manifest_bytes(paths)
    deleted = tuple(sorted(ours - paths))
    done = len(unchanged) == len(new) and not deleted and _holds(output / MANIFEST, manifest)
    changed = tuple(file for file in new if file.path not in unchanged)
    same = {path: standing.files[path] for path in sorted(unchanged)}
    return Plan(changed, same, deleted, foreign, folders, manifest, listed, done)


def _stands(file: OutputFile, output: Path, standing: Standing, left: Left) -> bool:
    """Tell whether a file stands already: a regular one that a web server may read, with the same bytes."""
    status = standing.files.get(file.path)
    # Not compared with 0644: a git checkout makes 0664 of it, and some file systems have one mode for all.
    if status is None or not stat.S_ISREG(status.st_mode) or status.st_mode & READABLE != READABLE:
        return False
    return left.stands(file, output, status) or _has(file.data, output / file.path, status)


def _has(data: bytes, file: Path, status: os.stat_result) -> bool:
    return status.st_size == len(data) and _holds(file, data)


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _foreign_folders(standing: Standing, listed: Iterable[str], foreign: Iterable[str]) -> dict[str, os.stat_result]:
    """Find the folders to keep: those with files of others, and empty ones that we did not make."""
    made_by_us = folders_over(listed)
    needed = folders_over([*foreign, *(path for path in standing.folders if path not in made_by_us)])
    return {p: status for p, status in standing.folders.items() if p not in made_by_us or p in needed}


def _refuse_conflicts(paths: Iterable[str], foreign: Iterable[str], folders: Iterable[str]) -> None:
    """Refuse to write where others have put something."""
    taken = {*foreign}
    standing = {place for path in paths for place in [*folders_above(path), path] if place in taken}
    blocked = standing | ({*paths, MANIFEST} & {*folders}) | ({MANIFEST} & taken)
    if blocked:
        names = sorted(blocked)
        shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
        raise PublishError(
            f"the output folder has files that no build of ours wrote, where the site has its own: {shown}\n"
            "    Move them away, or name another folder with `--output`."
        )


def folders_of(plan: Plan) -> list[str]:
    """Name every folder of the new tree, each after those above it."""
    return sorted(folders_over(plan.ours) | plan.foreign_folders.keys())
