from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import OutputFile, Publication
from generator.publish.footprints import signs_of
from generator.publish.left import NOTHING_LEFT
from generator.publish.lock import hold_output
from generator.publish.manifest import MANIFEST
from generator.publish.scaffold import SCAFFOLD, Scaffold, take_scaffold
from generator.publish.tree import publish

FIRST = {"index.html": b"1", "tags/otan/index.html": b"1", "monde/a/index.html": b"1"}
SECOND = {"index.html": b"2", "tags/otan/index.html": b"1", "monde/b/index.html": b"2"}
THIRD = {"index.html": b"3", "monde": b"3", "tags/otan/index.html": b"1"}


def put(site: dict[str, bytes], output: Path, cache: Path) -> Publication:
    with hold_output(output) as held:
        return publish([OutputFile(path, data) for path, data in site.items()], held, NOTHING_LEFT, cache)


def files(output: Path) -> dict[str, bytes]:
    paths = [path for path in output.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


def folders(top: Path) -> set[str]:
    return {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_dir()}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a folder for a site, with one for the cache."""
    (tmp_path / "cache").mkdir()
    return tmp_path


def test_a_tree_that_grows_on_the_folders_of_another_is_the_same_as_one_that_does_not(place: Path) -> None:
    for site in (FIRST, SECOND, FIRST, THIRD, FIRST, SECOND):
        put(site, place / "site", place / "cache")
        assert files(place / "site") == site
        assert folders(place / "site") == {f for path in site for f in above(path)}
        assert {path.name for path in place.iterdir()} == {"site", "cache"}


def above(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def test_what_is_kept_of_a_tree_is_its_folders_and_the_files_that_are_those_of_the_site(place: Path) -> None:
    put(FIRST, place / "site", place / "cache")
    inode = (place / "site/tags/otan").stat().st_ino
    put(SECOND, place / "site", place / "cache")
    kept = place / "cache" / SCAFFOLD
    assert files(kept) == {"tags/otan/index.html": b"1"}
    assert (kept / "tags/otan/index.html").samefile(place / "site/tags/otan/index.html")
    assert folders(kept) == {"tags", "tags/otan", "monde", "monde/a"}
    put(FIRST, place / "site", place / "cache")
    assert (place / "site/tags/otan").stat().st_ino == inode


def test_a_file_that_stands_in_what_was_kept_is_not_linked_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(FIRST, place / "site", place / "cache")
    put(SECOND, place / "site", place / "cache")
    linked: list[str] = []
    monkeypatch.setattr("generator.publish.tree.carry", lambda old, _new: linked.append(old))
    put(FIRST, place / "site", place / "cache")
    assert not linked
    assert files(place / "site") == FIRST


def test_no_file_of_others_and_no_copy_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    put(FIRST, place / "site", place / "cache")
    (place / "site/CNAME").write_bytes(b"news.example.org")
    monkeypatch.setattr("os.link", refuse)
    put(SECOND, place / "site", place / "cache")
    assert files(place / "site") == {**SECOND, "CNAME": b"news.example.org"}
    assert not files(place / "cache" / SCAFFOLD)


def exchanged(kept: Path) -> None:
    (kept / "tags/otan/index.html").unlink()
    (kept / "tags/otan/index.html").write_bytes(b"evil")


ODD: dict[str, Callable[[Path], object]] = {
    "a file": lambda kept: (kept / "tags/evil.html").write_bytes(b"evil"),
    "another file of that name": exchanged,
    "a link": lambda kept: (kept / "tags/evil").symlink_to("elsewhere"),
    "a folder that not all may read": lambda kept: (kept / "tags").chmod(0o700),
    "a folder that all may write": lambda kept: kept.chmod(0o777),
    "nothing": lambda kept: kept.rename(kept.parent / "elsewhere"),
}


@pytest.mark.parametrize("spoil", ODD.values(), ids=ODD)
def test_what_was_kept_and_is_not_as_we_make_it_is_not_used(place: Path, spoil: Callable[[Path], object]) -> None:
    put(FIRST, place / "site", place / "cache")
    put(SECOND, place / "site", place / "cache")
    spoil(place / "cache" / SCAFFOLD)
    put(FIRST, place / "site", place / "cache")
    assert files(place / "site") == FIRST
    assert all(path.stat().st_mode & 0o777 == 0o755 for path in (place / "site").rglob("*") if path.is_dir())
    assert not (place / "site/tags/evil").is_symlink()


def test_a_tree_in_which_something_is_mounted_is_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(FIRST, place / "site", place / "cache")
    put(SECOND, place / "site", place / "cache")
    monkeypatch.setattr("generator.publish.scaffold.holds_mounts", lambda _folder: True)
    assert take_scaffold(place / "cache" / SCAFFOLD, place / "staging") == Scaffold()
    assert not (place / "staging").exists()


def test_the_signs_of_files_that_get_no_new_name_are_those_that_they_have(place: Path) -> None:
    put(FIRST, place / "site", place / "cache")
    first = put(SECOND, place / "site", place / "cache")
    assert (sorted(first.traces), first.signs) == ([MANIFEST, *sorted(SECOND)], {})
    second = put(FIRST, place / "site", place / "cache")
    assert [*second.signs] == ["tags/otan/index.html"]
    assert second.signs["tags/otan/index.html"] == signs_of((place / "site/tags/otan/index.html").stat())


def test_where_the_old_tree_cannot_be_kept_all_files_are_looked_at_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(FIRST, place / "site", place / "cache")
    put(SECOND, place / "site", place / "cache")
    monkeypatch.setattr("generator.publish.scaffold._thin", lambda *_: False)
    assert not put(FIRST, place / "site", place / "cache").signs


IN_ITS_PLACE: dict[str, Callable[[Path], object]] = {
    "a file": lambda kept: kept.write_bytes(b"x"),
    "a link": lambda kept: kept.symlink_to(kept.parent / "elsewhere"),
}


@pytest.mark.parametrize("make", IN_ITS_PLACE.values(), ids=IN_ITS_PLACE)
def test_what_stands_in_the_place_of_the_folders_is_not_taken_for_them(
    place: Path, make: Callable[[Path], object]
) -> None:
    (place / "elsewhere").mkdir()
    make(place / "kept")
    assert take_scaffold(place / "kept", place / "staging") == Scaffold()
    assert not os.path.lexists(place / "staging")
    assert (place / "elsewhere").is_dir()


def test_without_a_cache_folder_nothing_is_kept(place: Path) -> None:
    put(FIRST, place / "site", place / "nowhere")
    put(SECOND, place / "site", place / "nowhere")
    assert files(place / "site") == SECOND
    assert {path.name for path in place.iterdir()} == {"site", "cache"}
