"""What the operating system says, told to the editor."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import PublishError

CURES = {
    errno.ENOSPC: "Make room on that disk, then build again.",
    errno.EDQUOT: "Make room in your quota, then build again.",
    errno.EROFS: "Name a folder that can be written with `--output`.",
    errno.EACCES: "Give yourself the right to write there, or name another folder with `--output`.",
    errno.EPERM: "Give yourself the right to write there, or name another folder with `--output`.",
}


@contextmanager
def named_failures(output: Path) -> Iterator[None]:
    """Turn a failure of the system into a PublishError that names the output folder.

    Raises:
        PublishError: with the folder, the system's words, the file if another is meant, and a cure.
    """
    try:
        yield
    except OSError as error:
        words = error.strerror or str(error)
        about = f" at {error.filename}" if error.filename and Path(str(error.filename)) != output else ""
        cure = CURES.get(error.errno or 0, "Check the folder and its disk, then build again.")
        raise PublishError(f"{output}: the site cannot be written: {words}{about}\n    {cure}") from error
