from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.ordinary import read_ordinary
from tests.site_folder import SiteFolder, article_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")


def put(kind: str, file: Path) -> None:
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    elif kind == "link to nothing":
        file.symlink_to(file.with_name("nothing"))
    elif kind == "link to itself":
        file.symlink_to(file)
    elif kind == "folder":
        file.mkdir()
    elif kind == "larger":
        file.write_bytes(b"abcd")


def test_a_file_is_read_whole_and_through_links(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").symlink_to("a")
    assert read_ordinary(tmp_path / "b", 3) == b"abc"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("pipe", "not an ordinary file"),
        ("device", "not an ordinary file"),
        ("folder", "Is a directory|not an ordin"),
        ("larger", "larger than 3 bytes"),
        ("missing", "No such file"),
    ],
)
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, kind: str, words: str) -> None:
    file = tmp_path / "a"
    put(kind, file)
    with pytest.raises(OSError, match=words):
        read_ordinary(file, 3)


@pytest.mark.parametrize(
    "path",
    [
        "site.toml",
        "content/tags.toml",
        "content/urls.lock",
        "templates",
        "templates/tag.html",
        "templates/locales/fr.toml",
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "device", "link to nothing", "link to itself"])
def test_what_is_no_file_in_place_of_one_of_ours_is_named(tmp_path: Path, path: str, kind: str) -> None:
    site = SiteFolder(tmp_path)
    site.write("content/monde/a.md", article_text(1))
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    put(kind, file)
    done = site.run("build")
    assert done.returncode in {1, 2}
    assert path in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert "defect of the program" not in done.stderr.decode()


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.write("content/monde/a.md", article_text(1))
    site.write("templates/page.html", "")
    with (tmp_path / "templates/page.html").open("wb") as file:
        file.truncate(100_000_000)
    done = site.run("build")
    assert done.returncode == 1
    assert "templates/page.html: cannot be read: larger than 64000000 bytes" in done.stderr.decode()
