"""What a reader's first page weighs: the example site under /repo/, as GitHub Pages would send it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.site_folder import ROOT, SiteFolder

BUDGET = 14_000
"""Bytes of the front page, an article and their style sheet, compressed: ten packets of 1,460 bytes, less what heads
them, which a server sends before it hears from the reader (RFC 6928)."""
ARTICLE = "international/otan-ministres-defense-bruxelles/index.html"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Build the example site without its search, which takes long and is not part of these pages."""
    folder = SiteFolder(tmp_path_factory.mktemp("example"))
    where = ("--config", str(ROOT / "site.toml"), "--output", str(folder.output), "--cache", str(folder.root / "c"))
    folder.build(*where, "--base-url", "https://user.github.io/repo/", "--now", "2017-04-03")
    return folder


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def sheets(page: Path) -> list[str]:
    links = re.findall(r"<link [^>]*>", page.read_text("utf-8"))
    return [re.search(r'href="/repo/([^"]+)"', link)[1] for link in links if 'rel="stylesheet"' in link]  # type: ignore[index] # a link without an address is a defect


def test_front_page_article_and_sheet_fit_the_first_flight(example: SiteFolder) -> None:
    home, article = example.output / "index.html", example.output / ARTICLE
    assert sheets(home) == sheets(article)
    parts = [home, article, *(example.output / sheet for sheet in sheets(home))]
    assert sum(map(weight, parts)) <= BUDGET, {part.name: weight(part) for part in parts}


def test_every_page_loads_one_sheet_and_no_other_takes_in_a_second(example: SiteFolder) -> None:
    pages = sorted(example.output.rglob("*.html"))
    assert {len(sheets(page)) for page in pages} == {1}
    for sheet in {sheet for page in pages for sheet in sheets(page)}:
        assert "@import" not in (example.output / sheet).read_text("utf-8")
