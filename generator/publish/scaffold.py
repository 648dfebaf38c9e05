"""The empty folders of the tree that was replaced, kept for the next tree [I/O].

A site has almost as many folders as pages, and an edit changes hardly any. To make and to remove a folder costs far
more than to link and to unlink a file: on ext4 with `discard` 2,600 folders took 6 of the 9 seconds of a publication.
The folders are kept in the cache. They are never trusted: one that holds anything but folders like ours, or cannot be
moved, is removed, and new ones are made.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from generator.publish.disk import FOLDER_MODE, remove_tree

SCAFFOLD = "folders"


def take_scaffold(kept: Path, staging: Path) -> frozenset[str]:
    """Let the folders that were kept become those of a new tree.

    Args:
        kept: Where they are kept.
        staging: Where the new tree is to grow; nothing stands there.

    Returns:
        Paths of the folders that stand there now, below it; none, and no `staging`, when none were kept.
    """
    try:
        os.rename(kept, staging)  # noqa: PTH104 - a folder takes an open place, never that of a file
    except OSError:
        return frozenset()
    found = _bare_folders(staging)
    if found is None:
        remove_tree(staging)
        return frozenset()
    return frozenset(found)


def _bare_folders(top: Path) -> list[str] | None:
    """List the folders below a folder; None when there is anything else, or one that is not like those we make."""
    device = top.lstat().st_dev
    found: list[str] = []
    waiting = [""]
    if not _is_ours(top.lstat(), device):
        return None
    for inside in waiting:  # grows as it is walked
        with os.scandir(f"{top}/{inside}") as entries:
            for entry in entries:
                if not _is_ours(entry.stat(follow_symlinks=False), device):
                    return None
                found.append(f"{inside}{entry.name}")
                waiting.append(f"{inside}{entry.name}/")
    return found


def _is_ours(status: os.stat_result, device: int) -> bool:
    is_own = sys.platform == "win32" or status.st_uid == os.geteuid()
    return is_own and status.st_dev == device and status.st_mode == stat.S_IFDIR | FOLDER_MODE


def keep_scaffold(tree: Path, kept: Path) -> None:
    """Take the files out of a tree and keep its folders; what cannot be kept is removed."""
    with suppress(OSError):
        if kept.parent.lstat().st_dev == tree.lstat().st_dev:
            remove_tree(kept)
            _empty(tree)
            os.rename(tree, kept)  # noqa: PTH104 - as above
            return
    remove_tree(tree)


def _empty(tree: Path) -> None:
    """Take all that is no folder out of a tree.

    Raises:
        OSError: a folder cannot be written.
    """
    folders = [str(tree)]
    for folder in folders:  # grows as it is walked
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)  # noqa: PTH108 - a Path for each of 10,000 files costs more than the call
