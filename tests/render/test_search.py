from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.memory import NoMemory
from generator.render.locales import Locale, load_locales
from generator.render.search import has_search, search_files
from generator.views import SearchIndex, SearchRecord
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


def french() -> Locale:
    return load_locales(["fr"], None)["fr"]


def record(number: int = 1, text: str = "Le père de l’OTAN") -> SearchRecord:
    return SearchRecord(
        f"/repo/a{number}/", f"Titre {number}", text, datetime(2017, 3, 1, tzinfo=UTC), "Monde", ("OTAN",)
    )


def made(*records: SearchRecord) -> dict[str, bytes]:
    files = search_files(SearchIndex("search/index", records), french(), NoMemory())
    return {file.path: file.data for file in files}


@needs_pagefind
def test_the_index_holds_what_a_search_loads_and_nothing_else() -> None:
    files = made(record(1), record(2))
    names = {path.removeprefix("search/index/") for path in files}
    assert {"pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind"} <= names
    assert sum(name.startswith("fragment/") for name in names) == 2
    assert not [name for name in names if name.endswith(".css") or "ui" in name]


@needs_pagefind
def test_a_result_shows_title_section_and_date() -> None:
    (fragment,) = [data for path, data in made(record()).items() if "/fragment/" in path]
    shown = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    assert shown["meta"] == {
        "address": "/repo/a1/",
        "title": "Titre 1",
        "section": "Monde",
        "date": "1er mars 2017",
    }
    assert "l’\N{WORD JOINER}" in shown["content"]


@needs_pagefind
def test_words_that_typography_joined_are_searched_one_by_one() -> None:
    (fragment,) = [
        data for path, data in made(record(text="Le 16\xa0mars\u202f: 1\u202f000 voix")).items() if "/fragment/" in path
    ]
    assert "Le 16 mars : 1 000 voix" in json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["content"]


@needs_pagefind
def test_no_sign_of_a_title_is_lost() -> None:
    strange = SearchRecord("/a/?b&c", '<b> & "C", d: e', "Texte", datetime(2017, 3, 1, tzinfo=UTC), "A, B", ())
    (fragment,) = [data for path, data in made(strange).items() if "/fragment/" in path]
    shown = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    assert (shown["meta"]["title"], shown["meta"]["address"]) == (strange.title, strange.url)
    assert shown["meta"]["section"] == "A, B"


@needs_pagefind
def test_the_same_articles_give_the_same_bytes() -> None:
    assert made(record(1), record(2)) == made(record(1), record(2))


@needs_pagefind
def test_an_index_is_made_once_and_again_when_what_was_kept_is_spoilt() -> None:
    shelf = Shelf()
    index = SearchIndex("search/index", (record(),))
    first = search_files(index, french(), shelf)
    assert search_files(index, french(), shelf) == first
    assert shelf.missed == 1
    for spoilt in (b"", b"nonsense", b'[["a", 5]]\nab', b'{"a": 1}\n'):
        shelf.answers = dict.fromkeys(shelf.answers, spoilt)
        assert search_files(index, french(), shelf) == first


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
    assert [data for data in pages if b"search" in data] == []
