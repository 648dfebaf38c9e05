from __future__ import annotations

from pathlib import Path

from tests.golden.site import EXPECTED, build_golden_site, files_of


def test_the_golden_site_is_as_accepted(tmp_path: Path) -> None:
    report = build_golden_site(tmp_path / "site", tmp_path / "cache")
    built, expected = files_of(tmp_path / "site"), files_of(EXPECTED)
    assert sorted(built) == sorted(expected)
    # Text, so that a difference is readable.
    assert [path for path in built if built[path].decode() != expected[path].decode()] == []
    assert [warning.message for warning in report.warnings] == [
        'no article has the title that « Read also » names: "A meeting that nobody reported"'
    ]


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    build_golden_site(tmp_path / "site", tmp_path / "cache")
    again = build_golden_site(tmp_path / "site", tmp_path / "cache").publication
    assert (again.written, again.deleted, again.unchanged) == (0, 0, len(files_of(EXPECTED)) - 1)
