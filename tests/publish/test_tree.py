"""The published folder is the old site or the new one, and keeps the files of others."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import PublishError
from generator.model import OutputFile, Publication
from generator.publish.in_place import sync_in_place
from generator.publish.lock import hold_output
from generator.publish.manifest import INCOMING, MANIFEST, manifest_bytes
from generator.publish.plan import draw_plan, survey
from generator.publish.swap import previous_beside, staging_beside
from generator.publish.tree import publish

Site = Mapping[str, bytes]
OLD = {"index.html": b"old", "tags/otan/index.html": b"one", "feed.xml": b"old", "a.css": b"a{}"}
NEW = {"index.html": b"new", "tags/otan/index.html": b"one", "tags/baku/index.html": b"two", "a.css": b"a{}"}


def put(site: Site, output: Path) -> Publication:
    """Publish a site given as a mapping."""
    with hold_output(output) as held:
        return publish([OutputFile(path, data) for path, data in site.items()], held)


def put_with_cache(site: Site, output: Path, cache: Path) -> Publication:
    """Publish a site as a build does that keeps the folders of the old tree for the next one."""
    with hold_output(output) as held:
        return publish([OutputFile(path, data) for path, data in site.items()], held, cache=cache)


def put_in_place(site: Site, output: Path) -> None:
    """Publish a site as where the output cannot be swapped."""
    with hold_output(output) as held:
        files = [OutputFile(path, data) for path, data in site.items()]
        sync_in_place(draw_plan(files, held.folder, survey(held.folder)), held.folder, {})


def contents(folder: Path) -> dict[str, bytes | str | None]:
    """Give what stands in a folder but our manifest: bytes of files, targets of links, None for folders."""
    found: dict[str, bytes | str | None] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST:
            found[name] = str(path.readlink()) if path.is_symlink() else None if path.is_dir() else path.read_bytes()
    return found


def files_of(folder: Path) -> dict[str, bytes | str | None]:
    return {path: data for path, data in contents(folder).items() if data is not None}


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Give what tells whether anything was touched."""
    return {str(p): (p.lstat().st_ino, p.lstat().st_mtime_ns, p.lstat().st_mode) for p in [folder, *folder.rglob("*")]}


def write(folder: Path, site: Site) -> None:
    for path, data in site.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Publish the old site."""
    put(OLD, tmp_path / "site")
    return tmp_path / "site"


def test_a_first_build_writes_everything(tmp_path: Path) -> None:
    assert put(OLD, tmp_path / "site") == Publication(written=4, unchanged=0, deleted=0)
    assert files_of(tmp_path / "site") == OLD


def test_the_manifest_lists_what_was_written(output: Path) -> None:
    assert (output / MANIFEST).read_bytes() == manifest_bytes(OLD)


def test_a_second_build_changes_what_changed(output: Path) -> None:
    assert put(NEW, output) == Publication(written=2, unchanged=2, deleted=1)
    assert files_of(output) == NEW


def test_the_same_site_touches_nothing(output: Path) -> None:
    before = states(output.parent)
    assert put(OLD, output) == Publication(written=0, unchanged=4, deleted=0)
    assert states(output.parent) == before


def test_unchanged_files_are_not_written_again(output: Path) -> None:
    before = (output / "a.css").stat()
    put(NEW, output)
    after = (output / "a.css").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_folders_left_empty_are_gone(output: Path) -> None:
    put({"index.html": b"new"}, output)
    assert contents(output) == {"index.html": b"new"}


def test_nothing_is_left_beside_the_output(output: Path) -> None:
    put(NEW, output)
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("way", [put, put_in_place])
def test_a_file_may_become_a_folder_and_back(tmp_path: Path, way: Callable[[Site, Path], object]) -> None:
    for site in ({"a": b"1", "b/c/d": b"2"}, {"a/x": b"3", "b": b"4"}, {"a": b"1", "b/c/d": b"2"}):
        way(site, tmp_path / "site")
        assert files_of(tmp_path / "site") == site


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("way", [put, put_in_place])
def test_the_umask_does_not_matter(tmp_path: Path, way: Callable[[Site, Path], object]) -> None:
    before = os.umask(0o077)
    try:
        way(OLD, tmp_path / "deep" / "site")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("deep/**/*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "deep", *tmp_path.glob("deep/**")]}
    assert (modes, folders) == ({0o644}, {0o755})


def test_a_file_that_the_web_server_cannot_read_is_written_again(output: Path) -> None:
    (output / "a.css").chmod(0o600)
    assert put(OLD, output).written == 1
    assert stat.S_IMODE((output / "a.css").stat().st_mode) == 0o644


@pytest.mark.parametrize("way", [put, put_in_place])
def test_files_of_others_are_kept_as_they_are(output: Path, way: Callable[[Site, Path], object]) -> None:
    foreign = {"CNAME": b"news.example.org\n", ".git/HEAD": b"ref", "own/notes.txt": b"mine", "tags/mine.txt": b"x"}
    write(output, foreign)
    (output / "own" / "run.sh").write_bytes(b"#!")
    (output / "own" / "run.sh").chmod(0o750)
    (output / "link").symlink_to("own/notes.txt")
    (output / "dangling").symlink_to("/nowhere")
    (output / "empty" / "deeper").mkdir(parents=True, mode=0o700)
    for path in (output / "CNAME", output / ".git", output / "empty"):
        os.utime(path, ns=(10**18, 10**18))
    kept = {path: state[1:] for path, state in states(output).items() if Path(path).name in {*FOREIGN_NAMES}}
    for site in (NEW, OLD):
        way(site, output)
        now = contents(output)
        assert {path: data for path, data in now.items() if data is not None} == {
            **site,
            **foreign,
            "own/run.sh": b"#!",
            "link": "own/notes.txt",
            "dangling": "/nowhere",
        }
        assert "empty/deeper" in now
        assert {path: state[1:] for path, state in states(output).items() if path in kept} == kept


FOREIGN_NAMES = ("CNAME", ".git", "HEAD", "own", "run.sh", "link", "dangling", "empty", "deeper")


def test_files_of_others_that_change_while_we_stage_are_not_lost(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(output, {"log.txt": b"one", "kept.txt": b"k"})

    def write_late(*_: object) -> None:
        (output / "log.txt").unlink()
        write(output, {"log.txt": b"one, two", "late/new.txt": b"late"})

    monkeypatch.setattr("generator.publish.tree.flush", write_late)
    put(NEW, output)
    assert files_of(output) == {**NEW, "log.txt": b"one, two", "late/new.txt": b"late", "kept.txt": b"k"}


def test_a_file_of_others_in_our_place_is_refused_with_its_path(output: Path) -> None:
    write(output, {f"tags/baku/{n}/index.html": b"mine" for n in range(7)})
    before = states(output)
    site = {**OLD, **{f"tags/baku/{n}/index.html": b"ours" for n in range(7)}}
    with pytest.raises(PublishError, match=r"tags/baku/0/index\.html, .*4/index\.html and 2 more\n.*--output"):
        put(site, output)
    assert states(output) == before


@pytest.mark.parametrize("path", ["tags/baku", "index.html/mine.txt"])
def test_a_file_of_others_against_our_folder_is_refused(tmp_path: Path, path: str) -> None:
    write(tmp_path / "site", {path: b"mine"})
    with pytest.raises(PublishError, match=path.split("/mine", maxsplit=1)[0]):
        put(NEW, tmp_path / "site")
    assert files_of(tmp_path / "site") == {path: b"mine"}


def test_we_never_write_through_a_link(output: Path) -> None:
    (output.parent / "elsewhere").mkdir()
    (output / "tags" / "baku").symlink_to(output.parent / "elsewhere")
    with pytest.raises(PublishError, match="tags/baku"):
        put(NEW, output)
    assert list((output.parent / "elsewhere").iterdir()) == []


def test_identical_files_of_others_are_adopted(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    assert put(OLD, tmp_path / "site") == Publication(written=0, unchanged=4, deleted=0)
    assert put({"index.html": b"old"}, tmp_path / "site") == Publication(written=0, unchanged=1, deleted=3)


def test_without_a_manifest_our_files_are_strangers(output: Path) -> None:
    (output / MANIFEST).write_bytes(b"{}")
    with pytest.raises(PublishError, match=r"index\.html"):
        put(NEW, output)


def test_a_manifest_cannot_make_us_delete_elsewhere(output: Path) -> None:
    (output.parent / "precious.txt").write_bytes(b"keep")
    listed = manifest_bytes(["../precious.txt", str(output.parent / "precious.txt"), *OLD])
    (output / MANIFEST).write_bytes(listed)
    put(NEW, output)
    assert (output.parent / "precious.txt").read_bytes() == b"keep"


def test_an_output_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("real")
    put(OLD, tmp_path / "site")
    put(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert files_of(tmp_path / "real") == NEW


def test_litter_of_killed_builds_is_removed_even_when_nothing_changed(output: Path) -> None:
    write(staging_beside(output), {"index.html": b"half"})
    write(previous_beside(output), {"index.html": b"older"})
    write(output, {f"{INCOMING}/0": b"half"})
    assert put(OLD, output).written == 0
    assert list(output.parent.iterdir()) == [output]
    assert files_of(output) == OLD


def test_a_link_in_place_of_the_staging_folder_costs_only_the_link(output: Path) -> None:
    write(output.parent / "precious", {"a.txt": b"keep"})
    staging_beside(output).symlink_to(output.parent / "precious")
    put(NEW, output)
    assert files_of(output.parent / "precious") == {"a.txt": b"keep"}
    assert files_of(output) == NEW


@pytest.mark.parametrize("path", ["/a", "../a", "a/../b", "", "a//b", MANIFEST, f"{INCOMING}/1"])
def test_a_path_that_leaves_the_folder_is_a_bug(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        put({path: b""}, tmp_path / "site")


@pytest.mark.parametrize("pair", [("Tags/a", "tags/A"), ("caf\u00e9", "cafe\u0301"), ("STRASSE", "stra\u00dfe")])
def test_paths_that_differ_only_by_case_or_form_are_a_bug(tmp_path: Path, pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="overwrite"):
        put(dict.fromkeys(pair, b""), tmp_path / "site")


def test_a_file_where_a_folder_is_needed_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="folder is needed"):
        put({"A": b"", "a/b": b""}, tmp_path / "site")


def test_an_empty_site_leaves_the_files_of_others(output: Path) -> None:
    write(output, {"CNAME": b"x"})
    assert put({}, output) == Publication(written=0, unchanged=0, deleted=4)
    assert contents(output) == {"CNAME": b"x"}


def test_without_exchange_two_renames_do_the_same(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.swap.exchange", lambda *_: False)
    write(output, {"CNAME": b"x"})
    assert put(NEW, output) == Publication(written=2, unchanged=2, deleted=1)
    assert files_of(output) == {**NEW, "CNAME": b"x"}
    assert list(output.parent.iterdir()) == [output]


def test_without_hard_links_files_are_copied(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    write(output, {"run.sh": b"#!"})
    (output / "run.sh").chmod(0o755)
    (output / "link").symlink_to("nowhere")
    before = (output / "run.sh").stat()
    put(NEW, output)
    after = (output / "run.sh").stat()
    assert files_of(output) == {**NEW, "run.sh": b"#!", "link": "nowhere"}
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


def test_a_place_where_the_staging_folder_cannot_be_is_named(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output.parent / "file").touch()
    monkeypatch.setattr("generator.publish.tree.staging_beside", lambda _: output.parent / "file" / "x")
    with pytest.raises(PublishError, match=r"site: the site cannot be written: Not a directory"):
        put(NEW, output)
    assert files_of(output) == OLD


def test_a_failure_while_staging_leaves_the_old_site_and_no_litter(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.publish.tree.flush", refuse)
    before = states(output)
    with pytest.raises(PublishError, match=r"No space left on device\n.*Make room"):
        put(NEW, output)
    assert states(output) == before
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("room", [0, 4, 40, 160])
def test_a_full_disk_leaves_the_old_site(tmpfs: Callable[[str], Path], room: int) -> None:
    disk = tmpfs("size=1m")
    put(OLD, disk / "site")
    (disk / "fill").write_bytes(b"x" * (shutil.disk_usage(disk).free - room * 1024))
    with pytest.raises(PublishError, match="No space left on device"):
        put({**NEW, **{f"{n}.html": b"x" * 4000 for n in range(60)}}, disk / "site")
    assert files_of(disk / "site") == OLD
    assert {path.name for path in disk.iterdir()} == {"site", "fill"}


def test_a_full_mount_point_keeps_the_old_site(tmpfs: Callable[[str], Path]) -> None:
    disk = tmpfs("size=256k")
    put(OLD, disk)
    with pytest.raises(PublishError, match="No space left on device"):
        put({**NEW, **{f"{n}.html": b"x" * 4000 for n in range(80)}}, disk)
    assert files_of(disk) == OLD


def test_a_mount_point_is_synced_in_place(tmpfs: Callable[[str], Path]) -> None:
    disk = tmpfs("size=1m")
    write(disk, {"CNAME": b"x"})
    inode = disk.stat().st_ino
    put(OLD, disk)
    assert put(NEW, disk) == Publication(written=2, unchanged=2, deleted=1)
    assert files_of(disk) == {**NEW, "CNAME": b"x"}
    assert disk.stat().st_ino == inode
    assert (disk / MANIFEST).read_bytes() == manifest_bytes(NEW)


def test_a_mount_below_the_output_is_not_emptied(tmpfs: Callable[[str], Path], output: Path) -> None:
    disk = tmpfs("size=1m")
    write(disk, {"photo.jpg": b"precious"})
    (output / "media").mkdir()
    subprocess.run(["mount", "--bind", str(disk), str(output / "media")], check=True)
    try:
        put(NEW, output)
        assert files_of(disk) == {"photo.jpg": b"precious"}
        assert files_of(output) == {**NEW, "media/photo.jpg": b"precious"}
    finally:
        subprocess.run(["umount", "-l", str(output / "media")], check=True)


def test_a_read_only_output_is_named(output: Path, read_only: Callable[[Path], None]) -> None:
    read_only(output)
    with pytest.raises(PublishError, match=rf"{output}: the site cannot be written: (Read-only|Permission)"):
        put(NEW, output)
    assert files_of(output) == OLD


def test_a_read_only_output_that_is_up_to_date_is_fine(output: Path, read_only: Callable[[Path], None]) -> None:
    read_only(output)
    assert put(OLD, output) == Publication(written=0, unchanged=4, deleted=0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def terminated() -> None:
    sys.exit(143)


def is_ended_at(moment: int, end: Callable[[], None], action: Callable[[], object]) -> bool:
    """Run an action in a child that is ended at its n-th step on the disk; tell whether it came so far."""
    child = os.fork()
    if not child:
        steps = itertools.count(1)

        def step(event: str, _: object) -> None:
            if event.startswith(("os.", "open", "ctypes.", "fcntl.")) and next(steps) == moment:
                end()

        try:
            sys.addaudithook(step)
            action()
        except SystemExit:
            os._exit(143)
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def kill_points(action: Callable[[], object]) -> Iterator[int]:
    """Kill an action at its first step, its second, and so on to the last."""
    return itertools.takewhile(lambda moment: is_ended_at(moment, killed, action), itertools.count(1))


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@needs_fork
@pytest.mark.parametrize("knows_exchange", [True, False])
def test_a_build_killed_at_any_step_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, knows_exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not knows_exchange:
        monkeypatch.setattr("generator.publish.swap.exchange", lambda *_: False)
    output, foreign, seen = tmp_path / "site", {"CNAME": b"x", "own/notes.txt": b"mine"}, []
    write(output, foreign)
    put(OLD, output)
    for moment in kill_points(lambda: put(NEW, output)):
        if not knows_exchange and not output.exists():  # between two renames: the next build puts it back
            with hold_output(output):
                seen.append("put back")
        assert files_of(output) in ({**OLD, **foreign}, {**NEW, **foreign}), moment
        seen.append("old" if (output / "feed.xml").exists() else "new")
        put(NEW, output)
        assert files_of(output) == {**NEW, **foreign}, moment
        put(OLD, output)
        assert list(tmp_path.iterdir()) == [output], moment
    assert {*seen} == {"old", "new"} | (set() if knows_exchange else {"put back"})


@needs_fork
def test_a_build_told_to_stop_at_any_step_leaves_a_whole_site_and_no_litter(tmp_path: Path) -> None:
    output, cache, seen = tmp_path / "site", tmp_path / "cache", set()
    cache.mkdir()
    put_with_cache(OLD, output, cache)
    for moment in itertools.count(1):
        put_with_cache(OLD, output, cache)
        if not is_ended_at(moment, terminated, lambda: put_with_cache(NEW, output, cache)):
            break
        assert files_of(output) in (OLD, NEW), moment
        assert sorted(tmp_path.iterdir()) == [cache, output], moment
        seen.add("old" if files_of(output) == OLD else "new")
    assert seen == {"old", "new"}


@needs_fork
def test_a_build_killed_at_any_step_in_place_is_finished_by_the_next(tmp_path: Path) -> None:
    output, foreign = tmp_path / "site", {"CNAME": b"x"}
    write(output, foreign)
    put(OLD, output)
    third = dict.fromkeys(("index.html", "tags/baku/index.html", "c.css"), b"third")
    for moment in kill_points(lambda: put_in_place(NEW, output)):
        put(third, output)
        assert files_of(output) == {**third, **foreign}, moment
        put(OLD, output)


NAMES = st.sampled_from(["a", "b", "c.html", "d.css", "index.html"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
BYTES = st.sampled_from([b"", b"one", b"two", b"three"])


def trees(prefix: str = "") -> st.SearchStrategy[dict[str, bytes]]:
    """Make trees in which no file stands where another needs a folder."""

    def sound(site: dict[str, bytes]) -> dict[str, bytes]:
        return {path: data for path, data in site.items() if not any(other.startswith(f"{path}/") for other in site)}

    return st.dictionaries(PATHS.map(lambda path: prefix + path), BYTES, max_size=8).map(sound)


@given(sites=st.lists(trees(), min_size=1, max_size=3), foreign=trees("own-"))
def test_from_any_tree_to_any_tree_the_result_is_ours_and_the_others(
    sites: list[dict[str, bytes]], foreign: dict[str, bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        write(output, foreign)
        output.mkdir(exist_ok=True)
        old: dict[str, bytes] = {}
        for site in sites:
            same = sum(old.get(path) == data for path, data in site.items())
            assert put(site, output) == Publication(len(site) - same, same, len(old.keys() - site.keys()))
            assert files_of(output) == {**site, **foreign}
            assert [path.name for path in Path(folder).iterdir()] == ["site"]
            old = site


@given(sites=st.lists(trees(), min_size=1, max_size=3), foreign=trees("own-"))
def test_in_place_gives_the_same_as_a_swap(sites: list[dict[str, bytes]], foreign: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        swapped, synced = Path(folder) / "swapped", Path(folder) / "synced"
        for output in (swapped, synced):
            write(output, foreign)
        for site in sites:
            put(site, swapped)
            put_in_place(site, synced)
            assert contents(synced) == contents(swapped)
