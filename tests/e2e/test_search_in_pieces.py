"""The search of an edition so large that it is indexed in pieces."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.memory import NoMemory
from generator.render.locales import load_locales
from generator.render.search import search_files
from generator.server import Builds, running_server
from generator.texts import KnownText
from generator.views import SearchIndex, SearchRecord
from tests.site_folder import SiteFolder

Page = Any  # playwright.sync_api.Page; the package may be missing
MOST = 20
COUNT = 50
LENGTH = 40


def record(number: int, words: str = "", title: str = "") -> SearchRecord:
    """Make one of ten articles a month, all of one length, as the mean length of a piece weighs in its order."""
    date = datetime(2016, 11, 1 + number % 10, tzinfo=UTC).replace(month=1 + number // 10)
    heading = f"{title or 'Nouvelle'} {number}"
    filling = ["mot"] * (LENGTH - len(words.split()) - len(heading.split()))
    text = " ".join([words, *filling])
    return SearchRecord(
        f"/repo/n{number}/", heading, "", KnownText.of(text), date.replace(year=2016 + number // 25), "Monde", ()
    )


def records() -> tuple[SearchRecord, ...]:
    """Make articles in three pieces: the first is full of Fillon, the second has him once, the last has Macron.

    No two have a name equally often, as the order of articles that weigh the same is any.
    """
    told = {n: record(n, f"{'fillon ' * n} {'juppé ' * (8 - n)} élection") for n in range(1, 16)} | {
        0: record(0, "fillon " * 20, "Fillon"),
        30: record(30, f"{'fillon ' * 17} {'juppé ' * 9} élections"),
        31: record(31, f"{'juppé ' * 11} nation"),
        35: record(35, "az"),
        41: record(41, "macron azerbaïdjan à l’élection"),
        44: record(44, "n’ na nat élection"),
    }
    made = [told.get(n) or record(n) for n in range(COUNT)]
    return tuple(sorted(made, key=lambda item: item.date, reverse=True))


@dataclass(frozen=True, slots=True)
class Searches:
    """The same articles, searched as one index and in pieces."""

    whole: str
    pieces: str


@pytest.fixture(scope="module")
def searches(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searches]:  # noqa: ARG001 - first of all
    """Build a small site, and put the index of a larger edition into it."""
    folder = SiteFolder(tmp_path_factory.mktemp("pieces"))
    folder.fill(3)
    folder.build("--base-url", "https://user.github.io/repo/")
    whole, pieces = folder.output, folder.root / "pieces"
    shutil.copytree(whole, pieces)
    with (
        running_server(indexed(whole, COUNT), "/repo/", 0, Builds()) as one,
        running_server(indexed(pieces, MOST), "/repo/", 0, Builds()) as other,
    ):
        yield Searches(one, other)


def indexed(output: Path, most: int) -> Path:
    shutil.rmtree(output / "search/index")
    french = load_locales(["fr"], None)["fr"]
    for file in search_files(SearchIndex("search/index", records()), french, NoMemory(), most):
        place = output / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
    return output


def found(page: Page, address: str) -> list[str]:
    """Give the titles of all that is found, in order."""
    page.goto(address)
    page.locator("#found:not(:empty)").wait_for()
    while page.locator("#more").is_visible():
        before = page.locator("#results li").count()
        page.locator("#more").click()
        page.locator(f"#results li:nth-child({before + 1})").wait_for()
    return [str(title) for title in page.locator("#results h2").all_inner_texts()]


def test_a_word_that_stands_in_two_pieces_is_found_in_both(page: Page, searches: Searches) -> None:
    assert {"Nouvelle 5", "Nouvelle 30", "Nouvelle 31"} < {*found(page, searches.pieces + "search/?q=juppe")}


@pytest.mark.parametrize(
    "query", ["election", '"fillon juppe"', "fillon juppe", "azerba", "nati", "l'élection", "mot", "xyzzyx"]
)
def test_pieces_find_what_one_index_finds(page: Page, searches: Searches, query: str) -> None:
    whole = found(page, searches.whole + f"search/?q={query}&sort=date")

    assert found(page, searches.pieces + f"search/?q={query}&sort=date") == whole


@pytest.mark.parametrize("query", ["fillon", "juppe", "fillon juppe", '"fillon juppe"'])
def test_a_word_weighs_in_each_piece_what_it_weighs_in_one_index(page: Page, searches: Searches, query: str) -> None:
    whole = found(page, searches.whole + f"search/?q={query}")

    assert len(whole) > 2
    assert found(page, searches.pieces + f"search/?q={query}") == whole


def test_a_word_is_taken_for_a_beginning_only_in_the_pieces_that_have_words_beginning_so(
    page: Page, searches: Searches
) -> None:
    assert found(page, searches.pieces + "search/?q=azerba") == ["Nouvelle 41"]


def test_choices_count_the_articles_of_all_pieces(page: Page, searches: Searches) -> None:
    page.goto(searches.pieces + "search/?q=election")
    page.locator("#found:not(:empty)").wait_for()
    years = page.locator("[data-group=year] label").all_inner_texts()

    assert [year.split() for year in years] == [["2017", "3"], ["2016", "15"]]
    assert found(page, searches.pieces + "search/?q=election&year=2017") != []


def test_a_choice_without_words_lists_the_articles_of_all_pieces_newest_first(page: Page, searches: Searches) -> None:
    titles = found(page, searches.pieces + "search/?section=Monde")

    assert titles == [item.title for item in records()]
