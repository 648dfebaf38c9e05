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
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_ordinary(file: Path, most: int = MOST_BYTES) -> bytes:
    """Read a file whole.

    Args:
        file: It, or a link to it.
        most: Bytes that it may have.

    Raises:
        OSError: it cannot be read, is no ordinary file, or is larger.
    """
    descriptor = os.open(file, FLAGS)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(file))
        data = stream.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most} bytes", str(file))
    return data
