"""What publishing does to a disk."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.publish.disk import flush, make_folder, remove_tree, write_file


def test_a_tree_is_removed_without_following_links(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a.txt").touch()
    (tmp_path / "tree" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "tree" / "link").symlink_to(tmp_path / "precious")
    (tmp_path / "tree" / "deep" / "file").touch()
    (tmp_path / "tree" / "deep").chmod(0o500)
    remove_tree(tmp_path / "tree")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "precious"]


def test_a_tree_may_be_deeper_than_recursion_goes(tmp_path: Path) -> None:
    path = str(tmp_path / "tree")
    for _ in range(1500):  # Path.mkdir(parents=True) would not get there
        Path(path).mkdir()
        path += "/x"
    remove_tree(tmp_path / "tree")
    assert list(tmp_path.iterdir()) == []


def test_removing_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    remove_tree(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_is_never_written_over_another_or_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_file(str(tmp_path / "file"), b"one")
    for name in ("link", "file"):
        with pytest.raises(FileExistsError):
            write_file(str(tmp_path / name), b"two")
    assert (tmp_path / "file").read_bytes() == b"one"
    assert not (tmp_path / "target").exists()


def test_a_folder_that_stands_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o700)
    make_folder(tmp_path / "mine" / "new")
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("mine", "mine/new")] == [0o700, 0o755]


def test_a_folder_that_is_gone_cannot_be_flushed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        flush(tmp_path / "missing", [str(tmp_path / "missing" / "file")])
