"""Local processes as workers, with real ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.config import ContentConfig, Limits
from generator.content.articles import parse_content
from generator.content.sources import read_sources
from generator.memory import NoMemory
from generator.model import Source
from generator.processes import local_workforce, one_apart
from tests.builders import KeptMemory
from tests.site_folder import clean_environment

HEAD = "---\ntitle: A\ndate: 2017-02-01\n---\n"
DRIVER = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)

def work(number):
    print(os.getpid(), flush=True)
    time.sleep(600)

if __name__ == "__main__":
    from generator.cli import _terminated
    from generator.processes import local_workforce
    signal.signal(signal.SIGTERM, _terminated)
    with local_workforce(2, print, worth=0) as workforce:
        list(workforce.answers(work, [1, 2], 600))
"""


def leave_unless_at_home(home: int) -> int:
    """Do nothing at home, and fall over elsewhere, as a process does that the system kills for want of memory."""
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    return home


def test_a_worker_that_is_killed_costs_a_notice_and_no_answer() -> None:
    notices: list[str] = []
    home = os.getpid()
    with local_workforce(2, notices.append, worth=0) as workforce:
        assert list(workforce.answers(leave_unless_at_home, [home] * 5, 1.0)) == [home] * 5
    assert len(notices) == 1
    assert "workers are gone" in notices[0]


class Ring:
    """Goes only when Python looks for garbage, and then leaves a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ring = self

    def __del__(self) -> None:
        self.file.touch()


def leave_a_ring(file: Path) -> Path:
    return Ring(file).file


def test_a_worker_does_not_look_for_garbage_when_it_ends(tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "other"]
    with local_workforce(2, pytest.fail, worth=0) as workforce:
        assert list(workforce.answers(leave_a_ring, files, 1.0)) == files
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no timer of CPU time")
def test_an_article_that_takes_too_long_is_named_by_a_worker_too_and_is_not_remembered() -> None:
    config = ContentConfig(("fr",), ZoneInfo("UTC"), Limits(article_seconds=1, blocks_per_article=1_000_000))
    texts = {"a.md": "Une phrase.\n", "b.md": "Une phrase.\n\n" * 150_000, "c.md": "Une *autre* phrase.\n"}
    sources = [Source(name, f"content/{name}", (HEAD + text).encode()) for name, text in texts.items()]
    memory = KeptMemory()
    with local_workforce(2, pytest.fail, worth=0) as workforce:
        content, problems = parse_content(sources, config, memory, workforce)
    assert len(memory.answers) == 3  # both others, and the heads of these
    assert not any(b'"overdue":true' in answer for answer in memory.answers.values())
    assert [article.id for article in content.articles] == ["a.md", "c.md"]
    assert [str(problem).partition("\n")[0] for problem in problems] == [
        "content/b.md: reading it took more than 1 s of work"
    ]


def test_whoever_reads_reads_the_same() -> None:
    limits = Limits()
    sources, _problems = read_sources(Path(__file__).parent / "golden/content", "content", limits)
    config = ContentConfig(("fr", "en"), ZoneInfo("Europe/Paris"), limits)
    with local_workforce(2, pytest.fail, worth=0) as workforce:
        assert parse_content(sources, config, NoMemory(), workforce) == parse_content(sources, config, NoMemory())


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, -2), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
@pytest.mark.parametrize("is_to_all", [False, True])
def test_no_worker_outlives_a_build_that_is_stopped(
    tmp_path: Path, number: signal.Signals, code: int, *, is_to_all: bool
) -> None:
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER)
    process = subprocess.Popen(
        [sys.executable, driver],
        env={**clean_environment(), "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    workers = [int(process.stdout.readline()) for _ in range(2)]
    if is_to_all:
        os.killpg(process.pid, number)  # as the terminal does at Ctrl-C
    else:
        process.send_signal(number)
    _out, said = process.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(is_running, workers))
    assert process.returncode == code
    assert said.count("Traceback") == (number == signal.SIGINT)  # its own: the driver is no command line


def process_id(_item: int) -> int:
    return os.getpid()


def test_a_process_apart_does_what_little_there_is_to_do() -> None:
    with one_apart(pytest.fail) as workforce:
        (first,), (second,) = workforce.answers(process_id, [1], 0.001), workforce.answers(process_id, [2], 0.001)
    assert first == second != os.getpid()
