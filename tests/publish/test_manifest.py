"""The manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.manifest import MANIFEST, manifest_bytes, read_manifest

DAMAGED = {
    "empty": b"",
    "cut": manifest_bytes(["a.html"])[:20],
    "zeros": bytes(100),
    "not UTF-8": b"\xff\xfe\x00",
    "deeply nested": b"[" * 100_000,
    "a list": b'["a.html"]',
    "another version": manifest_bytes(["a.html"]).replace(b'"format": 1', b'"format": 2'),
    "files are no list": b'{"format": 1, "files": {"a.html": 1}}',
}


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest_bytes(["été/index.html", "a.html"]))
    assert read_manifest(tmp_path) == {"a.html", "été/index.html"}


def test_the_order_of_the_files_does_not_matter() -> None:
    assert manifest_bytes(["b", "a"]) == manifest_bytes(["a", "b"])


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=3))
def test_the_manifest_is_json_with_one_path_a_line_whatever_stands_in_it(paths: set[str]) -> None:
    written = json.dumps({"format": 1, "files": sorted(paths)}, ensure_ascii=False, indent=1)
    assert manifest_bytes(paths) == f"{written}\n".encode()


def test_a_folder_without_manifest_has_nothing_of_ours(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == frozenset()


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_manifest_that_cannot_be_understood_lists_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    assert read_manifest(tmp_path) == frozenset()


def test_a_manifest_that_is_a_link_or_a_folder_lists_nothing(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_bytes(manifest_bytes(["a.html"]))
    (tmp_path / MANIFEST).symlink_to("elsewhere.json")
    assert read_manifest(tmp_path) == frozenset()
    (tmp_path / MANIFEST).unlink()
    (tmp_path / MANIFEST).mkdir()
    assert read_manifest(tmp_path) == frozenset()


def test_paths_that_lead_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    listed = b'{"format": 1, "files": ["../x", "/etc/passwd", "a/../../x", "", 7, null, "a\\\\b", "ok.html"]}'
    (tmp_path / MANIFEST).write_bytes(listed)
    assert read_manifest(tmp_path) == {"ok.html"}
