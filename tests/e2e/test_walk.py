from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

MOST_STEPS = 400  # presses of Tab that any page of ours needs at the most

Page = Any  # playwright.sync_api.Page; the package may be missing


@pytest.fixture
def plain_page(browser: Any) -> Iterator[Page]:
    """Open a page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def press_on(page: Page, selector: str) -> None:
    """Reach the first element that matches by Tab alone, and press Enter on it."""
    wanted = page.locator(selector).first
    wanted.wait_for(state="attached")
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    else:
        pytest.fail(f"{selector} cannot be reached by Tab on {page.url}")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def path_of(page: Page) -> str:
    return str(page.evaluate("location.pathname"))


def test_the_site_can_be_walked_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url)
    press_on(page, ".lead-title a")
    first = path_of(page)
    press_on(page, "article .after a.tag")
    assert path_of(page).startswith("/repo/tags/")
    press_on(page, f'.cards .card-title a:not([href="{first}"])')
    second = path_of(page)
    assert second not in {first, "/repo/"}
    press_on(page, ".related .card-title a")
    assert path_of(page) != second
    page.goto(site_url + "international/bakou-chefs-etat-major/")
    press_on(page, '.languages a[hreflang="en"]')
    assert path_of(page) == "/repo/en/world/american-and-russian-military-chiefs-meet-in-baku/"
    assert page.locator("html").get_attribute("lang") == "en"
    press_on(page, '.languages a[hreflang="fr"]')
    press_on(page, ".masthead a[rel=search]")
    page.keyboard.type("pere")  # the field has the focus
    page.locator("#results mark", has_text="père").first.wait_for()
    page.keyboard.press("ArrowDown")
    found = page.evaluate("document.activeElement.getAttribute('href')")
    assert found.startswith("/repo/")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert path_of(page) == found
    page.go_back()
    page.locator("#results mark", has_text="père").first.wait_for()
    assert page.locator("#query").input_value() == "pere"


@pytest.mark.parametrize("query", ["otan", "OTAN", "l'otan", "L’OTAN", "étât-májor"])
def test_accents_capitals_and_apostrophes_do_not_count(page: Page, site_url: str, query: str) -> None:
    page.goto(site_url + "search/#query")
    page.keyboard.type(query)
    page.locator('#results a[href="/repo/international/otan-ministres-defense-bruxelles/"]').wait_for()


def test_the_search_of_an_edition_finds_its_own_articles_only(page: Page, site_url: str) -> None:
    page.goto(site_url + "en/search/?q=NATO")
    page.locator("#results a").first.wait_for()
    addresses = page.locator("#results a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert addresses
    assert all(address.startswith("/repo/en/") for address in addresses)


def test_a_search_without_results_says_so(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/#query")
    page.keyboard.type("xyzzyx")
    page.locator("#found", has_text="xyzzyx").wait_for()
    assert page.locator("#results li").count() == 0


def test_the_index_is_loaded_only_when_someone_searches(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url)
    page.goto(site_url + "search/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/search/index/" in url] == []
    assert {url.split("/")[2] for url in asked} == {site_url.split("/")[2]}


def test_without_javascript_all_but_the_search_works(plain_page: Page, site_url: str) -> None:
    page = plain_page
    page.goto(site_url)
    for selector in (".lead-title a", "article .after a.tag", ".cards .card-title a", ".related .card-title a"):
        page.locator(selector).first.click()
    page.goto(site_url + "international/bakou-chefs-etat-major/")
    page.locator('.languages a[hreflang="en"]').click()
    assert page.locator("h1").inner_text() == "American and Russian military chiefs meet in Baku"
    page.goto(site_url + "search/")
    page.locator('.search-off a[href="/repo/tags/"]').click()
    assert page.locator("h1").inner_text() == "Tous les sujets"


def test_an_unknown_address_shows_the_way_home(plain_page: Page, site_url: str) -> None:
    answer = plain_page.goto(site_url + "nowhere/at/all/")
    assert answer.status == 404
    plain_page.locator(".onward").click()
    assert plain_page.url == site_url


@pytest.mark.parametrize(
    "path", ["", "tags/", "international/article-50-declenche/", "search/", "en/digests/2017-w07/"]
)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(browser: Any, site_url: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(site_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
