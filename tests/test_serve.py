"""A session of the editor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve import watched_changes


def next_turn(turns: Iterator[None]) -> bool:
    """Wait for a change, but not for ever."""
    done = threading.Event()

    def take() -> None:
        next(turns)
        done.set()

    threading.Thread(target=take, daemon=True).start()
    return done.wait(20)


def test_a_change_in_a_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "content" / "monde").mkdir(parents=True)
    turns = watched_changes([tmp_path / "content"])
    (tmp_path / "content" / "monde" / "new.md").write_bytes(b"x")
    assert next_turn(turns)


def test_a_file_that_an_editor_replaces_is_seen_each_time(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    turns = watched_changes([tmp_path / "content", tmp_path / "site.toml"])
    for number in range(2):
        (tmp_path / "swap").write_bytes(b"x" * number)
        (tmp_path / "swap").replace(tmp_path / "site.toml")
        assert next_turn(turns)
    (tmp_path / "site.toml").unlink()
    assert next_turn(turns)


DRIVER = """
import signal
import sys
from pathlib import Path
from generator.errors import ContentError, Location, Problem
from generator.serve import serve
project = Path(sys.argv[1])
def rebuild():
    text = (project / "content" / "a.md").read_text()
    if text == "bad":
        raise ContentError([Problem(Location("a.md", 1), "is bad", "Make it good.")])
    if text == "worse":
        raise ZeroDivisionError("a defect of ours")
    (project / "site").mkdir(exist_ok=True)
    (project / "site" / "index.html").write_text(text)
    return f"built {text}"
# A test run in the background hands SIGINT over as ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
serve(rebuild, project / "site", "/repo/", [project / "content"], 0, lambda line: print(line, flush=True))
print("ended", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_errors_do_not_end_it_and_an_interrupt_does(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    article = tmp_path / "content" / "a.md"

    def write(text: str) -> None:
        article.with_name("a.md~").write_text(text)  # a backup name: not watched
        article.with_name("a.md~").replace(article)

    write("one")
    command = [sys.executable, "-c", DRIVER, str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=Path(__file__).parents[1]
    ) as server:
        assert server.stdout
        lines = iter(server.stdout.readline, "")
        assert next(lines) == "built one\n"
        assert next(lines).startswith("http://127.0.0.1:")
        write("bad")
        assert [next(lines) for _ in range(3)] == ["a.md:1: is bad\n", "    Make it good.\n", "1 problems\n"]
        write("worse")
        assert next(lines) == "ZeroDivisionError: a defect of ours\n"
        write("good")
        assert next(lines) == "built good\n"
        server.send_signal(signal.SIGINT)
        assert [*lines] == ["stopped\n", "ended\n"]
    assert server.returncode == os.EX_OK
