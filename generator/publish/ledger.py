"""The ledger on the disk, in the content folder: read before a build, replaced once the site is in place [I/O].

A build that is killed in between leaves the old ledger; the next one finds what is missing by itself.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import Location, Problem
from generator.ordinary import read_ordinary
from generator.permanence import LEDGER, Entry, read_entries
from generator.publish.disk import replace_file


def read_ledger(content: Path, shown_content: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read the ledger of a content folder; none is there before the first build."""
    shown = f"{shown_content}/{LEDGER}"
    if not Path(os.path.realpath(content / LEDGER)).is_relative_to(os.path.realpath(content)):
        # It would be written there.
        cure = "Put the ledger itself in the place of the link; your repository has the last good one."
        return (), (Problem(Location(shown), "this link leads out of the content folder", cure),)
    if not os.path.lexists(content / LEDGER):
        return (), ()
    try:
        text = read_ordinary(content / LEDGER).decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        cure = "Make it a readable file; your repository has the last good one."
        return (), (Problem(Location(shown), f"cannot be read: {reason}", cure),)
    return read_entries(text, shown)


def write_ledger(content: Path, new: str) -> int:
    """Replace the ledger in one step, unless it says the same already.

    Args:
        content: The content folder.
        new: The ledger, from `ledger_text`.

    Returns:
        The lines that are new or changed.

    Raises:
        OSError: the content folder cannot be written.
    """
    file = Path(os.path.realpath(content / LEDGER))
    old = file.read_text("utf-8") if file.is_file() else ""
    if new == old:
        return 0
    replace_file(file, new.encode())
    return len({*new.splitlines()[1:]} - {*old.splitlines()})
