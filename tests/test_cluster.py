"""A real cluster of two workers on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.cluster import cluster_workforce, likeness
from generator.errors import UsageError
from tests.site_folder import SiteFolder, clean_environment

ROOT = Path(__file__).parents[1]
needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is an extra")


def start(module: str, file: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = {**clean_environment(), "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        f"distributed.cli.{module}",
        "--scheduler-file",
        str(file),
        "--no-dashboard",
        *more,
    ]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def address_in(file: Path) -> str:
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return str(json.loads(file.read_text())["address"])


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    processes = [start("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")]
    try:
        address = address_in(file)
        processes += [start("dask_worker", file, "--nthreads", "1", "--no-nanny") for _ in range(2)]
        yield address
    finally:
        stop(processes)


def own_id(_item: int) -> int:
    time.sleep(0.01)
    return os.getpid()


@needs_dask
@pytest.mark.filterwarnings("default")  # those of a library that is no part of the program
def test_both_workers_answer(cluster: str) -> None:
    deadline = time.monotonic() + 60
    answered: set[int] = set()
    while len(answered) < 2 and time.monotonic() < deadline:
        try:
            with cluster_workforce(cluster, pytest.fail) as workforce:
                answered |= set(workforce.answers(own_id, range(40), 1.0))
        except UsageError:
            time.sleep(0.1)  # the workers are still starting
    assert len(answered) == 2
    assert os.getpid() not in answered


@needs_dask
def test_a_cluster_changes_no_byte(cluster: str, tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.write("site.toml", "[search]\nenabled = false\n")
    site.fill(40)
    site.build("--output", "one", "--cache", "c1", "--jobs", "1")
    done = site.run("build", "--output", "two", "--cache", "c2", "--executor", cluster)
    assert done.returncode == 0, done.stderr
    assert b"workers" not in done.stderr
    assert site.files("one") == site.files("two")


@needs_dask
def test_an_address_where_nobody_answers_is_told_with_a_cure(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.fill(1)
    done = site.run("build", "--executor", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-2:] == [
        "--executor tcp://127.0.0.1:9: no Dask scheduler answers",
        "    Start `dask scheduler` there, or correct the address; it is the one that the scheduler prints.",
    ]


@needs_dask
def test_a_cluster_without_workers_is_told_with_a_cure(tmp_path: Path) -> None:
    file = tmp_path / "scheduler.json"
    scheduler = start("dask_scheduler", file, "--host", "127.0.0.1", "--port", "0")
    try:
        address = address_in(file)
        site = SiteFolder(tmp_path)
        site.fill(1)
        done = site.run("build", "--executor", address)
    finally:
        stop([scheduler])
    assert done.returncode == 2
    assert (
        f"--executor {address}: the cluster has no workers\n    Start some: `dask worker {address}"
        in done.stderr.decode()
    )


def test_without_dask_the_extra_is_named(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.fill(1)
    code = "import sys; sys.modules['distributed'] = None; from generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--executor", "tcp://127.0.0.1:9"],
        cwd=site.root,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "--executor tcp://127.0.0.1:9: Dask is not installed",
        "    Install it with `pip install 'news-digest[dask]'`, here and on every worker.",
    ]


def test_a_program_is_like_itself() -> None:
    assert likeness() == likeness()
    assert {"Python", "news-digest", "markdown", "yake"} <= likeness().keys()
