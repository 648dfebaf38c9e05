from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.permalinks import Permalinks
from generator.assembly.topics import Topics, page_keys, tag_slugs, topics_of
from generator.config import TagRule
from generator.model import Tag
from generator.slugs import DEVICES
from generator.views import Link
from tests.assembly.builders import make_analysis, make_tag
from tests.builders import make_article

LINKS = Permalinks("https://news.example/repo/", "fr")
LABELS = st.lists(st.sampled_from(["OTAN", "Otan", "otan!", "Aux", "page", "!!!", "Été", "Ete", "東京"]), max_size=9)
ARTICLES = [
    make_article("A", date=0, tags=("OTAN", "Russie", "Brèves", "Seul")),
    make_article("B", date=1, tags=("Russie", "OTAN", "Brèves")),
    make_article("C", date=2, tags=("Russie",)),
    make_article("D", date=2, lang="en", tags=("NATO",)),
]


def topics(threshold: int = 2) -> Topics:
    analysis = make_analysis(ARTICLES, tags={"Brèves": {"hidden": True}})
    french = [article for article in ARTICLES if article.lang == "fr"]
    return topics_of("fr", french, analysis.articles, analysis.tags, LINKS, threshold)


@pytest.mark.parametrize(
    ("threshold", "paged"),
    [
        (0, ["otan", "russie", "seul"]),
        (1, ["otan", "russie", "seul"]),
        (2, ["otan", "russie"]),
        (3, ["russie"]),
        (4, []),
    ],
)
def test_a_tag_has_a_page_from_the_threshold_on(threshold: int, paged: list[str]) -> None:
    found = topics(threshold)

    assert list(found.paged()) == paged
    assert {key for key, view in found.views.items() if view.url} == {*paged}


def test_a_tag_below_the_threshold_is_shown_without_a_link() -> None:
    assert topics().of("monde/a.md") == (
        Link("OTAN", "/repo/tags/otan/"),
        Link("Russie", "/repo/tags/russie/"),
        Link("Seul", ""),
    )


def test_a_hidden_tag_is_shown_nowhere() -> None:
    found = topics(0)

    assert "breves" not in found.tags.keys() | found.views.keys() | found.slugs.keys()
    assert all("breves" not in keys for keys in found.by_article.values())


def test_tags_of_another_edition_stay_there() -> None:
    assert "nato" not in topics(0).tags


def test_common_topics_count_the_given_articles_and_leave_out_thin_ones() -> None:
    ids = ["monde/a.md", "monde/b.md"]

    assert [(t.label, t.count) for t in topics().common(ids, 9)] == [("Russie", 2), ("OTAN", 2)]
    assert [t.label for t in topics().common(ids, 1)] == ["Russie"]
    assert [t.label for t in topics().common(ids, 9, without="russie")] == ["OTAN"]


@pytest.mark.parametrize(
    ("tags", "slugs"),
    [
        ([make_tag("Été")], {"ete": "ete"}),
        ([make_tag("OTAN", slug="Alliance Atlantique")], {"otan": "alliance-atlantique"}),
        ([make_tag("Nul"), make_tag("COM1")], {"nul": "tag-nul", "com1": "tag-com1"}),
        ([make_tag("Page")], {"page": "tag-page"}),
        ([make_tag("東京")], {"東京": "東京"}),
    ],
)
def test_the_address_of_a_tag_is_the_editors_slug_or_its_label(tags: list[Tag], slugs: Mapping[str, str]) -> None:
    assert tag_slugs(tags) == slugs


def test_of_tags_with_one_slug_the_editors_keeps_it_then_the_one_with_most_articles() -> None:
    few, many = make_tag("C", 2, key="c"), make_tag("C++", 3, key="c++")
    given = make_tag("Langage C", 2, slug="c")

    assert tag_slugs([few, many])["c++"] == "c"
    assert tag_slugs([few, many])["c"].startswith("c-")
    assert tag_slugs([few, many, given])["langage-c"] == "c"


@given(LABELS, st.permutations(range(9)))
def test_every_tag_has_one_address_of_its_own_whatever_the_order(labels: list[str], order: list[int]) -> None:
    tags = [make_tag(label, n % 3 + 2, key=f"{label} {n}") for n, label in enumerate(labels)]
    slugs = tag_slugs(tags)

    assert slugs == tag_slugs([tags[n] for n in order if n < len(tags)])
    assert len({*slugs.values()}) == len(tags)
    assert all(slug and slug not in DEVICES | {"page"} for slug in slugs.values())


def edition_topics(lang: str, *labels: str) -> Topics:
    tags = {tag.key: tag for tag in (make_tag(label, lang=lang) for label in labels)}
    return replace(topics(), tags=tags, slugs={key: key for key in tags})


def same_pages(rules: Mapping[str, tuple[TagRule, ...]]) -> set[frozenset[str]]:
    """Give the tags that share a page key, as `lang:key`."""
    found = {"fr": edition_topics("fr", "OTAN", "ONU"), "en": edition_topics("en", "NATO", "UN")}
    found["de"] = edition_topics("de", "Nato-de", "Uno")
    groups: dict[str, set[str]] = {}
    for (lang, key), page in page_keys(("fr", "en", "de"), found, rules).items():
        groups.setdefault(page, set()).add(f"{lang}:{key}")
    return {frozenset(group) for group in groups.values() if len(group) > 1}


@pytest.mark.parametrize(
    ("rules", "groups"),
    [
        ({}, set()),
        ({"fr": (TagRule("OTAN", translations={"en": "NATO"}),)}, {("fr:otan", "en:nato")}),
        ({"en": (TagRule("nato", translations={"fr": "Otan"}),)}, {("fr:otan", "en:nato")}),
        (
            {"fr": (TagRule("OTAN", translations={"en": "NATO", "de": "Nato-de"}),)},
            {("fr:otan", "en:nato", "de:nato-de")},
        ),
        (
            {
                "fr": (TagRule("OTAN", translations={"en": "NATO"}),),
                "de": (TagRule("Nato-de", translations={"fr": "OTAN"}),),
            },
            {("fr:otan", "en:nato", "de:nato-de")},
        ),
        (
            {
                "fr": (TagRule("OTAN", translations={"en": "NATO"}),),
                "de": (TagRule("Nato-de", translations={"en": "NATO"}),),
            },
            {("fr:otan", "en:nato", "de:nato-de")},
        ),
        (
            {"fr": (TagRule("OTAN", translations={"en": "NATO"}), TagRule("ONU", translations={"en": "NATO"}))},
            {("fr:otan", "en:nato")},
        ),
        ({"fr": (TagRule("OTAN", translations={"en": "unknown", "it": "NATO"}),)}, set()),
    ],
    ids=["none", "pair", "back", "three", "chain", "fork", "two of one language", "unknown"],
)
def test_tags_that_the_editor_calls_translations_share_a_page(
    rules: Mapping[str, tuple[TagRule, ...]], groups: set[tuple[str, ...]]
) -> None:
    assert same_pages(rules) == {frozenset(group) for group in groups}
