from __future__ import annotations

import tomllib
from pathlib import Path

from benchmarks.build import NOW, Cost, Dice, make_corpus, rows_of, with_builds, write_article
from benchmarks.hugo import CONFIG, copy_articles, write_site


def test_the_same_articles_are_made_for_both_sites(tmp_path: Path) -> None:
    make_corpus(tmp_path / "content", 9)
    (tmp_path / "content/urls.lock").write_text("ours")
    write_site(tmp_path / "hugo")
    copy_articles(tmp_path / "content", tmp_path / "hugo/content")
    ours = {file.relative_to(tmp_path / "content"): file.read_text() for file in tmp_path.glob("content/**/*.md")}
    theirs = {p.relative_to(tmp_path / "hugo/content"): p.read_text() for p in tmp_path.glob("hugo/content/**/*.*")}
    assert len(ours) == 9
    assert theirs == ours


def test_a_new_article_is_newer_than_all_others(tmp_path: Path) -> None:
    make_corpus(tmp_path, 90)
    write_article(tmp_path / "new.md", Dice(0), 0, NOW[:10])
    dates = {file.name: file.read_text().split("date: ")[1][:10] for file in tmp_path.rglob("*.md")}
    assert max(dates, key=dates.__getitem__) == "new.md"
    assert sorted(dates.values())[-2] < NOW[:10]


def test_the_configuration_of_hugo_is_toml() -> None:
    assert tomllib.loads(CONFIG)["taxonomies"] == {"tag": "tags"}


def test_a_row_tells_ratios_to_the_same_build_of_hugo_and_growth() -> None:
    small = {"Markdown": Cost(1, 1, 10), "cold": Cost(4, 5, 80), "Hugo, cold": Cost(2, 1, 70)}
    large = {"Markdown": Cost(10, 10, 10), "cold": Cost(40, 50, 90), "Hugo, cold": Cost(10, 5, 99)}
    rows = rows_of({1000: large, 100: small})
    assert rows[3] == "| 100 | cold | 4.00 | 5.00 | 80 | 4.00 | 2.00 | 5.00 |  |"
    assert rows[6] == "| 1,000 | cold | 40.00 | 50.00 | 90 | 4.00 | 4.00 | 10.00 | n^1.00 |"


def test_other_results_stay_as_they_are() -> None:
    text = "# Results\n\n## Cost\n\nc\n\n## Builds\n\nold\n"
    assert with_builds(text, "new\n") == "# Results\n\n## Cost\n\nc\n\n## Builds\n\nnew\n"
