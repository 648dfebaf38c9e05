"""Ordinary files, the only ones that are read [I/O].

A pipe never ends, nor does a device such as /dev/zero; and what was a file when the folder was listed may be a pipe
by now. So a file is opened without waiting, looked at, and read up to a bound.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST_BYTES = 64_000_000
"""Largest file that is read where no setting says so: a configuration, a template, a ledger of a million addresses."""
AT_ONCE = 2**20
"""Bytes that are read in one go of a file that does not show its size."""
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_ordinary(file: Path | str, most: int = MOST_BYTES) -> bytes:
    """Read a file whole.

    Args:
        file: It, or a link to it.
        most: Bytes that it may have.

    Raises:
        OSError: it cannot be read, is no ordinary file, or is larger.
    """
    descriptor = os.open(file, FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(file))
        data = _read(descriptor, min(status.st_size, most), most)
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most} bytes", str(file))
    return data


def _read(descriptor: int, size: int, most: int) -> bytes:
    """Read up to one byte more than a bound, in one go if the file has the size that it shows."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        return data
    parts = [data]  # it grows, or is one of those whose size shows as 0
    while data and (room := most + 1 - sum(map(len, parts))):
        data = os.read(descriptor, min(room, AT_ONCE))
        parts.append(data)
    return b"".join(parts)
