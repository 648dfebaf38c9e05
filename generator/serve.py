"""A session of the editor: the site is served, and built again at every change [I/O]."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import watchfiles

from generator.errors import ContentError, DigestError, UsageError
from generator.server import Builds, running_server

TICK = 250  # milliseconds after which single files are looked at


def serve(
    rebuild: Callable[[], str],
    output: Path,
    base_path: str,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Build, serve, and build again whenever something watched changes, until interrupted (SIGINT).

    Args:
        rebuild: Builds the site into `output`; gives a line to tell. Its errors are told, and do not end this.
        output: The folder to serve; a swapped one is followed.
        base_path: Path of the site on its host, with slashes at both ends ("/", "/repo/").
        watch: Folders (with all below them) and files that the site is made of.
        port: TCP port on 127.0.0.1; 0 takes a free one.
        announce: Told one line, or a report, for each build, and the address.

    Raises:
        UsageError: the port is taken or not permitted.
    """
    builds = Builds()
    try:
        with running_server(output, base_path, port, builds) as address:
            changes = watched_changes(watch)
            announce(_told(rebuild))
            announce(f"{address} (stop with Ctrl-C)")
            for _ in changes:
                announce(_told(rebuild))
                builds.announce()
    except KeyboardInterrupt:
        announce("stopped")


def _told(rebuild: Callable[[], str]) -> str:
    """Build, and say how it went."""
    try:
        return rebuild()
    except (ContentError, UsageError) as error:
        return "\n".join([*map(str, error.problems), str(error)])
    except DigestError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a defect met in one build must not end the editor's session
        return f"{type(error).__name__}: {error}"


def watched_changes(watch: Sequence[Path]) -> Iterator[None]:
    """Give a turn for each bundle of changes to what is watched; watching has begun when this returns.

    A single file is looked at in turns: an editor that saves by a rename would take it out of the watcher's sight.
    """
    folders = [path for path in watch if path.is_dir()]
    files = [path for path in watch if path not in folders]
    seen = [_state(file) for file in files]
    stream = watchfiles.watch(*folders, rust_timeout=TICK, yield_on_timeout=True)
    next(stream)  # the watcher starts with the first turn; a change during the first build must not be missed

    def turns() -> Iterator[None]:
        nonlocal seen
        for changes in stream:
            now = [_state(file) for file in files]
            if changes or now != seen:
                seen = now
                yield

    return turns()


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
