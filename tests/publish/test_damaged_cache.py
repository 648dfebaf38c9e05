"""Whatever has happened to the cache, a build makes the same bytes as one without any, with one notice at most."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator.assembly.selection import Moment
from generator.build import build
from generator.config import SearchSettings, SiteConfig
from generator.orders import Folders, Order
from generator.publish.cache import CACHE_FILE
from tests.damages import REPLACED, UNSEEN, Damage
from tests.golden.site import NOW
from tests.site_folder import ROOT, SiteFolder, article_text

TEMPLATES = ROOT / "tests" / "golden" / "templates"
CONFIG = SiteConfig(search=SearchSettings(enabled=False))


def built(site: SiteFolder, name: str, cache: Path) -> list[str]:
    """Build into a folder of its own; gives what was told."""
    notices: list[str] = []
    folders = Folders(site.root / "content", (TEMPLATES,), site.root / name, cache, None, "content")
    order = Order(Moment(NOW), strict=False, jobs=1, progress=lambda *_: None, notice=notices.append)
    build(CONFIG, folders, order)
    return [notice for notice in notices if "urls.lock" not in notice]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Build a site without a cache, and one from which a cache is left; then its articles change."""
    folder = SiteFolder(tmp_path_factory.mktemp("site"))
    folder.fill(3)
    built(folder, "before", folder.root / "cache")
    folder.write("content/monde/n1.md", article_text(1, title="Après"))
    assert built(folder, "clean", folder.root / "no-cache") == []
    return folder


@pytest.fixture
def cache(site: SiteFolder, tmp_path: Path) -> Path:
    """Give a cache that belongs to the site as it was before."""
    return Path(shutil.copytree(site.root / "cache", tmp_path / "cache"))


@pytest.mark.parametrize("damage", [*REPLACED.values(), *UNSEEN.values()], ids=[*REPLACED, *UNSEEN])
def test_whatever_happened_to_the_cache_the_site_is_the_same(site: SiteFolder, cache: Path, damage: Damage) -> None:
    damage(cache / CACHE_FILE)
    notices = built(site, "output", cache)
    assert site.files("output") == site.files("clean")
    assert len(notices) <= 1
    assert built(site, "output", cache) == []
    assert site.files("output") == site.files("clean")


def test_a_cache_that_cannot_be_written_changes_nothing(
    site: SiteFolder, cache: Path, read_only: Callable[[Path], None]
) -> None:
    read_only(cache)
    for _ in range(2):
        assert len(built(site, "output", cache)) == 1
        assert site.files("output") == site.files("clean")


def test_a_cache_that_another_program_holds_changes_nothing(site: SiteFolder, cache: Path) -> None:
    with closing(sqlite3.connect(cache / CACHE_FILE, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        (notice,) = built(site, "output", cache)
    assert "locked" in notice
    assert site.files("output") == site.files("clean")


def test_a_file_in_place_of_the_folder_changes_nothing(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    assert len(built(site, "output", tmp_path / "file")) == 1
    assert site.files("output") == site.files("clean")
