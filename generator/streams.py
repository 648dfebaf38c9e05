"""Standard streams and the encoding of names, whatever state they are in when the program starts [I/O]."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def open_streams() -> None:
    """Open standard streams that are closed, as no build is to fail for want of somebody who listens.

    Otherwise the next file that is opened, such as the memory, would be the one to which messages are written.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python does
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python does
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python does


def speak_utf_8() -> None:
    """Begin again with names of files in UTF-8, where the locale knows ASCII or another alphabet alone.

    What the site holds must not hang on the locale, and `été.md` could not be opened.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - our own command


def say(message: str) -> None:
    """Write a message to standard error, whatever its encoding is; nobody has to hear it."""
    try:
        sys.stderr.write(message.encode("utf-8", "backslashreplace").decode() + "\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let a stream lead nowhere; otherwise Python tries again when it ends, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
