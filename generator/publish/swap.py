"""One folder takes the place of another in one step [I/O].

Linux has renameat2 with RENAME_EXCHANGE (since 3.15, man 2 rename), macOS renamex_np with RENAME_SWAP (since
10.12, man 2 rename). Where neither works two renames do; a build that is killed between them leaves the old
folder under a name that the next build knows and puts back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100  # <fcntl.h>: a relative path starts from the working directory
RENAME_EXCHANGE = 2  # Linux, <linux/fs.h>
RENAME_SWAP = 2  # macOS, <sys/stdio.h>
NOT_KNOWN_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
# Mount points, layers of a container image, folders that belong to others.
NOT_MOVABLE = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS}


def staging_beside(output: Path) -> Path:
    """Name the folder where the new site grows, beside the old one."""
    return output.with_name(f".{output.name}.digest-staging")


def previous_beside(output: Path) -> Path:
    """Name the folder where the old site stands between two renames."""
    return output.with_name(f".{output.name}.digest-previous")


def swap_in(staging: Path, output: Path) -> Path | None:
    """Put the staged folder in the place of the output.

    Returns:
        Where the old output now stands; None when the output cannot be moved, and nothing was done.

    Raises:
        OSError: any other failure; the old output stands.
    """
    previous = previous_beside(output)
    try:
        if exchange(staging, output):
            return staging
        output.rename(previous)
    except OSError as error:
        if error.errno in NOT_MOVABLE:
            return None
        raise
    try:
        staging.rename(output)
    except BaseException:
        previous.rename(output)
        raise
    return previous


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step.

    Returns:
        False when the system or the file system does not know how.
    """
    if sys.platform == "linux":
        rename, arguments = "renameat2", (AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    elif sys.platform == "darwin":
        rename, arguments = "renamex_np", (os.fsencode(one), os.fsencode(other), RENAME_SWAP)
    else:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, rename):
        return False
    if libc[rename](*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in NOT_KNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def holds_mounts(folder: Path) -> bool:
    """Tell whether a folder is a mount point or has one below it, so that its old tree must never be removed."""
    if os.path.ismount(folder):
        return True
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return False
    # Field 5 is the mount point; spaces and such are written as octal numbers (man 5 proc_pid_mountinfo).
    points = (line.split(b" ")[4].decode("unicode_escape").encode("latin-1") for line in lines)
    below = os.fsencode(folder) + b"/"
    return any((point + b"/").startswith(below) for point in points)
