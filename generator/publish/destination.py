"""Where the site may go: an output folder that could hurt the editor's own files is refused [I/O]."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator.errors import UsageError

Identity = tuple[int, int]
OF_THE_SYSTEM = tuple(
    f"/{name}"
    for names in ("bin boot dev etc home lib proc root run sbin sys tmp var", "usr usr/bin usr/lib usr/local usr/sbin")
    for name in names.split()
)
"""Folders that all programs of a machine need under their names; what lies in them may hold a site."""
OF_THE_KERNEL = ("/proc", "/sys")
"""Here no folder is one, at any depth."""


def check_output(output: Path, inputs: Sequence[Path]) -> None:
    """Refuse an output folder that is, holds or lies in what the build reads; touches nothing.

    Links are followed and folders compared by inode, so that a link, a bind mount or another case of the same
    name is found out.

    Args:
        output: The folder that is to hold the site; it need not exist.
        inputs: Folders that the build reads (content, templates), with which the output may share nothing, and
            files (the configuration), which the output must not hold. Give the file, not its folder: the output
            normally lies beside it.

    Raises:
        UsageError: with the cure.
    """
    real = Path(os.path.realpath(output))
    cure = "Name a folder of its own with `--output`."
    try:
        is_there = real.exists()
    except OSError as error:
        raise UsageError(f"{output}: the output cannot be found: {error.strerror}\n    {cure}") from error
    if is_there and not real.is_dir():
        raise UsageError(f"{output}: the output is not a folder\n    {cure}")
    if real.parent == real:
        raise UsageError(f"{output}: the output is the root of the file system\n    {cure}")
    if str(real) in map(os.path.realpath, OF_THE_SYSTEM) or any(real.is_relative_to(top) for top in OF_THE_KERNEL):
        raise UsageError(f"{output}: the output is a folder of the system\n    {cure}")
    home = _home()
    if home and _contains(real, home):
        raise UsageError(f"{output}: the output is the home folder, or holds it\n    {cure}")
    for place in inputs:
        if _contains(real, place):
            raise UsageError(f"{output}: the output is or holds {place}, which the build reads\n    {cure}")
        if os.path.isdir(place) and _contains(place, real):  # noqa: PTH112  # a name that is too long is no folder
            raise UsageError(f"{output}: the output lies in {place}, which the build reads\n    {cure}")


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:
        return None  # neither HOME nor an entry for the user


def _contains(folder: Path, place: Path) -> bool:
    """Tell whether a place is a folder or lies below it."""
    real, wanted = Path(os.path.realpath(place)), Path(os.path.realpath(folder))
    above = [real, *real.parents]
    return wanted in above or _identity(wanted) in {_identity(path) for path in above} - {None}


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
