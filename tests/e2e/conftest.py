"""The example site in a real browser, under a base path, served as GitHub Pages would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from generator.server import Builds, running_server
from tests.site_folder import ROOT, SiteFolder

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Find the browser; where there is none, the tests that need it are left out, in one line of the report."""
    if CHROMIUM is None:
        pytest.skip("no Chromium was found: install chromium to walk through the site")
    return CHROMIUM


@pytest.fixture(scope="session")
def site_url(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - first of all
    """Build the example site below /repo/ and serve it."""
    folder = SiteFolder(tmp_path_factory.mktemp("e2e"))
    where = ("--config", str(ROOT / "site.toml"), "--output", str(folder.output), "--cache", str(folder.root / "c"))
    folder.build(*where, "--base-url", "https://user.github.io/repo/", "--now", "2017-04-03")
    with running_server(folder.output, "/repo/", 0, Builds()) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[object]:
    """Start a browser for all tests."""
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Open a page that fails the test on any error of the page itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []
