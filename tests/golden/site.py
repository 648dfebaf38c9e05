"""The golden site: how it is built, for the test and for those who accept a change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from generator.assembly.selection import Moment
from generator.build import build
from generator.config_files import load_config
from generator.orders import Folders, Order, Report

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
NOW = datetime(2017, 2, 18, 12, tzinfo=UTC)


def build_golden_site(output: Path, cache: Path) -> Report:
    """Build the golden site with its own templates and nothing of those of the program."""
    folders = Folders(HERE / "content", (HERE / "templates",), output, cache, HERE / "site.toml", "content")
    order = Order(Moment(NOW), strict=False, jobs=1, progress=lambda *_: None, notice=lambda _: None)
    return build(load_config(HERE / "site.toml", HERE / "content/tags.toml"), folders, order)


def files_of(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
