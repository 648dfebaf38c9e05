"""One build at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import OutputBusyError, PublishError
from generator.publish.lock import hold_output
from generator.publish.swap import exchange, previous_beside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")
HOLD = """
import sys, time
from pathlib import Path
from generator.publish.lock import hold_output
with hold_output(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_build_is_told_that_another_one_runs(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with (
        hold_output(tmp_path / "site"),
        pytest.raises(OutputBusyError, match=r"another build is running for .*site"),
        hold_output(tmp_path / "site"),
    ):
        pass


def test_builds_one_after_the_other_do_not_meet(tmp_path: Path) -> None:
    for _ in range(2):
        with hold_output(tmp_path / "site") as held:
            (held.folder / "page.html").touch(exist_ok=True)


def test_the_lock_of_a_killed_build_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "site")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as build:
        assert build.stdout
        assert build.stdout.readline() == b"held\n"
        with pytest.raises(OutputBusyError), hold_output(tmp_path / "site"):
            pass
        build.kill()
    with hold_output(tmp_path / "site") as held:
        assert held.folder.is_dir()


def test_a_swapped_in_folder_is_held_too(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "new").mkdir()
    with hold_output(tmp_path / "site") as held:
        held.extend_to(tmp_path / "new")
        assert exchange(tmp_path / "new", tmp_path / "site") or sys.platform != "linux"
        with pytest.raises(OutputBusyError), hold_output(tmp_path / "site"):
            pass


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with hold_output(tmp_path / "site"):
        assert list(tmp_path.rglob("*")) == [tmp_path / "site"]


def test_a_missing_folder_is_made_and_taken_away_when_nothing_was_built(tmp_path: Path) -> None:
    with hold_output(tmp_path / "deep" / "site") as held:
        assert held.folder.is_dir()
    assert not (tmp_path / "deep" / "site").exists()


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    with hold_output(tmp_path / "site") as held:
        assert held.folder == (tmp_path / "real").resolve()
        with pytest.raises(OutputBusyError), hold_output(tmp_path / "real"):
            pass


def test_a_site_left_between_two_renames_is_put_back(tmp_path: Path) -> None:
    previous = previous_beside(tmp_path / "site")
    previous.mkdir()
    (previous / "index.html").touch()
    with hold_output(tmp_path / "site"):
        assert (tmp_path / "site" / "index.html").exists()
        assert not previous.exists()


def test_a_site_between_two_renames_of_a_running_build_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with hold_output(tmp_path / "site"):
        (tmp_path / "site").rename(previous_beside(tmp_path / "site"))
        with pytest.raises(OutputBusyError), hold_output(tmp_path / "site"):
            pass
        assert previous_beside(tmp_path / "site").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(PublishError, match=r"site: the site cannot be written: Not a directory"),
        hold_output(tmp_path / "file" / "site"),
    ):
        pass
