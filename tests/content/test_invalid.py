from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.config import ContentConfig, Limits
from generator.content import frontmatter
from generator.content.fences import decode
from generator.content.frontmatter import read_front_matter
from tests.content.builders import read

FOLDER = Path(__file__).parent.parent / "invalid"
CASES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_broken_article_gives_its_exact_message(file: Path) -> None:
    _content, problems = read({file.name: file.read_bytes()}, ContentConfig(("fr", "en")))
    assert "".join(f"{problem}\n" for problem in problems) == file.with_suffix(".expected").read_text("utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_an_article_is_published_only_when_nothing_but_warnings_is_said(file: Path) -> None:
    content, problems = read({file.name: file.read_bytes()}, ContentConfig(("fr", "en")))
    assert bool(content.articles) is not any(problem.is_error for problem in problems)


def test_every_expected_message_has_its_case() -> None:
    assert {file.stem for file in FOLDER.glob("*.expected")} == {file.stem for file in CASES}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_both_yaml_parsers_say_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, _problems = decode(file.read_bytes(), file.name)
    answers: list[Any] = []
    for parser in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        monkeypatch.setattr(frontmatter, "PARSER", parser)
        answers.append(read_front_matter(text, file.name, Limits()))
    assert answers[0] == answers[1]
