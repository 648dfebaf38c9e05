"""What becomes of a site when builds are disturbed from outside, from end to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.lock import hold_output
from tests.site_folder import SiteFolder, article_text, clean_environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, masks and shells of POSIX")

# A test run in the background hands SIGINT over as ignored.
DRIVER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from generator.cli import main
main(["build"])
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.write("site.toml", "[search]\nenabled = false\n")
    folder.fill(9)
    return folder


# A power cut at the worst moment for the ledger: the new site stands, and nothing is noted yet.
KILLED_BEFORE_THE_LEDGER = """
import os, signal
import generator.build
from generator.cli import main
generator.build.keep_ledger = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main(["build"])
"""


def litter(site: SiteFolder) -> list[str]:
    return [p.name for p in site.root.iterdir() if p.name.startswith(".output")]


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert file.exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_says_so_by_its_exit_code_and_the_old_site_stands(
    site: SiteFolder, number: signal.Signals, code: int
) -> None:
    site.build()
    before = site.files()
    site.write("content/monde/n1.md", article_text(1, title="Après"))
    (site.root / ".cache").rename(site.root / "old-cache")
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER], cwd=site.root, env=clean_environment(), stderr=subprocess.PIPE
    )
    wait_for(site.root / ".cache")  # the build has begun, and has everything before it
    process.send_signal(number)
    _out, said = process.communicate()
    assert process.returncode == code
    assert b"Traceback" not in said
    assert site.files() == before
    site.build()
    assert site.files() != before
    assert litter(site) == []


def test_whoever_reads_the_answer_may_leave_and_the_site_is_whole(site: SiteFolder) -> None:
    site.build("--output", "clean", "--cache", "clean-cache")
    done = site.shell("digest build | true")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
    assert site.files() == site.files("clean")


@pytest.mark.parametrize(
    ("streams", "code"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&- >&- 2>&-", 0), ("2>/dev/full", 0), (">/dev/full", 1)],
)
def test_a_stream_that_is_closed_or_full_costs_no_more_than_what_was_to_be_said(
    site: SiteFolder, streams: str, code: int
) -> None:
    if "full" in streams and not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    site.build("--output", "clean", "--cache", "clean-cache")
    done = site.shell(f"exec digest build {streams}")
    assert done.returncode == code
    assert b"defect of the program" not in done.stderr
    assert (b"cannot be written" in done.stderr) is (code == 1)
    assert site.files() == site.files("clean")


def test_a_locale_that_knows_only_ascii_hides_no_file(site: SiteFolder) -> None:
    site.write("content/monde/été.md", article_text(7))
    site.build("--output", "clean", "--cache", "clean-cache")
    site.build(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (site.output / "monde/ete/index.html").exists()
    assert site.files() == site.files("clean")


def test_a_strict_umask_changes_no_byte_and_every_file_may_be_read_by_the_server(site: SiteFolder) -> None:
    site.build("--output", "clean", "--cache", "clean-cache")
    assert site.shell("umask 077; exec digest build").returncode == 0
    assert site.files() == site.files("clean")
    modes = {(p.is_dir(), oct(p.stat().st_mode & 0o777)) for p in [site.output, *site.output.rglob("*")]}
    assert modes == {(True, "0o755"), (False, "0o644")}


def test_a_second_build_is_told_that_one_is_running_and_touches_nothing(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    site.write("content/monde/n1.md", article_text(1, title="Après"))
    with hold_output(site.output):
        done = site.run("build")
    assert done.returncode == 1
    assert b"another build" in done.stderr
    assert site.files() == before


def test_nothing_of_the_machine_stands_in_the_output(site: SiteFolder) -> None:
    site.build(USER="somebody", LOGNAME="somebody", HOSTNAME="a-machine")
    for path, data in site.files().items():
        assert str(site.root).encode() not in data, path
        assert b"somebody" not in data, path
        assert b"a-machine" not in data, path


def test_two_clones_at_different_places_give_the_same_bytes(
    site: SiteFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = SiteFolder(tmp_path_factory.mktemp("elsewhere") / "a longer path")
    other.root.mkdir()
    for path, data in site.files("content").items():
        other.write(f"content/{path}", data.decode())
    for folder in (site, other):
        folder.write("site.toml", "")  # with search
        folder.build(SOURCE_DATE_EPOCH="1491127200")
    assert other.files() == site.files()


def test_the_number_of_jobs_changes_no_byte(site: SiteFolder) -> None:
    site.fill(210)
    site.build("--output", "one", "--cache", "c1", "--jobs", "1")
    site.build("--output", "two", "--cache", "c2", "--jobs", "3")
    assert site.files("one") == site.files("two")


def test_folders_deeper_than_the_system_can_name_are_told(site: SiteFolder) -> None:
    folder = os.open(site.root / "content", os.O_RDONLY)
    for _level in range(45):
        os.mkdir("d" * 100, dir_fd=folder)
        above, folder = folder, os.open("d" * 100, os.O_RDONLY, dir_fd=folder)
        os.close(above)
    os.close(folder)
    done = site.run("build")
    assert done.returncode == 1
    assert "cannot be read: file name too long" in done.stderr.decode()


def test_a_scarcely_wrong_key_is_told_with_its_neighbour(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, extra="taggs: [a]\n"))
    done = site.run("build")
    assert done.returncode == 0
    assert "`taggs` is not a known key\n    Did you mean `tags`?" in done.stderr.decode()


def test_the_fix_of_a_dropped_address_is_written_and_the_next_build_is_clean_and_leads_from_it(
    site: SiteFolder,
) -> None:
    site.build()
    old = site.root / "content/monde/n1.md"
    old.rename(old.with_name("neuf.md"))
    told = site.run("check")
    assert b"/monde/n1/" in told.stderr + told.stdout
    assert site.run("build", "--strict").returncode == 1
    fixed = site.run("check", "--fix")
    assert fixed.returncode == 0, fixed.stderr.decode()
    assert 'aliases: ["/monde/n1/"]' in (site.root / "content/monde/neuf.md").read_text("utf-8")
    done = site.run("build", "--strict")
    assert done.returncode == 0, done.stderr.decode()
    assert b"warning" not in done.stderr
    assert b"/monde/neuf/" in site.files()["monde/n1/index.html"]
    assert site.run("check").returncode == 0


def test_a_read_only_content_folder_is_published_and_it_is_said_that_the_ledger_is_not_written(
    site: SiteFolder, read_only: Callable[[Path], None]
) -> None:
    site.build()
    site.write("content/monde/encore.md", article_text(3, title="Encore"))
    ledger = site.files("content")["urls.lock"]
    read_only(site.root / "content")
    for _ in range(2):
        done = site.run("build")
        assert done.returncode == 0, done.stderr.decode()
        assert b"content/urls.lock cannot be written" in done.stderr
        assert b"Traceback" not in done.stderr
        assert "monde/encore/index.html" in site.files()
        assert site.files("content")["urls.lock"] == ledger


def test_a_build_killed_before_it_notes_the_addresses_is_made_up_for_by_the_next(site: SiteFolder) -> None:
    site.build()
    before = site.files("content")["urls.lock"]
    site.write("content/monde/encore.md", article_text(3, title="Encore"))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_THE_LEDGER], cwd=site.root, env=clean_environment(), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert "monde/encore/index.html" in site.files()
    assert site.files("content")["urls.lock"] == before
    site.build()
    after = site.files("content")["urls.lock"].splitlines()
    assert set(before.splitlines()) <= set(after)
    assert any(line.startswith(b"/monde/encore/ article ") for line in after)
    published = site.files()
    (site.root / "content/urls.lock").write_bytes(before)
    site.build("--output", "clean", "--cache", "clean-cache")
    assert published == site.files("clean")
    assert litter(site) == []
