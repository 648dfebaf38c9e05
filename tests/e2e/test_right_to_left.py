from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.server import Builds, running_server
from tests.site_folder import ROOT, SiteFolder

CATALOGUE = ROOT / "generator" / "render" / "catalogues" / "en.toml"
BODY = "ناسا تعلن خبرا.[^1]\n\n| البلد | الإنفاق |\n|---|---:|\n| اليونان | 2.36% |\n\n> اقتباس\n\n[^1]: حاشية.\n"
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def arabic_url(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - first of all
    """Serve a small Arabic edition whose tags are in Latin letters."""
    folder = SiteFolder(tmp_path_factory.mktemp("arabic"))
    folder.write("site.toml", 'languages = ["ar"]\n')
    folder.write("templates/locales/ar.toml", CATALOGUE.read_text("utf-8"))
    for number in (1, 2):
        head = f"---\ntitle: خبر {number}\ndate: 2017-02-0{number}\ntags: [NASA]\n---\n"
        folder.write(f"content/news/n{number}.md", head + BODY)
    folder.build("--base-url", "https://user.github.io/repo/", "--now", "2017-04-03")
    with running_server(folder.output, "/repo/", 0, Builds()) as address:
        yield address


@pytest.fixture
def open_at(browser: Any, arabic_url: str) -> Iterator[Any]:
    """Open a page of the Arabic edition in a window of some width."""
    context = browser.new_context()
    page = context.new_page()

    def opened(path: str, width: int) -> Any:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(arabic_url + path)
        return page

    yield opened
    context.close()


def left(page: Any, selector: str) -> float:
    return float(page.locator(selector).first.bounding_box()["x"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "news/n1/", "tags/", "tags/nasa/", "archive/", "digests/", "search/"])
def test_no_page_from_right_to_left_is_wider_than_the_window(open_at: Any, path: str, width: int) -> None:
    root = "document.documentElement"

    assert open_at(path, width).evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_count_of_a_tag_in_latin_letters_stands_behind_it_on_the_left(open_at: Any, width: int) -> None:
    page = open_at("news/", width)
    tag, count = left(page, ".heading .tag"), left(page, ".heading .tag-count")

    assert count - tag < page.locator(".heading .tag").first.bounding_box()["width"] / 3


def test_figures_of_a_right_aligned_column_end_on_the_right(open_at: Any) -> None:
    aligned = open_at("news/n1/", 1280).locator("td.align-right").evaluate("cell => getComputedStyle(cell).textAlign")

    assert aligned == "right"


def test_arabic_letters_are_neither_slanted_nor_spaced(open_at: Any) -> None:
    page = open_at("news/n1/", 1280)
    style = "element => [getComputedStyle(element).fontStyle, getComputedStyle(element).letterSpacing]"

    assert {tuple(page.locator(one).first.evaluate(style)) for one in ("h1", "blockquote", ".rubric")} == {
        ("normal", "normal")
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_mirrored(open_at: Any, width: int) -> None:
    page = open_at("news/n1/", width)
    for row in (".trail", ".sections", ".colophon"):
        assert left(page, f"{row} li:nth-child(1)") > left(page, f"{row} li:nth-child(2)"), row
    borders = "element => [getComputedStyle(element).borderRightWidth, getComputedStyle(element).borderLeftWidth]"
    assert page.locator("blockquote").evaluate(borders) == ["3px", "0px"]
    text = page.locator(".prose > p").first.bounding_box()
    quotation = page.locator("blockquote p").bounding_box()
    assert quotation["x"] + quotation["width"] < text["x"] + text["width"]
