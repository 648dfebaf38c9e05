"""Workers that are those of a Dask cluster, for archives that outgrow one machine [I/O].

The door to `distributed`, which is an extra: nothing else knows it, and it is loaded when a cluster is asked for.
A worker gives the same bytes as this process if it runs the same program on the same libraries; whether it does is
asked before anything is sent.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.errors import UsageError
from generator.workforce import Crew, Workforce

LIBRARIES = (
    "fontpkg-source-serif-4",
    "markdown",
    "nh3",
    "pillow",
    "pystemmer",
    "python-frontmatter",
    "pyyaml",
    "segtok",
    "tzdata",
    "yake",
)
"""Libraries on which the answers of workers depend."""
ANSWER = 5.0
"""Seconds in which a scheduler must answer."""
PATIENCE = 600.0
"""Seconds in which workers must answer, busy as they may be with the work of others."""
BATCH = 1.0
"""CPU seconds of work that are sent as one call, so that the network is no part of what it costs."""


def cluster_workforce(address: str, notice: Callable[[str], None]) -> Workforce:
    """Give a workforce that hires the workers of a cluster as soon as there is anything to do.

    Args:
        address: Of its scheduler, such as "tcp://10.0.0.5:8786".
        notice: Told one line when workers are lost.

    Raises:
        UsageError: Dask is not installed.
    """
    if find_spec("distributed") is None:
        message = f"--executor {address}: Dask is not installed"
        raise UsageError(f"{message}\n    Install it with `pip install 'news-digest[dask]'`, here and on every worker.")
    return Workforce(partial(_workers, address), 0.0, notice)


@contextmanager
def _workers(address: str) -> Iterator[Crew]:
    """Connect to a cluster, and leave it as it was found.

    Raises:
        UsageError: nobody answers, or not with the same program.
    """
    from distributed import Client
    from distributed.comm import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        client = Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        cure = "Start `dask scheduler` there, or correct the address; it is the one that the scheduler prints."
        raise UsageError(f"--executor {address}: no Dask scheduler answers\n    {cure}") from error
    try:
        workers = _same_program(address, client)
        lost = (CancelledError, KilledWorker, CommClosedError, TimeoutError)
        # What is pure would be hashed whole to see whether it was done before; memory has told that it was not.
        executor = client.get_executor(pure=False)
        try:
            yield Crew(executor, workers, lost, BATCH, PATIENCE)
        finally:
            executor.shutdown(wait=False)
    finally:
        client.close()


def _same_program(address: str, client: Any) -> int:
    """Count the workers, which must all run this program on these libraries.

    Raises:
        UsageError: there are none, or one does not.
    """
    cure = "Install the same release of news-digest[dask], from the same lock, on every worker; then start them again."
    try:
        found: Mapping[str, Mapping[str, str]] = client.run(likeness)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"--executor {address}: its workers lack this program ({error})\n    {cure}") from error
    if not found:
        cure = f"Start some: `dask worker {address} --nthreads 1`, one for each processor."
        raise UsageError(f"--executor {address}: the cluster has no workers\n    {cure}")
    own = likeness()
    for worker, other in sorted(found.items()):
        for name, here in own.items():
            if other.get(name) != here:
                message = f"--executor {address}: {worker} has {name} {other.get(name)}, and here it is {here}"
                raise UsageError(f"{message}\n    {cure}")
    return len(found)


def likeness() -> dict[str, str]:
    """Name all on which an answer depends, with its version; the program itself by a hash of its text."""
    digest = hashlib.blake2b(digest_size=6)
    root = Path(__file__).parent
    for file in sorted(root.rglob("*.py")):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
    system = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}", "news-digest": digest.hexdigest()}
    return system | {name: version(name) for name in LIBRARIES}
