"""One folder takes the place of another."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.swap import exchange, holds_mounts, previous_beside, staging_beside, swap_in


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Make a staged folder and an output, each with a file that has its name."""
    for name in ("staged", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    return tmp_path / "staged", tmp_path / "site"


def refusing(number: int) -> Callable[..., bool]:
    def refuse(*_: object) -> bool:
        raise OSError(number, "refused")

    return refuse


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="this system cannot exchange names")
def test_two_folders_are_exchanged(pair: tuple[Path, Path]) -> None:
    staged, site = pair
    assert exchange(staged, site)
    assert (staged / "site").exists()
    assert (site / "staged").exists()


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="this system cannot exchange names")
def test_a_missing_folder_is_an_error(pair: tuple[Path, Path]) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(pair[0], pair[1] / "missing")


def test_two_renames_stand_in_for_the_exchange(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.swap.exchange", lambda *_: False)
    staged, site = pair
    assert swap_in(staged, site) == previous_beside(site)
    assert (site / "staged").exists()
    assert (previous_beside(site) / "site").exists()


def test_a_second_rename_that_fails_brings_the_old_site_back(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.swap.exchange", lambda *_: False)
    staged, site = pair
    with pytest.raises(FileNotFoundError):
        swap_in(staged / "missing", site)
    assert (site / "site").exists()
    assert not previous_beside(site).exists()


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM])
def test_a_folder_that_cannot_be_moved_is_told_and_left(
    pair: tuple[Path, Path], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.publish.swap.exchange", refusing(number))
    assert swap_in(*pair) is None
    assert (pair[1] / "site").exists()


def test_other_failures_are_raised(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.swap.exchange", refusing(errno.ENOSPC))
    with pytest.raises(OSError, match="refused"):
        swap_in(*pair)


def test_a_mount_point_cannot_be_exchanged(tmpfs: Callable[[str], Path], pair: tuple[Path, Path]) -> None:
    assert swap_in(pair[0], tmpfs("size=64k")) is None


def test_mounts_are_seen_at_the_folder_and_below_it(tmpfs: Callable[[str], Path], tmp_path: Path) -> None:
    assert not holds_mounts(tmp_path / "mount")
    point = tmpfs("size=64k")
    assert holds_mounts(point)
    assert holds_mounts(tmp_path)
    assert not holds_mounts(tmp_path / "moun")


def test_a_mount_of_the_same_disk_is_seen_whatever_its_name(tmpfs: Callable[[str], Path], tmp_path: Path) -> None:
    disk = tmpfs("size=64k")
    inside = disk / "été et\ttab \\ 1"
    for folder in (inside / "mounted", disk / "other"):
        folder.mkdir(parents=True)
    subprocess.run(["mount", "--bind", str(disk / "other"), str(inside / "mounted")], check=True)
    try:
        assert holds_mounts(inside)
        assert not holds_mounts(tmp_path / "elsewhere")
    finally:
        subprocess.run(["umount", "-l", str(inside / "mounted")], check=True)


def test_the_names_beside_the_output_are_its_own() -> None:
    output = Path("/srv/site")
    assert {staging_beside(output), previous_beside(output)} == {
        Path("/srv/.site.digest-staging"),
        Path("/srv/.site.digest-previous"),
    }
