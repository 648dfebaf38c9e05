import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.analysis.documents import Document, extract_keywords

CASES = tomllib.loads((Path(__file__).parent / "keyword_cases.toml").read_text("utf-8"))["case"]


def keywords(case: dict[str, Any]) -> list[str]:
    document = Document("a", case["lang"], case["title"], case["text"])
    return [keyword.phrase for keyword in extract_keywords([document])["a"]]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['lang']}: {case['name']}" for case in CASES])
def test_an_article_has_the_keywords_that_an_editor_would_want(case: dict[str, Any]) -> None:
    found = keywords(case)

    if "only" in case:
        assert sorted(found) == sorted(case["only"])
    first = case.get("first", [])
    assert found[: len(first)] == first
    assert [phrase for phrase in case.get("has", []) if phrase not in found] == []
    assert [phrase for phrase in (*case.get("not", []), *case.get("wanted", [])) if phrase in found] == []


def test_every_case_expects_something_and_is_named_once() -> None:
    assert [case for case in CASES if not {"only", "first", "has"} & case.keys()] == []
    assert len({(case["lang"], case["name"]) for case in CASES}) == len(CASES)


def test_cases_cover_the_languages_with_a_table() -> None:
    counts = {lang: sum(case["lang"] == lang for case in CASES) for lang in ("fr", "en", "es", "de", "pt", "it", "nl")}

    assert min(counts.values()) >= 5
    assert len(CASES) >= 80
