"""The tree that was replaced, kept for the next tree [I/O].

A site has almost as many folders as pages, and an edit changes hardly any of its files. To make and to remove a folder
costs far more than to link and to unlink a file, and 30,000 links cost more than to look at them. So the tree before
stays in the cache, with those of its files that are the very files of the site: a second name costs no space on the
disk. It is never trusted: what holds anything but folders and regular files like ours, or cannot be moved, is removed
and made anew, and a file is taken for one of the site only if it is the same inode.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.publish.disk import FOLDER_MODE, remove_tree
from generator.publish.swap import holds_mounts

SCAFFOLD = "folders"


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What stands of a tree that is to grow.

    Attributes:
        folders: Paths of its folders, below it.
        files: Paths of its files, and the inode of each.
        device: The file system on which all of it lies.
    """

    folders: frozenset[str] = frozenset()
    files: Mapping[str, int] = field(default_factory=dict)
    device: int = 0


def take_scaffold(kept: Path, staging: Path) -> Scaffold:
    """Let the tree that was kept become a new one.

    Args:
        kept: Where it is kept.
        staging: Where the new tree is to grow; nothing stands there.

    Returns:
        What stands there now; nothing, and no `staging`, when nothing was kept.
    """
    try:
        if holds_mounts(kept):
            return Scaffold()
        os.rename(kept, staging)  # noqa: PTH104 - a folder takes an open place, never that of a file
    except OSError:
        return Scaffold()
    found = _found(staging)
    if found is None:
        remove_tree(staging)
        return Scaffold()
    return found


def _found(top: Path) -> Scaffold | None:
    """List what a folder holds; None when there is anything that we would not keep there."""
    device = top.lstat().st_dev
    folders: list[str] = []
    files: dict[str, int] = {}
    waiting = [""]
    if not _is_our_folder(top.lstat(), device):
        return None
    for inside in waiting:  # grows as it is walked
        with os.scandir(f"{top}/{inside}") as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_file(follow_symlinks=False):
                    files[path] = entry.inode()  # the list of the folder tells it, so that no file is looked at
                elif _is_our_folder(entry.stat(follow_symlinks=False), device):
                    folders.append(path)
                    waiting.append(f"{path}/")
                else:
                    return None
    return Scaffold(frozenset(folders), files, device)


def _is_our_folder(status: os.stat_result, device: int) -> bool:
    is_own = sys.platform == "win32" or status.st_uid == os.geteuid()
    return is_own and status.st_dev == device and status.st_mode == stat.S_IFDIR | FOLDER_MODE


def keep_scaffold(tree: Path, kept: Path | None, shared: AbstractSet[str], rescue: Callable[[str], None]) -> bool:
    """Keep a tree for the next one; when that cannot be, it is removed.

    Args:
        tree: The tree that was replaced.
        kept: Where it is to be kept; None: nowhere.
        shared: Paths of its files that are files of the new tree too, by a second name; the others go.
        rescue: Told the path of each of the others before it goes; it may move it away.

    Returns:
        Whether it is kept.
    """
    is_bare = _thin(tree, shared, rescue)
    if kept and is_bare:
        with suppress(OSError):
            if kept.parent.lstat().st_dev == tree.lstat().st_dev:
                remove_tree(kept)
                os.rename(tree, kept)  # noqa: PTH104 - as above
                return True
    remove_tree(tree)
    return False


def _thin(tree: Path, shared: AbstractSet[str], rescue: Callable[[str], None]) -> bool:
    """Take out of a tree all that is neither shared nor a folder; tells whether all of it could be taken out."""
    is_bare = True
    waiting = [""]
    for inside in waiting:  # grows as it is walked
        with os.scandir(f"{tree}/{inside}") as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if path in shared:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                    continue
                rescue(path)
                try:
                    os.unlink(entry.path)  # noqa: PTH108 - a Path for each of 10,000 files costs more than the call
                except FileNotFoundError:
                    continue
                except OSError:
                    is_bare = False  # in a folder of others that nobody may write
    return is_bare
