"""How pages look and read in a real browser: what a style sheet promises, and no test of its text could hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

ARTICLE = "international/otan-ministres-defense-bruxelles/"
PAGES = (
    "",
    ARTICLE,
    "international/",
    "stories/",
    "stories/coree-du-sud-la-chute-de-park-geun-hye/",
    "archive/",
    "archive/2017/03/",
    "digests/",
    "digests/2017-w13/",
    "authors/hugo-lambert/",
    "a-propos/",
    "404.html",
    "en/",
)
SIGNS_OF_LINES = """() => [...document.querySelectorAll('.prose > p')].flatMap(paragraph => {
  const lines = new Map(), range = document.createRange();
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let text; text = texts.nextNode();) for (let at = 0; at < text.length; at++) {
    range.setStart(text, at); range.setEnd(text, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    lines.set(top, (lines.get(top) ?? 0) + 1);
  }
  return [...lines.values()].slice(0, -1);
})"""
"""Number of signs on each full line of the text of an article."""

Opener = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, site_url: str) -> Iterator[Opener]:
    """Open a page in a window and with the preferences of some reader."""
    contexts = []

    def open_page(path: str, **reader: Any) -> Any:
        contexts.append(browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | reader)))
        page = contexts[-1].new_page()
        page.goto(site_url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def box(page: Any, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).first.bounding_box()
    return found


def style(page: Any, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}"))


def luminance(colour: str) -> float:
    """Give the relative luminance of `rgb(r, g, b)` (WCAG 2.2)."""
    channels = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("path", ["", ARTICLE, "stories/"])
def test_a_reader_who_prefers_the_dark_gets_light_letters_on_dark_paper(opened: Opener, path: str) -> None:
    dark, light = (opened(path, color_scheme=scheme) for scheme in ("dark", "light"))
    paper, ink = (luminance(style(dark, "body", name)) for name in ("backgroundColor", "color"))
    assert (ink + 0.05) / (paper + 0.05) >= 7
    assert paper < 0.05 < luminance(style(light, "body", "backgroundColor"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scale"), [(640, 2), (320, 4)])
def test_at_200_and_400_per_cent_everything_stays_within_the_window(
    opened: Opener, path: str, width: int, scale: int
) -> None:
    page = opened(path, viewport={"width": width, "height": 450}, device_scale_factor=scale)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li)')]
        .filter(it => it.clientWidth && it.scrollWidth > it.clientWidth + 1 && !it.closest('.unseen, .table, pre'))
        .map(it => it.outerHTML.slice(0, 80))"""
    assert page.evaluate(cut) == []


@pytest.mark.parametrize("width", [768, 1280])
def test_lines_of_an_article_have_60_to_75_signs(opened: Opener, width: int) -> None:
    page = opened(ARTICLE, viewport={"width": width, "height": 900})
    signs = sorted(page.evaluate(SIGNS_OF_LINES))
    assert 60 <= signs[len(signs) // 2] <= 75
    assert signs[-1] <= 80


def test_nothing_gapes_on_the_front_page(opened: Opener) -> None:
    page = opened("")
    lead, latest, seconds = (box(page, selector) for selector in (".lead", ".latest", ".seconds"))
    assert abs(seconds["y"] + seconds["height"] - latest["y"] - latest["height"]) <= 1
    assert seconds["y"] - lead["y"] - lead["height"] <= 60
    tags, told = box(page, ".lead .tags"), box(page, ".lead .card-meta")
    assert tags["y"] - told["y"] - told["height"] <= 30
    assert box(page, ".latest li:last-child")["y"] > seconds["y"] + seconds["height"] - 150
    rows = page.locator(".block").evaluate_all("all => all.map(it => [it.offsetTop, it.offsetLeft + it.offsetWidth])")
    ends = {top: max(end for other, end in rows if other == top) for top, _end in rows}
    assert len(set(ends.values())) == 1, "every row of sections is full"


def test_a_headline_breaks_no_name_and_no_score(opened: Opener) -> None:
    page = opened("sport/", viewport={"width": 360, "height": 800})
    parts = page.locator(".whole").evaluate_all("all => all.map(it => [it.textContent, it.getClientRects().length])")
    assert "6-1" in dict(parts)
    assert {count for _text, count in parts} == {1}


def test_the_line_of_a_story_is_one_line_whatever_its_name(opened: Opener) -> None:
    line = box(opened("sciences/trappist-1-sept-planetes/"), ".in-story .kicker")
    assert line["height"] < 40


def test_a_day_stands_on_one_line(opened: Opener) -> None:
    days = opened(ARTICLE, viewport={"width": 768, "height": 900}).locator("main time")
    assert days.count() > 5
    lines = "all => all.map(it => new Set([...it.getClientRects()].map(part => part.y)).size)"
    assert set(days.evaluate_all(lines)) == {1}


def test_no_topic_is_broken_within_a_word_on_a_telephone(opened: Opener) -> None:
    page = opened("tags/page/number/", viewport={"width": 360, "height": 800})
    broken = page.locator(".ranks tbody th a").evaluate_all("""all => all.flatMap(link => {
        const text = link.firstChild, range = document.createRange();
        return [...text.data.matchAll(/[^\\s-]+/g)].filter(({ 0: word, index }) => {
          range.setStart(text, index); range.setEnd(text, index + word.length);
          return range.getClientRects().length > 1;
        }).map(([word]) => word);
    })""")
    assert page.locator(".ranks tbody th").count() > 50
    assert broken == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_before_a_search_nothing_gapes_below_the_field(opened: Opener, width: int) -> None:
    page = opened("search/", viewport={"width": width, "height": 900})
    field, start = box(page, ".search-form"), box(page, ".search-start")
    assert start["y"] - field["y"] - field["height"] <= 40


def test_without_javascript_an_article_can_be_cited(opened: Opener) -> None:
    page = opened(ARTICLE, java_script_enabled=False)
    page.locator(".cite summary").click()
    assert "https://user.github.io/repo/" + ARTICLE in page.locator(".cite p").first.inner_text()
    assert not page.locator(".cite button").is_visible()


@pytest.mark.parametrize(("motion", "scroll"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_those_who_do_not_want_it(opened: Opener, motion: str, scroll: str) -> None:
    page = opened(ARTICLE, reduced_motion=motion)
    assert style(page, ".tag", "transitionDuration") == "0s"
    assert style(page, "html", "scrollBehavior") == scroll


def test_on_paper_an_article_is_text_with_its_address(opened: Opener) -> None:
    page = opened(ARTICLE)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".printed").inner_text() == "https://user.github.io/repo/" + ARTICLE
    for selector in (".sections", ".languages", ".trail", ".related", ".colophon", ".cite"):
        assert not page.locator(selector).first.is_visible()
    assert (style(page, "body", "backgroundColor"), style(page, "body", "color")) == (
        "rgb(255, 255, 255)",
        "rgb(0, 0, 0)",
    )


def test_who_forces_colours_sees_which_page_it_is(opened: Opener) -> None:
    page = opened("international/", forced_colors="active")
    current, others = ".sections a[aria-current]", ".sections a:not([aria-current])"
    assert [style(page, links, "borderBottomWidth") for links in (current, others)] == ["3px", "0px"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_long_name_leaves_room_for_the_day_and_the_languages(opened: Opener, width: int) -> None:
    page = opened("", viewport={"width": width, "height": 900})
    name = "Rheinisch-Westfälische Wirtschaftsnachrichtenagentur für das Inland und das Ausland"
    page.locator(".masthead-name a").evaluate("(link, name) => { link.textContent = name; }", name)
    assert box(page, ".edition-line")["height"] < 40
    assert box(page, ".languages")["height"] < 40
    assert box(page, ".masthead-name")["width"] >= min(width - 40, 700)


@pytest.mark.parametrize("link", [".sections a", ".lead > .kicker a"])
def test_a_section_of_one_letter_is_wide_enough_for_a_finger(link: str, opened: Opener) -> None:
    page = opened("")
    page.locator(link).first.evaluate("link => { link.textContent = 'I'; }")
    sides = box(page, link)
    assert min(sides["width"], sides["height"]) >= 24


@pytest.mark.parametrize(("width", "height", "shown"), [(320, 200, 320), (2000, 1000, 864), (700, 1400, 700)])
def test_a_picture_is_never_enlarged_and_never_taller_than_the_window(
    opened: Opener, width: int, height: int, shown: int
) -> None:
    page = opened("technologies/spacex-falcon9-reutilisee/")
    page.locator(".picture img").evaluate(
        """(picture, [width, height]) => {
            picture.width = width; picture.height = height; picture.removeAttribute('src');
            picture.parentElement.querySelector('source')?.remove(); }""",
        [width, height],
    )
    picture = box(page, ".picture img")
    assert picture["width"] == pytest.approx(shown, abs=1)
    assert picture["height"] <= 0.9 * 900 + 1


def test_who_forces_colours_tells_the_view_of_topics_and_the_latest_weeks_from_others(opened: Opener) -> None:
    page = opened("tags/", forced_colors="active")
    current, others = ".views [aria-current]", ".views a:not([aria-current])"
    assert style(page, others, "borderBottomColor") == style(page, "body", "backgroundColor")
    assert style(page, current, "borderBottomColor") != style(page, others, "borderBottomColor")
    page = opened("tags/otan/", forced_colors="active")
    recent = style(page, ".chart-recent", "fill")
    assert style(page, ".chart-earlier", "fill") != recent
    key = "element => getComputedStyle(element, '::before').backgroundColor"
    assert page.locator(".activity-key").evaluate(key) == recent


def test_on_paper_the_head_stands_above_the_text_and_wide_tables_fit(opened: Opener) -> None:
    page = opened("tags/otan/", viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert box(page, ".masthead-name")["x"] == pytest.approx(box(page, "h1")["x"], abs=1)
    page = opened(ARTICLE, viewport={"width": 700, "height": 900})
    page.emulate_media(media="print")
    cells = "".join(f"<td>{letter * 40}</td>" for letter in "abcd")
    page.locator(".prose").evaluate(
        f"text => {{ text.innerHTML = '<div class=table><table><tr>{cells}</tr></table></div>'; }}"
    )
    assert page.locator(".table").evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.parametrize("media", ["screen", "print"])
def test_lines_of_code_go_on_below_where_the_column_ends(opened: Opener, media: str) -> None:
    page = opened(ARTICLE, viewport={"width": 360, "height": 800})
    page.emulate_media(media=media)
    long = "word " * 40 + "x" * 90
    page.locator(".prose").evaluate(f"text => {{ text.innerHTML = '<pre><code>{long}</code></pre>'; }}")
    code = page.locator("pre")
    assert code.evaluate("it => it.scrollWidth <= it.clientWidth && it.clientHeight > 100")


def test_below_a_short_page_its_foot_goes_on(opened: Opener) -> None:
    page = opened("archive/", viewport={"width": 1280, "height": 1600})
    assert box(page, ".colophon")["y"] + box(page, ".colophon")["height"] < 1600
    assert style(page, "html", "backgroundColor") == style(page, ".colophon", "backgroundColor")
