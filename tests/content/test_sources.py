from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from generator.config import Limits
from generator.content.sources import read_source, read_sources, read_static


def write(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)


def paths(root: Path) -> list[str]:
    return [source.path for source in read_sources(root, "content", Limits())[0]]


def told(root: Path, limits: Limits | None = None) -> list[str]:
    return [str(p).split("\n")[0] for p in read_sources(root, "content", limits or Limits())[1]]


def test_files_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "a/b/c.png", "a.md")
    assert paths(tmp_path) == ["a.md", "a/b/c.png", "a/z.md", "b.md"]


def test_a_source_knows_what_the_editor_calls_it(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md")
    (source,), problems = read_sources(tmp_path, "../content/", Limits())
    assert (source.shown_path, source.data, problems) == ("../content/a/b.md", b"a/b.md", ())


def test_litter_and_what_others_read_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.md",
        "a.md~",
        "#a.md#",
        ".#a.md",
        ".hidden.md",
        ".git/x",
        ".obsidian/y.md",
        ".DS_Store",
        "Thumbs.db",
    )
    write(tmp_path, "tags.toml", "urls.lock", "static/logo.png", "monde/static/b.md")
    write(
        tmp_path, "_config.yml", "_layouts/post.html", "_site/a/index.html", "_posts/2017-02-16-c.md", "monde/_data/d"
    )
    assert paths(tmp_path) == ["_posts/2017-02-16-c.md", "a.md", "monde/_data/d", "monde/static/b.md"]


def test_static_files_keep_their_paths_with_their_dots(tmp_path: Path) -> None:
    write(
        tmp_path, "CNAME", ".well-known/security.txt", ".nojekyll", "a.css~", ".DS_Store", ".git/config", ".a.css.swp"
    )
    assets, problems = read_static(tmp_path, "content/static", Limits())
    assert [(asset.path, asset.is_static) for asset in assets] == [
        (".nojekyll", True),
        (".well-known/security.txt", True),
        ("CNAME", True),
    ]
    assert problems == ()


def test_a_static_drawing_that_could_run_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg onload='x'/>")
    assets, problems = read_static(tmp_path, "content/static", Limits())
    assert [asset.path for asset in assets] == ["logo.svg"]
    assert [(str(p).split("\n")[0], p.is_error) for p in problems] == [
        ("content/static/logo.svg: the drawing holds the event handler `onload`", True)
    ]


@pytest.mark.parametrize("name", ["12:30.txt", "a\\b.txt", "d:/a.txt", "a/b\\c.txt"])
def test_a_static_file_whose_name_cannot_be_published_is_an_error(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, "a/12:30.txt")
    _assets, problems = read_static(tmp_path, "content/static", Limits())
    assert [(problem.location.path, problem.is_error) for problem in problems] == [(f"content/static/{name}", True)]


def test_a_static_folder_need_not_exist(tmp_path: Path) -> None:
    assert read_static(tmp_path / "static", "content/static", Limits()) == ((), ())


def test_a_static_folder_that_leads_out_is_an_error_and_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "secrets/passwd", "content/mine/logo.txt")
    static = tmp_path / "content/static"
    static.symlink_to("../secrets")
    assets, (problem,) = read_static(static, "content/static", Limits())
    assert assets == ()
    assert problem.is_error
    assert problem.message == "this link leads out of the folder that it lies in"
    static.unlink()
    static.symlink_to("mine")
    assert [asset.path for asset in read_static(static, "content/static", Limits())[0]] == ["logo.txt"]


@pytest.mark.parametrize("target", ["", "nowhere", "static"])
def test_a_static_folder_that_is_none_is_named(tmp_path: Path, target: str) -> None:
    (tmp_path / "static").symlink_to(target) if target else write(tmp_path, "static")
    _assets, problems = read_static(tmp_path / "static", "content/static", Limits())
    assert [str(problem).split("\n")[0] for problem in problems] == ["content/static: this is not a folder"]


def test_a_content_folder_has_to_exist(tmp_path: Path) -> None:
    assert told(tmp_path / "content") == ["content: cannot be read: no such file or directory"]


def test_links_that_lead_out_or_nowhere_are_named_and_left_out(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write(root, "a.md", "b/c.md")
    write(tmp_path, "secret.md")
    (root / "leak.md").symlink_to(tmp_path / "secret.md")
    (root / "gone.md").symlink_to(tmp_path / "nowhere")
    (root / "loop").symlink_to(root)
    (root / "up").symlink_to(tmp_path)
    (root / "self").symlink_to("self")
    (root / "inside.md").symlink_to("b/c.md")
    assert paths(root) == ["a.md", "b/c.md", "inside.md"]
    assert told(root) == [
        "content/gone.md: warning: this link leads nowhere; it is left out",
        "content/leak.md: warning: this link leads out of the content folder; it is left out",
        "content/loop: warning: this is a link to a folder; it is left out",
        "content/self: warning: this link leads nowhere; it is left out",
        "content/up: warning: this link leads out of the content folder; it is left out",
    ]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert told(tmp_path) == ["content/a.md: warning: this is not a regular file; it is left out"]


def test_a_file_over_the_limit_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "long-name.md")
    assert told(tmp_path, Limits(file_bytes=4)) == [
        "content/long-name.md: the file has 12 bytes, more than the 4 allowed"
    ]


def test_names_are_in_one_unicode_form(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", "été.md"))
    assert paths(tmp_path) == ["été.md"]


def test_two_names_that_differ_only_in_unicode_form_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, unicodedata.normalize("NFD", "é.md"), "é.md")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system takes both names for one")
    assert told(tmp_path) == ["content/é.md: there are two files of this name"]


def test_a_name_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text("x")
    except OSError:
        pytest.skip("this file system refuses such names")
    assert told(tmp_path) == ["content/caf\\udce9.md: the name of this file is not UTF-8"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md")
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "b").chmod(0)
    lines = told(tmp_path)
    (tmp_path / "b").chmod(0o700)
    assert lines == ["content/b: cannot be read: permission denied", "content/a.md: cannot be read: permission denied"]


def test_one_file_is_read_again_as_it_was_read_with_all(tmp_path: Path) -> None:
    write(tmp_path, "a/b.md", "c.md")
    found, _problems = read_sources(tmp_path, "content", Limits())
    assert tuple(read_source(tmp_path, "content", path, Limits()) for path in ("a/b.md", "c.md")) == found


def test_one_file_that_could_not_be_read_with_all_is_not_read_again(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write(root, "large.md")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "secret.md").write_text("x")
    names = ("large.md", "out.md", "gone.md")
    assert [read_source(root, "content", name, Limits(file_bytes=3)) for name in names] == [None, None, None]
