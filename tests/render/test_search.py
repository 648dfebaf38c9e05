from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.memory import NoMemory
from generator.model import OutputFile
from generator.render.locales import Locale, load_locales
from generator.render.search import has_search, search_files
from generator.texts import KnownText
from generator.views import SearchIndex, SearchRecord, TagView
from tests.site_folder import SiteFolder

needs_pagefind = pytest.mark.skipif(not has_search(), reason="Pagefind has no program for this platform")


class Shelf:
    """A memory that tells how often it was asked in vain."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.missed = 0

    def recall(self, key: str) -> bytes | None:
        answer = self.answers.get(key)
        self.missed += answer is None
        return answer

    def keep(self, key: str, answer: bytes) -> None:
        self.answers[key] = answer

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""


def french() -> Locale:
    return load_locales(["fr"], None)["fr"]


def record(number: int = 1, text: str = "Le père de l’OTAN") -> SearchRecord:
    return SearchRecord(
        f"/repo/a{number}/",
        f"Titre {number}",
        "",
        KnownText.of(text),
        datetime(2017, 3, 1, tzinfo=UTC),
        "Monde",
        ("OTAN",),
    )


def made(*records: SearchRecord, most: int = 1_000) -> dict[str, bytes]:
    return data_of(search_files(SearchIndex("search/index", records), french(), NoMemory(), most))


def data_of(files: Iterable[OutputFile]) -> dict[str, bytes]:
    return {file.path: file.data for file in files}


def news(count: int, first: int = 0) -> list[SearchRecord]:
    """Make articles, two a month from January 2017 on, the newest first as an edition has them."""
    numbers = range(first + count - 1, first - 1, -1)
    dates = [datetime(2017 + n // 24, n // 2 % 12 + 1, 1 + n % 2, tzinfo=UTC) for n in numbers]
    return [replace(record(n), date=date) for n, date in zip(numbers, dates, strict=True)]


def piece_of(path: str) -> str:
    """Tell in which piece a file stands: that of the first stand in no folder of their own."""
    first, *_rest = path.removeprefix("search/index/").split("/")
    return first if first.isdigit() else "1"


@needs_pagefind
def test_the_index_holds_what_a_search_loads_and_nothing_else() -> None:
    files = made(record(1), record(2))
    names = {path.removeprefix("search/index/") for path in files}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind"} <= names
    assert sum(name.startswith("fragment/") for name in names) == 2
    assert not [name for name in names if name.endswith(".css") or "ui" in name]


def fragments(*records: SearchRecord) -> list[dict[str, Any]]:
    files = [data for path, data in made(*records).items() if "/fragment/" in path]
    return [json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd")) for data in files]


def shown(fragment: dict[str, Any]) -> list[Any]:
    """Read what a result shows as `search.js` does."""
    written: list[Any] = json.loads(unquote(fragment["anchors"][0]["id"]))
    return written


@needs_pagefind
def test_a_result_shows_address_title_section_and_date_and_knows_how_long_its_title_is() -> None:
    (fragment,) = fragments(record())

    assert shown(fragment) == ["/repo/a1/", "Titre 1", "Monde", "1er\xa0mars 2017", "2017-03-01", 2]
    assert "l’\N{WORD JOINER}" in fragment["content"]


@needs_pagefind
def test_the_text_of_a_result_begins_behind_its_title() -> None:
    (fragment,) = fragments(
        replace(record(), title="Pourquoi l’OTAN «\u00a0grandit\u00a0»", prose=KnownText.of("Le texte."))
    )

    assert fragment["content"].split()[shown(fragment)[-1] :] == ["Le", "texte."]


@needs_pagefind
def test_words_that_typography_joined_are_searched_one_by_one() -> None:
    (fragment,) = [
        data for path, data in made(record(text="Le 16\xa0mars\u202f: 1\u202f000 voix")).items() if "/fragment/" in path
    ]
    assert "Le 16 mars : 1 000 voix" in json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["content"]


@needs_pagefind
def test_no_sign_of_a_title_is_lost() -> None:
    strange = SearchRecord(
        "/a/?b&c", '<b> & "C",  d: é', "", KnownText.of("Texte"), datetime(2017, 3, 1, tzinfo=UTC), "A, B", ()
    )
    (fragment,) = fragments(strange)

    assert shown(fragment)[:3] == [strange.url, strange.title, "A, B"]


@needs_pagefind
def test_results_are_chosen_by_section_year_and_tags_and_come_newest_first() -> None:
    old = replace(record(1), section="Sport", tags=(), date=datetime(2016, 3, 1, tzinfo=UTC))
    new = replace(record(2), section='A, "B"', tags=("OTAN", "États-Unis"))
    facets = json.loads(made(old, new)["search/index/facets.json"])
    chosen = [
        [year, facets["sections"][section], [facets["tags"][at] for at in tags]]
        for _id, year, section, tags in facets["pages"]
    ]

    assert chosen == [["2017", 'A, "B"', ["OTAN", "États-Unis"]], ["2016", "Sport", []]]


@needs_pagefind
def test_results_are_known_by_the_names_of_their_fragments() -> None:
    files = made(record(1), record(2))
    pages = json.loads(files["search/index/facets.json"])["pages"]

    assert {f"search/index/fragment/{page[0]}.pf_fragment" for page in pages} == {
        path for path in files if "/fragment/" in path
    }


@needs_pagefind
def test_what_a_result_shows_is_not_searched() -> None:
    (fragment,) = fragments(record())

    assert (fragment["meta"], fragment["filters"]) == ({}, {})
    assert "mars" not in fragment["content"]


@needs_pagefind
def test_topics_are_listed_with_label_address_and_number_of_articles() -> None:
    index = SearchIndex("search/index", (record(),), (TagView('L’été "x"', "/repo/tags/x/", 3),))
    files = {file.path: file.data for file in search_files(index, french(), NoMemory())}

    assert json.loads(files["search/index/topics.json"]) == [['L’été "x"', "/repo/tags/x/", 3]]


@needs_pagefind
def test_the_same_articles_give_the_same_bytes() -> None:
    records = [replace(record(number), section=f"S{number % 4}", tags=(f"t{number % 7}",)) for number in range(40)]

    assert made(*records) == made(*records)


@needs_pagefind
@pytest.mark.parametrize("most", [1_000, 3])
def test_an_index_is_made_once_and_again_when_what_was_kept_is_spoilt(most: int) -> None:
    shelf = Shelf()
    index = SearchIndex("search/index", tuple(news(5)))
    first = data_of(search_files(index, french(), shelf, most))
    missed = shelf.missed
    assert data_of(search_files(index, french(), shelf, most)) == first
    assert shelf.missed == missed
    for spoilt in (b"", b"nonsense", b'[["a", 5]]\nab', b'{"a": 1}\n', b"[1, 2]", b'[{"a": 1}, {}]'):
        shelf.answers = dict.fromkeys(shelf.answers, spoilt)
        assert data_of(search_files(index, french(), shelf, most)) == first


@needs_pagefind
def test_files_of_an_index_that_was_forgotten_meanwhile_are_made_again() -> None:
    shelf = Shelf()
    index = SearchIndex("search/index", tuple(news(5)))
    first = data_of(search_files(index, french(), shelf, 3))
    files = search_files(index, french(), shelf, 3)
    shelf.answers.clear()

    assert data_of(files) == first


@needs_pagefind
def test_a_large_edition_is_indexed_in_pieces_that_share_the_programs_of_the_first() -> None:
    files = made(*news(9), most=4)
    fragments_in = [piece_of(path) for path in files if "/fragment/" in path]

    assert {piece: fragments_in.count(piece) for piece in fragments_in} == {"1": 4, "2": 4, "3": 1}
    assert [path for path in files if path.endswith(("pagefind.js", "worker.js", ".pagefind"))] == [
        "search/index/pagefind-worker.js",
        "search/index/pagefind.js",
        "search/index/wasm.fr.pagefind",
    ]
    assert json.loads(files["search/index/facets.json"])["pieces"] == ["2/", "3/"]


@needs_pagefind
def test_results_of_different_pieces_have_different_ids() -> None:
    files = made(*[replace(item, url="/repo/a/", title="Titre") for item in news(4)], most=2)
    first, *others = [{*path.rsplit("/", 1)[-1:]} for path in sorted(files) if "/fragment/" in path]

    assert not first.intersection(*others)
    pages = json.loads(made(*news(4), most=2)["search/index/facets.json"])["pages"]
    assert [page[0].rsplit("_", 1)[0] for page in pages] == ["fr-x-2", "fr-x-2", "fr", "fr"]


@needs_pagefind
def test_a_new_article_changes_the_last_piece_alone() -> None:
    shelf = Shelf()
    before = data_of(search_files(SearchIndex("search/index", tuple(news(7))), french(), shelf, 4))
    kept = {*shelf.answers}
    after = data_of(search_files(SearchIndex("search/index", tuple(news(8))), french(), shelf, 4))
    changed = {path for path, _data in before.items() ^ after.items()}

    assert {piece_of(path) for path in changed - {"search/index/facets.json"}} == {"2"}
    assert len(shelf.answers.keys() - kept) == 2  # a piece, and what it contains


@needs_pagefind
def test_the_same_articles_give_the_same_pieces() -> None:
    assert made(*news(30), most=8) == made(*reversed(news(30)), most=8)


@needs_pagefind
def test_a_file_of_the_index_has_one_mark_as_long_as_its_bytes_are_the_same() -> None:
    def marks(count: int) -> dict[str, bytes]:
        index = SearchIndex("search/index", tuple(news(count)))
        return {file.path: file.mark for file in search_files(index, french(), NoMemory(), 4) if file.mark}

    before, after = marks(7), marks(8)
    data = made(*news(7), most=4), made(*news(8), most=4)
    shared = before.keys() & after.keys()
    assert {path for path in shared if before[path] == after[path]} == {
        path for path in shared if data[0][path] == data[1][path]
    }
    assert before.keys() == data[0].keys() - {"search/index/facets.json", "search/index/topics.json"}


def test_a_site_is_built_without_search_where_pagefind_cannot_run(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.fill(2)
    done = site.run("build", PAGEFIND_BINARY_PATH=str(tmp_path / "nothing"))
    assert done.returncode == 0
    assert "search is left out" in done.stderr.decode()
    assert not (site.output / "search").exists()
    assert b"/search/" not in (site.output / "index.html").read_bytes()


def test_a_site_may_be_without_search(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.fill(2)
    site.write("site.toml", "[search]\nenabled = false\n")
    site.build()
    assert not (site.output / "search").exists()
    pages = [data for path, data in site.files().items() if path.endswith(".html")]
    assert [data for data in pages if b"search/" in data or b"search.js" in data] == []


@needs_pagefind
def test_no_folder_has_a_part_in_the_index_so_that_it_is_the_same_on_every_disk(
    tmpfs: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record(number, f"Mot{number} " * 50) for number in range(12)]
    whole = made(*records)
    monkeypatch.setenv("TMPDIR", str(tmpfs("size=8k")))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert made(*records) == whole


@needs_pagefind
def test_a_large_index_comes_whole() -> None:
    words = [" ".join(f"m{number}x{word}" for word in range(900)) for number in range(500)]
    files = made(*(record(number, text) for number, text in enumerate(words)))
    assert sum(path.endswith(".pf_fragment") for path in files) == len(words)
    assert sum(map(len, files.values())) > 2**21  # what the package's own interface can read


def test_pagefind_is_not_loaded_until_a_site_is_to_be_searched() -> None:
    code = "import sys, generator.build; sys.exit('pagefind' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
