from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model import OutputFile, Publication
from generator.publish.footprints import Footprints, Sealed, look_for, seal
from generator.publish.left import NOTHING_LEFT, Left, left_by
from generator.publish.lock import hold_output
from generator.publish.manifest import MANIFEST
from generator.publish.record import MARK_BYTES, Record
from generator.publish.tree import publish

ONE, TWO = (name * MARK_BYTES for name in (b"1", b"2"))
NONE = bytes(MARK_BYTES)


def never() -> bytes:
    raise AssertionError("nobody is to ask for these bytes")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Publish a site of two files, of which one has a mark."""
    put(tmp_path / "site", OutputFile("a/index.html", b"one", ONE), OutputFile("b.css", b"two"))
    return tmp_path / "site"


def put(output: Path, *files: OutputFile, left: Left = NOTHING_LEFT) -> Publication:
    with hold_output(output) as held:
        return publish(files, held, left)


def recorded(output: Path, *unsettled: str) -> Record:
    """Record what stands in the output, the file in a folder with a mark."""
    files = look_for(tuple(sorted(str(path) for path in output.rglob("*") if path.is_file())))
    late = tuple(at for at, name in enumerate(files.names) if name.endswith(unsettled)) if unsettled else ()
    seals = b"".join(seal(Path(name).read_bytes()) for name in files.names)
    marks = b"".join(ONE if name.endswith("index.html") else NONE for name in files.names)
    inputs = Sealed(Footprints(("a",), array("Q", [0] * 4)), bytes(16), ())
    moments = ("", "2017-01-01T00:00:00+00:00", "")
    return Record("key", moments, ("UTC", ""), (1, 1, 1, 2), (), (), inputs, Sealed(files, seals, late), marks)


def test_a_file_with_the_mark_that_is_wanted_stands_without_being_made_or_read(output: Path) -> None:
    left = left_by(recorded(output), output)
    assert left.marks == {"a/index.html": ONE}
    done = put(output, OutputFile("a/index.html", never, ONE), OutputFile("b.css", b"two"), left=left)
    assert done == Publication(written=0, unchanged=2, deleted=0)


def test_a_file_with_another_mark_is_compared(output: Path) -> None:
    left = left_by(recorded(output), output)
    again = put(output, OutputFile("a/index.html", b"one", TWO), OutputFile("b.css", b"two"), left=left)
    assert again.written == 0
    changed = put(output, OutputFile("a/index.html", b"new", TWO), OutputFile("b.css", b"two"), left=left)
    assert changed.written == 1
    assert (output / "a/index.html").read_bytes() == b"new"


def rewritten(file: Path) -> None:
    status = file.stat()
    file.write_bytes(b"ONE")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(file: Path) -> None:
    file.with_name("new").write_bytes(b"ONE")
    file.with_name("new").replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "written over, with its old time": rewritten,
    "replaced": replaced,
    "removed": Path.unlink,
    "locked up": lambda file: file.chmod(0o600),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_somebody_touched_since_is_made_again(output: Path, change: Callable[[Path], object]) -> None:
    left = left_by(recorded(output), output)
    change(output / "a/index.html")
    put(output, OutputFile("a/index.html", lambda: b"one", ONE), OutputFile("b.css", b"two"), left=left)
    assert (output / "a/index.html").read_bytes() == b"one"
    assert (output / "a/index.html").stat().st_mode & 0o444 == 0o444


def test_a_file_that_may_have_changed_unseen_is_read(output: Path) -> None:
    file, status = OutputFile("a/index.html", never, ONE), (output / "a/index.html").stat()
    left = left_by(recorded(output, "index.html"), output)
    assert left.stands(file, output, status)
    other = Left(left.marks, left.signs, {"a/index.html": seal(b"ONE")})
    assert not other.stands(file, output, status)


def test_of_a_folder_that_was_emptied_or_never_recorded_nothing_is_known(output: Path) -> None:
    record = recorded(output)
    assert left_by(None, output) == NOTHING_LEFT
    assert left_by(record, output.parent / "other") == NOTHING_LEFT
    (output / MANIFEST).unlink()
    assert left_by(record, output) == NOTHING_LEFT
