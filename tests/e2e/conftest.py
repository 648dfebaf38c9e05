"""The example site in a real browser, under a base path, served as GitHub Pages would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve import Builds, running_server
from tests.site_folder import ROOT, SiteFolder

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the browser tests out, in one line, where there is no browser."""
    for item in items:
        if CHROMIUM is None and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip("no Chromium was found: install chromium to walk through the site"))


@pytest.fixture(scope="session")
def site_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the example site below /repo/ and serve it."""
    folder = SiteFolder(tmp_path_factory.mktemp("e2e"))
    where = ("--config", str(ROOT / "site.toml"), "--output", str(folder.output), "--cache", str(folder.root / "c"))
    folder.build(*where, "--base-url", "https://user.github.io/repo/", "--now", "2017-04-03")
    with running_server(folder.output, "/repo/", 0, Builds()) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Start a browser for all tests."""
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()
