"""The files of the design are read from the program and from the site's own templates."""

from __future__ import annotations

from pathlib import Path

from generator.config import Limits
from generator.design import read_design
from generator.errors import Severity
from tests.site_folder import ROOT


def test_a_site_may_have_its_own_file_in_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "theme.css").write_text("a{}", "utf-8")

    design, problems = read_design((tmp_path, ROOT / "templates"), Limits())

    assert {asset.path: asset.data for asset in design}["theme.css"] == b"a{}"
    assert "style.css" in {asset.path for asset in design}
    assert problems == ()


def test_a_sheet_that_is_imported_but_missing_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    rules = (
        '@import "there.css";\n@import "lost.css";\n@import url("/elsewhere.css");\n@import "https://x.org/x.css";\n'
    )
    (tmp_path / "static" / "theme.css").write_text(rules, "utf-8")
    (tmp_path / "static" / "there.css").write_text("a{}", "utf-8")

    _design, (problem,) = read_design((tmp_path, ROOT / "templates"), Limits())

    assert (problem.location.path, problem.location.line) == (f"{tmp_path}/static/theme.css", 2)
    assert problem.severity is Severity.WARNING
    assert "`lost.css`" in problem.message
