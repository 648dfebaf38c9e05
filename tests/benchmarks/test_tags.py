import sys
from pathlib import Path

import pytest

from benchmarks.scores import Readings, read_gold
from benchmarks.tags import articles_of, main, quality, rule_tags

FIVE = Path(__file__).with_name("five.jsonl")


def test_articles_are_read_without_the_tags_of_people() -> None:
    articles = articles_of(read_gold(FIVE))

    assert [article.title for article in articles] == [item.title for item in read_gold(FIVE)]
    assert {article.declared_tags for article in articles} == {()}


def test_the_plain_rule_gives_no_tag_to_fewer_than_three_articles() -> None:
    tags = rule_tags(articles_of(read_gold(FIVE)), Readings())
    labels = [label for of_article in tags.values() for label in of_article]

    assert labels
    assert min(labels.count(label) for label in labels) >= 3


def test_quality_counts_what_is_wrong_with_tags() -> None:
    site = read_gold(FIVE)
    articles = articles_of(site)
    tags = {article.id: ["lighthouse"] for article in articles}
    tags[articles[0].id] = ["lighthouse", "Storm Point", "Storm"]
    found = quality(tags, site, articles)

    assert (found.distinct, found.nested, found.duplicates, found.enough) == (3, 1, 0, 20)
    assert found.once == pytest.approx(200 / 3)
    # Two of three wanted and two of three found; one of two wanted and one found; nothing else.
    assert found.f1 == pytest.approx(100 * (2 / 3 + 2 / 3) / 5)


def test_the_script_compares_the_ways_to_choose_tags(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tags", str(FIVE)])
    main()

    assert [line.split(" | ")[1] for line in capsys.readouterr().out.splitlines()[2:]] == [
        "YAKE's first 8",
        "the plain rule",
        "ours",
    ]
