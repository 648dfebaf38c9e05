from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

Page = Any  # playwright.sync_api.Page; the package may be missing

TRIAL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>
<script>{starter}</script></head><body>
<p data-enhance hidden id="shown">Shown by script</p>
<button data-enhance hidden data-copy="https://news.example/é" data-copied="Copied">Copy</button
><span role="status"></span>
<div data-module="{module}"><input id="inside"></div><a href="#" rel="search">Search</a></body></html>"""


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """Open a page that may use the clipboard, and that fails the test on any error of the page itself."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def trial(page: Page, site_url: str) -> Page:
    """Open a page on which all that the script of every page offers is tried."""
    page.goto(site_url)
    starter = page.locator("head script:not([type])").text_content()
    body = TRIAL.format(starter=starter, module="/repo/trial.js")
    module = "document.body.append('loaded ' + document.getElementById('inside').value)"
    page.route("**/trial/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.route("**/trial.js", lambda route: route.fulfill(body=module, content_type="text/javascript"))
    page.goto(site_url + "trial/")
    return page


def test_the_key_goes_to_the_search_and_its_field_has_the_focus(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/")
    with page.expect_navigation(url="**/repo/search/#query"):
        page.keyboard.press("/")
    page.locator("#query:focus").wait_for()


def test_a_key_that_is_pressed_before_the_script_is_there_waits_for_it(page: Page, site_url: str) -> None:
    page.route("**/site.*.js", lambda route: (page.wait_for_timeout(200), route.continue_()))
    page.goto(site_url + "tags/")
    page.keyboard.press("/")
    page.wait_for_url("**/repo/search/#query")
    page.unroute_all(behavior="wait")


def test_the_key_is_a_letter_where_one_types_and_nothing_with_another_key(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/")
    page.keyboard.press("Control+/")
    page.keyboard.press("Alt+/")
    page.goto(site_url + "search/#query")
    page.keyboard.type("a/b")
    page.wait_for_load_state("networkidle")

    assert page.locator("#query").input_value() == "a/b"


def test_the_key_goes_to_the_field_of_the_search_page(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/")
    page.keyboard.press("/")
    page.locator("#query:focus").wait_for()

    assert page.evaluate("location.hash") == ""


def test_what_needs_scripts_is_shown_where_they_run(trial: Page) -> None:
    trial.locator("#shown").wait_for(state="visible")


def test_a_button_copies_and_says_so(trial: Page) -> None:
    trial.locator("[data-copy]").click()
    trial.locator("[role=status]", has_text="Copied").wait_for()

    assert trial.evaluate("navigator.clipboard.readText()") == "https://news.example/é"


def test_a_module_is_loaded_at_the_first_touch(trial: Page) -> None:
    assert "loaded" not in trial.locator("body").inner_text()
    trial.locator("#inside").click()
    trial.get_by_text("loaded").wait_for()


def test_a_module_is_loaded_at_once_when_the_address_asks_something(trial: Page, site_url: str) -> None:
    trial.goto(site_url + "trial/?q=otan")
    trial.get_by_text("loaded").wait_for()


@pytest.mark.parametrize("path", ["", "tags/", "search/", "international/article-50-declenche/", "en/"])
def test_a_page_without_pictures_asks_for_three_files_and_sends_nothing_elsewhere(
    page: Page, site_url: str, path: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + path)
    page.wait_for_load_state("networkidle")
    pictures, of_the_server = (".svg", ".png", ".webmanifest"), "/_digest/"
    files = [url for url in asked if not url.endswith(pictures) and of_the_server not in url]

    assert len(files) <= 3, files
    assert {url.split("/")[2] for url in asked} == {site_url.split("/")[2]}
