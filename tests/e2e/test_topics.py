from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

Page = Any  # playwright.sync_api.Page; the package may be missing
SHOWN = ".map-view svg:visible"


def shown_topics(page: Page) -> list[str]:
    return [str(text) for text in page.locator(".glossary li:visible a").all_inner_texts()]


def test_the_filter_narrows_the_topics_as_one_types_and_escape_brings_them_back(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/")
    everything = shown_topics(page)
    page.locator("#filter").click()
    page.keyboard.type("ECO")
    page.locator(".filter-found", has_text="1 sujet trouvé").wait_for()
    assert shown_topics(page) == ["Écosse"]
    assert page.locator(".glossary h2:visible").all_inner_texts() == ["E"]
    page.keyboard.press("Escape")
    assert shown_topics(page) == everything
    assert page.locator(".filter-found").inner_text() == ""


def test_the_filter_says_that_no_topic_is_found(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/")
    page.locator("#filter").click()
    page.keyboard.type("xyzzy")
    page.locator(".filter-found", has_text="« xyzzy »").wait_for()
    assert shown_topics(page) == []


def test_the_filter_is_loaded_only_when_it_is_touched(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "tags/", wait_until="networkidle")
    assert not [url for url in asked if "filter" in url]
    with page.expect_request(lambda request: "filter" in request.url):
        page.locator("#filter").click()


def test_without_scripts_there_is_no_filter_but_every_topic(browser: Any, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "tags/")
    assert not page.locator("#filter").is_visible()
    assert len(shown_topics(page)) > 50
    context.close()


def test_a_node_of_the_map_is_reached_by_keyboard_and_leads_to_its_topic(page: Page, site_url: str) -> None:
    page.goto(site_url + "tags/page/map/")
    page.locator(".map-view").focus()
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('xlink:href')")
    assert target.startswith("/repo/tags/")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("location.pathname") == target


def test_the_map_is_enlarged_without_scripts(browser: Any, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site_url + "tags/page/map/")
    whole = page.locator(SHOWN).bounding_box()["width"]
    page.locator("#size-3").check()
    assert page.locator(SHOWN).bounding_box()["width"] == pytest.approx(2 * whole, rel=0.02)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_label_of_the_map_lies_upon_another_or_outside(browser: Any, site_url: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site_url + "tags/page/map/")
    frame = page.locator(SHOWN).bounding_box()
    boxes = [text.bounding_box() for text in page.locator(f"{SHOWN} text").all()]
    context.close()

    assert len(boxes) > 20
    assert all(frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] for box in boxes)
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]
