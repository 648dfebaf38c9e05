"""The few things that publishing does to a disk [I/O].

Modes do not depend on the umask: a web server must be able to read what was built under umask 077.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755
OWNER_ALL = 0o700
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> None:
    """Make a folder that everybody may read, and those above it; one that stands is left as it is."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    with suppress(FileExistsError):
        new_folder(str(folder))


def new_folder(path: str) -> None:
    """Make a folder that everybody may read, in one that stands."""
    os.mkdir(path)  # noqa: PTH102 - a Path for each of 10,000 folders costs more than the call
    os.chmod(path, FOLDER_MODE)  # noqa: PTH101 - as above


def write_file(path: str, data: bytes) -> None:
    """Write a new file that everybody may read; never through a link, never over another file."""
    descriptor = os.open(path, NEW_FILE, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    os.chmod(path, FILE_MODE)  # noqa: PTH101 - as above


def replace_file(file: Path, data: bytes) -> None:
    """Put a new file in the place of one that stands, in one step, with its mode.

    Raises:
        OSError: the folder cannot be written; the old file stands.
    """
    incoming = file.with_name(f".{file.name}.digest")
    remove_tree(incoming)
    try:
        write_file(str(incoming), data)
        if file.exists():
            incoming.chmod(stat.S_IMODE(file.stat().st_mode))
        _sync(str(incoming), os.O_RDWR)
        incoming.replace(file)
    except BaseException:
        with suppress(OSError):
            incoming.unlink(missing_ok=True)
        raise
    flush_folder(file.parent)


def carry(old: str, new: str) -> bool:
    """Let a file, link or special file stand at a second place, as it is: as a hard link, else as a copy.

    Returns:
        Whether both are one file now.

    Raises:
        FileExistsError: something stands at `new`.
        OSError: neither was possible.
    """
    try:
        os.link(old, new, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # Other file system, too many links, links unknown here, or the kernel protects a stranger's file.
        shutil.copy2(old, new, follow_symlinks=False)
        _keep_owner(new, os.lstat(old))
        return False
    return True


def keep_stat(folder: str, status: os.stat_result) -> None:
    """Give a re-made folder the owner, mode and times of the one that it stands for."""
    _keep_owner(folder, status)
    Path(folder).chmod(stat.S_IMODE(status.st_mode))
    os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))


def _keep_owner(path: str, status: os.stat_result) -> None:
    """Give a file the owner of another where we may: only root may."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(path, status.st_uid, status.st_gid, follow_symlinks=False)


def remove_tree(path: Path) -> None:
    """Remove a folder with all that it holds, or a file, or a link (not its target); nothing there is no error."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode):
        path.unlink()
        return
    folders = [str(path)]
    for folder in folders:  # grows as it is walked; a recursive walk would end at Python's limit
        if os.lstat(folder).st_mode & OWNER_ALL != OWNER_ALL:
            Path(folder).chmod(OWNER_ALL)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    os.unlink(entry.path)  # noqa: PTH108 - a Path for each of 10,000 files costs more than the call
    for folder in reversed(folders):
        os.rmdir(folder)  # noqa: PTH106 - as above


def flush(folder: Path, written: Iterable[str]) -> None:
    """Bring what was written in a tree to the disk, so that power loss after a swap finds whole files.

    Linux has one call for a whole file system, `syncfs` (it tells of write errors since Linux 5.8): 0.2 s after
    10,000 pages, where an fsync for each took 9 s, and it covers the new folders and links too. Elsewhere each
    written file is synced.

    Args:
        folder: A folder of the file system to flush.
        written: Paths of the files that were written.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None, use_errno=True), "syncfs"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(descriptor):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        finally:
            os.close(descriptor)
        return
    for path in written:
        _sync(path, os.O_RDWR)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; a system that cannot do so for folders goes without."""
    with suppress(OSError):
        _sync(str(folder), os.O_RDONLY)


def _sync(path: str, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
