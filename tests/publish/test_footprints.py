from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.model import Trace
from generator.publish.footprints import (
    FINE_TICK,
    NO_SIGNS,
    SECOND,
    TICK,
    DoubtError,
    Place,
    Sealed,
    is_same,
    look_at,
    seal,
    seal_files,
    seal_written,
    stand_as_left,
)

WRITTEN = 1_500_000_000 * SECOND + 1
"""When the files of the tests were written, by their times; a clock that knows no whole seconds."""
LATER = 2**62
"""A moment long after all times of the tests."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "content"
    for path in ("a.md", "monde/b.md", ".hidden", ".git/index"):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(path)
    return top


def sealed(folder: Path, at: int = LATER, former: Sealed | None = None) -> Sealed:
    return seal_files(look_at([Place(folder, frozenset({".git"}), may_link=True)]), at, former)


def names(folder: Path) -> list[str]:
    seen = look_at([Place(folder, frozenset({".git"}), may_link=True)])
    return [name.removeprefix(str(folder)) for name in seen.names]


def test_all_but_what_is_passed_over_is_seen(folder: Path) -> None:
    assert names(folder) == ["/", "/.hidden", "/a.md", "/monde/", "/monde/b.md"]


def test_a_place_that_is_missing_is_seen_as_missing_and_one_file_as_a_file(folder: Path) -> None:
    assert names(folder / "nowhere") == ["?"]
    assert names(folder / "a.md") == [""]


def test_links_are_seen_with_where_they_lead_and_what_is_there(folder: Path) -> None:
    (folder / "to-file").symlink_to("a.md")
    (folder / "to-folder").symlink_to("monde")
    (folder / "to-nothing").symlink_to("nothing")
    seen = names(folder)
    assert {f"/to-file?{folder}/a.md", "/to-file", f"/to-folder?{folder}/monde/"} <= {*seen}
    assert f"/to-nothing?{folder}/nothing" in seen
    assert "/to-folder/b.md" not in seen


def test_a_link_to_a_folder_that_may_be_read_is_a_doubt(folder: Path) -> None:
    (folder / "to-folder").symlink_to("monde")
    with pytest.raises(DoubtError):
        look_at([Place(folder)])


def test_what_is_no_file_is_seen_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    before = sealed(folder)
    assert any(name.endswith("pipe?") for name in before.seen.names)


def replaced(file: Path) -> None:
    waiting = file.with_name("waiting")
    waiting.write_bytes(file.read_bytes())
    waiting.replace(file)


SAME: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _file: None,
    "times": lambda file: os.utime(file, ns=(1, 1)),
    "a new file of the same text": replaced,
    "rights": lambda file: file.chmod(0o600),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_files_that_hold_the_same_are_the_same_whatever_they_look_like(
    folder: Path, change: Callable[[Path], object]
) -> None:
    before = sealed(folder)
    change(folder / "a.md")
    assert is_same(before, sealed(folder, former=before))


def overwritten(file: Path, text: str, *, keeps_time: bool = False) -> None:
    status = file.stat()
    file.write_text(text)
    if keeps_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


OTHER: dict[str, Callable[[Path], object]] = {
    "longer": lambda file: overwritten(file, "longer than it was"),
    "same size": lambda file: overwritten(file, "A.MD"),
    "same size and time": lambda file: overwritten(file, "A.MD", keeps_time=True),
    "removed": Path.unlink,
    "renamed": lambda file: file.rename(file.with_name("c.md")),
    "one more": lambda file: file.with_name("c.md").write_text("c"),
    "one more folder": lambda file: file.with_name("empty").mkdir(),
    "another one of two that change names": lambda file: file.rename(file.parent / "monde/b.md"),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_files_that_hold_something_else_are_others(folder: Path, change: Callable[[Path], object]) -> None:
    before = sealed(folder)
    change(folder / "a.md")
    assert not is_same(before, sealed(folder, former=before))


def test_files_that_look_the_same_are_not_read_again(folder: Path) -> None:
    before = sealed(folder)
    assert sealed(folder, former=before) is before


def test_a_file_that_was_touched_just_before_is_read_although_it_looks_the_same(folder: Path) -> None:
    seen = look_at([Place(folder)])
    touched = seen.of(seen.names.index(f"{folder}/a.md"))[2]
    before = seal_files(seen, touched + TICK - 1)
    assert before.unsettled
    wrong = Sealed(seen, bytes(len(before.seals)), before.unsettled)
    assert seal_files(seen, LATER, wrong).seals == before.seals
    assert seal_files(seen, LATER, wrong).unsettled == ()


def test_a_file_that_cannot_be_read_is_a_doubt(folder: Path) -> None:
    seen = look_at([Place(folder)])
    (folder / "a.md").unlink()
    with pytest.raises(DoubtError):
        seal_files(seen, LATER)


def left(folder: Path, at: int) -> Sealed:
    """Give what is known of published files that were written at `WRITTEN`."""
    for name in ("a.md", "monde/b.md"):
        os.utime(folder / name, ns=(WRITTEN, WRITTEN))
    data = {f"{folder}/{name}": (folder / name).read_bytes() for name in ("a.md", "monde/b.md")}
    return written(data, at, f"{folder}/", f"{folder}/monde/")


def written(data: Mapping[str, bytes], at: int, *folders: str) -> Sealed:
    """Take the footprints of files that a build wrote."""
    traces = {name: Trace(len(held), seal=seal(held)) for name, held in data.items()}
    return seal_written(traces, dict.fromkeys(folders, NO_SIGNS), lambda _name: b"", at)


def test_published_files_stand_as_they_were_left(folder: Path) -> None:
    files = left(folder, LATER)
    assert files.unsettled == ()
    assert stand_as_left(files, LATER) is files


def moved_and_linked(file: Path) -> None:
    folder = file.parent / "monde"
    folder.rename(file.parent / "elsewhere")
    folder.symlink_to("elsewhere")


TOUCHED: dict[str, Callable[[Path], object]] = OTHER | {
    "times": SAME["times"],
    "a new file of the same text": replaced,
    "a folder that is a link now": moved_and_linked,
}
for name in ("one more", "one more folder"):
    del TOUCHED[name]


@pytest.mark.parametrize("change", TOUCHED.values(), ids=TOUCHED)
def test_a_published_file_that_was_touched_does_not_stand_as_it_was_left(
    folder: Path, change: Callable[[Path], object]
) -> None:
    files = left(folder, LATER)
    change(folder / "a.md")
    assert stand_as_left(files, LATER) is None


def test_files_of_others_do_not_matter_to_ours(folder: Path) -> None:
    files = left(folder, LATER)
    (folder / "CNAME").write_text("example.org")
    assert stand_as_left(files, LATER) is files


def test_published_files_that_were_just_written_are_read_once_more(folder: Path) -> None:
    files = left(folder, WRITTEN + FINE_TICK - 1)
    assert len(files.unsettled) == 2
    settled = stand_as_left(files, LATER)
    assert settled
    assert settled.unsettled == ()
    assert stand_as_left(settled, LATER) is settled


def test_what_somebody_wrote_over_a_published_file_in_the_same_tick_is_found_out(folder: Path) -> None:
    for name in ("a.md", "monde/b.md"):
        os.utime(folder / name, ns=(WRITTEN, WRITTEN))
    data = {f"{folder}/a.md": b"A.MD"}  # what the build wrote; now it holds "a.md"
    files = written(data, WRITTEN)
    assert stand_as_left(files, LATER) is None


def test_a_published_file_of_another_size_than_was_written_is_a_doubt(folder: Path) -> None:
    data = {f"{folder}/a.md": b"longer than it is"}
    with pytest.raises(DoubtError):
        written(data, LATER)


def standing(folder: Path, at: int, size: int = 4, changed: int = WRITTEN) -> Sealed:
    """Take the footprint of a file that stood already when a build began."""
    os.utime(folder / "a.md", ns=(WRITTEN, WRITTEN))
    return seal_written({f"{folder}/a.md": Trace(size, changed)}, {}, lambda _name: seal(b"a.md"), at)


def test_a_file_that_stood_already_and_may_yet_change_unseen_is_known_by_what_it_was_to_hold(folder: Path) -> None:
    files = standing(folder, WRITTEN)
    assert files.of(0) == seal(b"a.md")
    assert stand_as_left(files, LATER)


@pytest.mark.parametrize("changes", [{"size": 5}, {"changed": WRITTEN - 1}])
def test_a_file_that_stood_already_and_was_touched_meanwhile_is_a_doubt(folder: Path, changes: dict[str, int]) -> None:
    with pytest.raises(DoubtError):
        standing(folder, LATER, **changes)
