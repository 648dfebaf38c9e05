"""A session of the editor: the site is served and built again at every change, a saved article shown at once [I/O]."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import watchfiles

from generator.errors import ContentError, DigestError, UsageError
from generator.server import Builds, running_server

TICK = 250  # milliseconds after which single files are looked at
PATIENCE = 1.0  # seconds after which whoever waits for a change finds out whether anybody watches


@dataclass(frozen=True, slots=True)
class Work:
    """What is done while a site is served; no error of it ends the session.

    Attributes:
        build: Builds the site, and gives a line to tell.
        make_ready: Does what the next proof would have to wait for.
        proofs: Makes the pages of changed articles, by path below the output, also while something is built.
    """

    build: Callable[[], str]
    make_ready: Callable[[], None]
    proofs: Callable[[Collection[Path]], Mapping[str, bytes]]


def serve(
    work: Work,
    output: Path,
    base_path: str,
    watch: Sequence[Path],
    port: int,
    announce: Callable[[str], None],
) -> None:
    """Build, serve, and build again whenever something watched changes, until interrupted (SIGINT).

    Args:
        work: Builds the site into `output`, and makes proofs of what the next build will give.
        output: The folder to serve; a swapped one is followed.
        base_path: Path of the site on its host, with slashes at both ends ("/", "/repo/").
        watch: Folders (with all below them) and files that the site is made of.
        port: TCP port on 127.0.0.1; 0 takes a free one.
        announce: Told one line, or a report, for each build, and the address.

    Raises:
        UsageError: the port is taken or not permitted.
    """
    builds = Builds()

    def build() -> None:
        announce(work.build())

    try:
        with (
            running_server(output, base_path, port, builds) as address,
            _proofreading(watch, work, builds, announce) as build_is_due,
        ):
            _attempt(build, announce)
            announce(f"{address} (stop with Ctrl-C)")
            _attempt(work.make_ready, announce)
            while build_is_due():
                before = builds.proofs
                _attempt(build, announce)
                builds.announce(before)
                _attempt(work.make_ready, announce)
    except KeyboardInterrupt:
        announce("stopped")


@contextmanager
def _proofreading(
    watch: Sequence[Path], work: Work, builds: Builds, announce: Callable[[str], None]
) -> Iterator[Callable[[], bool]]:
    """Watch, and show proofs of what changes, in the background: also while a build is running.

    Builds keep the main thread, in which alone the time of reading is bounded.

    Yields:
        What waits until a build is due; it gives False when none will be.
    """
    is_due, is_over = threading.Event(), threading.Event()
    changes = watched_changes(watch, is_over)

    def proofread() -> None:
        for changed in changes:
            _attempt(partial(_show, work, builds, changed), announce)
            is_due.set()

    def wait() -> bool:
        while not is_due.wait(PATIENCE):
            if watched.done():
                watched.result()  # raises what ended it
                return False
        is_due.clear()
        return True

    with ThreadPoolExecutor(1) as background:
        watched = background.submit(proofread)
        try:
            yield wait
        finally:
            is_over.set()


def _show(work: Work, builds: Builds, changed: Collection[Path]) -> None:
    builds.show(work.proofs(changed))


def _attempt(work: Callable[[], None], announce: Callable[[str], None]) -> None:
    """Do some work; what goes wrong with it is told, and ends nothing."""
    try:
        work()
    except (ContentError, UsageError) as error:
        announce("\n".join([*map(str, error.problems), str(error)]))
    except DigestError as error:
        announce(str(error))
    except Exception as error:  # noqa: BLE001 - a defect met in one build must not end the editor's session
        announce(f"{type(error).__name__}: {error}")


def watched_changes(watch: Sequence[Path], is_over: threading.Event) -> Iterator[frozenset[Path]]:
    """Give each bundle of files that were changed among what is watched; watching has begun when this returns.

    A single file is looked at in turns: an editor that saves by a rename would take it out of the watcher's sight.

    Args:
        watch: Folders (with all below them) and files.
        is_over: Set when no more is wanted.
    """
    folders = [path for path in watch if path.is_dir()]
    files = [path for path in watch if path not in folders]
    seen = [_state(file) for file in files]
    stream = watchfiles.watch(*folders, rust_timeout=TICK, yield_on_timeout=True, stop_event=is_over)
    next(stream)  # the watcher starts with the first turn; a change during the first build must not be missed

    def turns() -> Iterator[frozenset[Path]]:
        nonlocal seen
        for changes in stream:
            now = [_state(file) for file in files]
            others = [file for file, old, new in zip(files, seen, now, strict=True) if old != new]
            seen = now
            if changes or others:
                yield frozenset((*(Path(name) for _change, name in changes), *others))

    return turns()


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
