"""One build at a time for one output folder [I/O].

The lock is flock(2) on the output folder's own inode: no lock file to leave behind, dropped by the kernel when a
build is killed, possible on a read-only mount. A swap gives the output a new inode, so whoever has locked must
look whether the name still leads to it, and whoever swaps must lock the new folder first. Without flock
(Windows, some network file systems) builds run unlocked.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import OutputBusyError
from generator.publish.disk import make_folder
from generator.publish.failures import named_failures
from generator.publish.swap import previous_beside

if sys.platform != "win32":
    import fcntl

ATTEMPTS = 20  # swaps that may happen between our opening and our locking
NO_LOCKS_HERE = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


@dataclass(frozen=True, slots=True)
class OutputLock:
    """The right to write an output folder.

    Attributes:
        folder: The folder, links followed.
    """

    folder: Path
    _open: ExitStack = field(default_factory=ExitStack)

    def extend_to(self, folder: Path) -> None:
        """Hold a second folder too: the one that is about to become the output.

        Raises:
            OutputBusyError: another process holds it.
        """
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        self._open.callback(os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy(self.folder) from error
        except OSError as error:
            if error.errno not in NO_LOCKS_HERE:
                raise

    def release(self) -> None:
        """Let go of all folders."""
        self._open.close()


@contextmanager
def hold_output(output: Path) -> Iterator[OutputLock]:
    """Hold an output folder for one build, and make it when it is missing.

    An old site that a killed build left between two renames is put back first. A folder that was made here and
    is still empty at the end is taken away again.

    Raises:
        OutputBusyError: another build is running for it.
        PublishError: it cannot be made or opened.
    """
    folder = Path(os.path.realpath(output))
    with named_failures(folder):
        lock, is_made = _take(folder)
    try:
        yield lock
    finally:
        if is_made:
            with suppress(OSError):
                folder.rmdir()
        lock.release()


def _take(folder: Path) -> tuple[OutputLock, bool]:
    """Lock the inode that the folder's name leads to, made or put back when missing."""
    is_made = False
    for _ in range(ATTEMPTS):
        lock = OutputLock(folder)
        try:
            if not folder.exists():
                _put_back(folder)
            if not folder.exists():
                make_folder(folder)
                is_made = True
            before = folder.stat()
            lock.extend_to(folder)
            if os.path.samestat(before, folder.stat()):
                return lock, is_made
        except FileNotFoundError:
            pass  # another build swapped it, or took its empty folder away: look again
        except BaseException:
            lock.release()
            raise
        lock.release()
    raise _busy(folder)


def _put_back(folder: Path) -> None:
    """Bring the old site back that a build, killed between two renames, left under another name."""
    previous = previous_beside(folder)
    if not previous.is_dir():
        return
    lock = OutputLock(folder)
    try:
        lock.extend_to(previous)  # a build that still runs holds it
        with suppress(FileNotFoundError, FileExistsError):
            previous.rename(folder)
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
    finally:
        lock.release()


def _busy(folder: Path) -> OutputBusyError:
    return OutputBusyError(f"another build is running for {folder}\n    Wait until it ends, then build again.")
