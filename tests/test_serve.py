"""A session of the editor."""

from __future__ import annotations

import http.client
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest

from generator.errors import ContentError, Location, Problem
from generator.serve import Work, serve, watched_changes
from generator.server import EVENTS_PATH, TAG
from tests.site_folder import SiteFolder, article_text, clean_environment


def next_change(turns: Iterator[frozenset[Path]]) -> frozenset[Path]:
    """Wait for a change, but not for ever."""
    seen: queue.Queue[frozenset[Path]] = queue.Queue()
    threading.Thread(target=lambda: seen.put(next(turns)), daemon=True).start()
    return seen.get(timeout=20)


def test_a_change_in_a_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "content" / "monde").mkdir(parents=True)
    turns = watched_changes([tmp_path / "content"], threading.Event())
    (tmp_path / "content" / "monde" / "new.md").write_bytes(b"x")
    assert next_change(turns) == {tmp_path / "content" / "monde" / "new.md"}


def test_a_file_that_an_editor_replaces_is_seen_each_time(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    turns = watched_changes([tmp_path / "content", tmp_path / "site.toml"], threading.Event())
    for number in range(2):
        (tmp_path / "swap").write_bytes(b"x" * number)
        (tmp_path / "swap").replace(tmp_path / "site.toml")
        assert next_change(turns) == {tmp_path / "site.toml"}
    (tmp_path / "site.toml").unlink()
    assert next_change(turns) == {tmp_path / "site.toml"}


class Session:
    """A session whose builds take as long as a test wants, and whose proofs are the files that were saved."""

    def __init__(self, root: Path) -> None:
        self.article, self.page = root / "content" / "a.md", root / "site" / "index.html"
        self.lines: queue.Queue[str] = queue.Queue()
        self.begun: queue.Queue[str] = queue.Queue()
        self.may_end: queue.Queue[bool] = queue.Queue()
        for file in (self.article, self.page):
            file.parent.mkdir()
            file.write_text("one")
        work = Work(self._build, lambda: None, self._proofs)
        run = partial(serve, work, root / "site", "/", [root / "content"], 0, self.lines.put)
        self._thread = threading.Thread(target=run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.may_end.put(True)
        assert self.line() == "built one"
        address = urlsplit(self.line().partition(" ")[0])
        assert address.hostname
        self.connections = [http.client.HTTPConnection(address.hostname, address.port, timeout=20) for _ in range(2)]
        self.connections[0].request("GET", EVENTS_PATH)
        self.events = self.connections[0].getresponse()
        assert self.begun.get(timeout=20) == "one"
        assert self.news() == b"data: 0\n"
        return self

    def __exit__(self, *_: object) -> None:
        self.save("stop")
        for _turn in range(2):  # a build may still be waiting
            self.may_end.put(True)
        self._thread.join(20)
        assert not self._thread.is_alive()
        for connection in self.connections:
            connection.close()

    def _build(self) -> str:
        text = self.article.read_text()
        self.begun.put(text)
        if text == "stop":
            raise KeyboardInterrupt
        assert self.may_end.get(timeout=20)
        if text == "bad":
            raise ContentError([Problem(Location("a.md", 1), "is bad", "Make it good.")])
        self.page.write_text(f"built {text}")
        return f"built {text}"

    def _proofs(self, changed: Collection[Path]) -> dict[str, bytes]:
        (text,) = {file.read_text() for file in changed}
        if text == "odd":
            raise ZeroDivisionError("a defect of ours")
        return {"index.html": f"proof of {text}".encode()}

    def save(self, text: str) -> None:
        self.article.with_name("a.md~").write_text(text)  # a backup name: not watched
        self.article.with_name("a.md~").replace(self.article)

    def line(self) -> str:
        return self.lines.get(timeout=20)

    def news(self) -> bytes:
        """Wait for the next build or proof."""
        line = self.events.readline()
        return line if line.strip() else self.events.readline()

    def shown(self) -> str:
        self.connections[1].request("GET", "/")
        return self.connections[1].getresponse().read().removesuffix(TAG).decode()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(tmp_path) as session:
        yield session


def test_a_saved_article_is_shown_before_it_is_built_and_once_more_when_it_is(session: Session) -> None:
    session.save("two")
    assert (session.news(), session.shown()) == (b"data: 1\n", "proof of two")
    session.may_end.put(True)
    assert (session.news(), session.shown()) == (b"data: 2\n", "built two")


def test_what_is_saved_while_a_build_is_running_is_shown_at_once_and_built_afterwards(session: Session) -> None:
    session.save("two")
    assert session.news() == b"data: 1\n"
    assert session.begun.get(timeout=20) == "two"
    session.save("three")
    assert (session.news(), session.shown()) == (b"data: 2\n", "proof of three")
    session.may_end.put(True)
    assert (session.news(), session.shown()) == (b"data: 3\n", "proof of three")
    session.may_end.put(True)
    assert (session.news(), session.shown()) == (b"data: 4\n", "built three")


def test_a_proof_goes_when_the_build_behind_it_fails(session: Session) -> None:
    session.save("bad")
    assert (session.news(), session.shown()) == (b"data: 1\n", "proof of bad")
    session.may_end.put(True)
    assert (session.news(), session.shown()) == (b"data: 2\n", "built one")
    assert session.line() == "a.md:1: is bad\n    Make it good.\n1 problems"


def test_a_defect_met_in_a_proof_is_told_and_the_build_is_made(session: Session) -> None:
    session.save("odd")
    session.may_end.put(True)
    assert (session.news(), session.shown()) == (b"data: 1\n", "built odd")
    assert [session.line(), session.line()] == ["ZeroDivisionError: a defect of ours", "built odd"]


DRIVER = """
import signal
import sys
from pathlib import Path
from generator.errors import ContentError, Location, Problem
from generator.serve import Work, serve
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
work = Work(build=rebuild, make_ready=lambda: None, proofs=lambda changed: {})
serve(work, project / "site", "/repo/", [project / "content"], 0, lambda line: print(line, flush=True))
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


def test_the_program_shows_a_saved_article_and_then_builds_it(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.fill(3)
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", "--now", "2017-04-01"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path, env=clean_environment()
    ) as server:
        try:
            assert server.stdout
            lines = iter(server.stdout.readline, "")
            assert next(lines).startswith("3 articles")
            address = urlsplit(next(lines).partition(" ")[0])
            with closing(http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)) as listener:
                listener.request("GET", EVENTS_PATH)
                stream = listener.getresponse()
                news = (int(line.removeprefix(b"data: ")) for line in iter(stream.readline, b"") if line.strip())
                site.write("content/monde/n1.md", article_text(1, body="Un mot."))
                assert next(lines).startswith("3 articles")  # so that the next proof has all that it needs
                before = next(number for number in news if number)
                site.write("content/monde/n1.md", article_text(1, body="Un mot *nouveau*."))
                assert next(lines).startswith("3 articles")
                assert next(number for number in news if number >= before + 2)  # of the proof and of the build
            with closing(http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)) as reader:
                reader.request("GET", f"{address.path}monde/n1/")
                assert "Un mot <em>nouveau</em>." in reader.getresponse().read().decode()
        finally:
            server.kill()
