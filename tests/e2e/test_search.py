from __future__ import annotations

from typing import Any

import pytest

Page = Any  # playwright.sync_api.Page; the package may be missing
MOST_STEPS = 200


def asked(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.search)"))


def titles(page: Page) -> list[str]:
    return [str(title) for title in page.locator("#results h2").all_inner_texts()]


def told(page: Page, text: str) -> None:
    page.locator("#found", has_text=text).wait_for()


def tab_to(page: Page, selector: str) -> None:
    """Reach an element by Tab alone."""
    wanted = page.locator(selector).first
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{selector} cannot be reached by Tab")


def test_election_without_accent_finds_the_word_with_it_and_shows_it(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=election")
    page.locator("#results mark", has_text="élection").first.wait_for()

    assert page.locator("#results .kicker").first.inner_text()
    assert page.locator("#results time").first.get_attribute("datetime").startswith("2017-")


@pytest.mark.parametrize("query", ["lotan", "otna", "xyzzyx"])
def test_what_stands_nowhere_is_not_found(page: Page, site_url: str, query: str) -> None:
    page.goto(site_url + f"search/?q={query}")
    told(page, query)

    assert titles(page) == []


def test_a_word_is_not_found_by_others_that_begin_like_its_root(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=pere")
    page.locator("#results mark").first.wait_for()

    assert {mark.lower() for mark in page.locator("#results mark").all_inner_texts()} == {"père"}


def test_the_beginning_of_a_word_finds_it_while_one_types(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/#query")
    page.keyboard.type("azerba")
    page.locator("#results mark", has_text="Azerbaïdjan").first.wait_for()


def test_words_between_quotation_marks_stand_side_by_side(page: Page, site_url: str) -> None:
    page.goto(site_url + 'search/?q="rex tillerson"')
    page.locator("#results li").first.wait_for()
    exact = len(titles(page))
    page.goto(site_url + 'search/?q="tillerson rex"')
    told(page, "tillerson rex")

    assert exact
    assert titles(page) == []


def test_filters_are_set_and_taken_back_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/")
    page.keyboard.press("/")
    page.locator("#query:focus").wait_for()
    page.keyboard.type("russie")
    page.locator("#results li").first.wait_for()
    before = page.locator("#found").inner_text()
    tab_to(page, "[data-group=tag] input[value=OTAN]")
    count = page.locator("[data-group=tag] label", has_text="OTAN").locator(".tag-count").inner_text()
    page.keyboard.press("Space")
    told(page, f"{count} article")
    assert asked(page) == "?q=russie&tag=OTAN"
    assert page.evaluate("document.activeElement.value") == "OTAN"
    page.go_back()
    told(page, before)
    assert asked(page) == "?q=russie"


def test_the_address_gives_the_same_search_to_someone_else(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=otan&tag=Russie&sort=date")
    page.locator("#results li").first.wait_for()
    days = [time.get_attribute("datetime") for time in page.locator("#results time").all()]

    assert days == sorted(days, reverse=True)
    assert page.locator("[data-group=tag] input[value=Russie]").is_checked()
    assert page.locator("select[name=sort]").input_value() == "date"


def test_a_choice_without_words_lists_its_articles(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?section=Sport")
    page.locator("#results li").first.wait_for()

    assert {*page.locator("#results .kicker").all_inner_texts()} == {"Sport"}


def test_choices_that_leave_nothing_can_be_given_up(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=otan&section=Sport")
    page.locator("#ways button").first.click()
    page.locator("#results li").first.wait_for()

    assert asked(page) == "?q=otan"


def test_the_other_edition_is_searched_when_this_one_holds_nothing(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=nato")
    page.locator("#ways button", has_text="English").click()
    result = page.locator("#results li").first
    result.wait_for()

    assert asked(page) == "?q=nato&edition=en"
    assert (result.get_attribute("lang"), result.get_attribute("dir")) == ("en", "ltr")
    assert result.locator("a").get_attribute("href").startswith("/repo/en/")


def test_a_topic_with_a_name_near_to_what_was_typed_is_offered(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=otna")
    page.locator('#near a[href="/repo/tags/otan/"]').wait_for()


def test_escape_clears_the_field_then_leaves_it(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/#query")
    page.keyboard.type("otan")
    page.locator("#results li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.press("Escape")
    assert page.locator("#query").input_value() == ""
    page.locator("#start").wait_for(state="visible")
    assert titles(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "query"


def test_the_language_is_changed_with_what_is_asked(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/?q=mattis")
    page.locator("#results li").first.wait_for()
    with page.expect_navigation():
        page.locator('.languages a[hreflang="en"]').click()
    page.locator("#results li").first.wait_for()

    assert page.url == site_url + "en/search/?q=mattis"


def test_the_key_can_be_switched_off_for_good(page: Page, site_url: str) -> None:
    page.goto(site_url + "search/")
    page.locator(".search-keys summary").click()
    page.locator("#slash").uncheck()
    page.goto(site_url + "tags/")
    page.keyboard.press("/")
    page.wait_for_timeout(100)

    assert page.url == site_url + "tags/"


@pytest.mark.parametrize("query", ["", "?q=otan", "?q=xyzzyx"])
def test_nothing_moves_that_a_reader_looks_at(page: Page, site_url: str, query: str) -> None:
    page.goto(site_url + "search/" + query)
    if query:
        page.locator("#found").filter(has_text="o").wait_for()
    page.wait_for_timeout(300)
    shifts = """() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(sum), 100);
    })"""

    assert page.evaluate(shifts) == 0


@pytest.mark.parametrize("path", ["search/?q=otan", "search/?q=otna", "feeds/", "en/feeds/"])
def test_search_and_feeds_fit_a_narrow_window(browser: Any, site_url: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(site_url + path)
    if "?" in path:
        page.locator("#filters summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_list_of_feeds_copies_an_address_and_leads_to_every_feed(browser: Any, site_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site_url + "feeds/")
    page.locator("[data-copy]").click()
    page.locator("[role=status]", has_text="Adresse copiée").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://user.github.io/repo/feed.xml"
    links = page.locator("main a[type]").evaluate_all("links => links.map((link) => link.href)")
    assert len(links) > 100
    assert {page.request.get(link).status for link in links[:6] + links[-6:]} == {200}
    context.close()
