from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

import pytest

from generator.config import ContentConfig, Limits
from generator.model import Attribution, ImageRef
from tests.content.builders import article, problems_of, read, read_one

JEKYLL = """---
layout: post
title:  "Le sommet de Bakou"
date:   2017-02-16 10:00:00 -0400
categories: monde defense
tags: [OTAN, Russie]
published: false
redirect_from:
  - /ancien/sommet/
---
Texte.
"""
HUGO = """+++
title = "Le sommet de Bakou"
date = 2017-02-16T15:00:00+01:00
lastmod = 2017-02-17
draft = true
tags = ["OTAN", "Russie"]
categories = ["monde"]
aliases = ["/ancien/sommet/"]
[params]
subtitle = "x"
+++
Texte.
"""
HUGO_JSON = """{
  "title": "Le sommet de Bakou",
  "publishDate": "2017-02-16T15:00:00+01:00",
  "draft": true,
  "tags": ["OTAN", "Russie"]
}

Texte.
"""
ZOLA = """+++
title = "Le sommet de Bakou"
date = 2017-02-16
draft = true
[taxonomies]
tags = ["OTAN", "Russie"]
[extra]
author = "A"
+++
Texte.
"""
PELICAN = """Title: Le sommet de Bakou
Date: 2017-02-16 15:00
Modified: 2017-02-17
Category: Monde
Tags: OTAN, Russie
Slug: le-sommet
Authors: Ada Lune, Max Ray
Status: draft

Texte.
"""
OURS = """---
title: Le sommet de Bakou
date: 2017-02-16
tags: OTAN, Russie
draft: yes
---
Texte.
"""


@pytest.mark.parametrize(
    ("path", "text", "slug"),
    [
        ("_posts/2017-02-16-baku.md", JEKYLL, "baku"),
        ("monde/_posts/2017-02-16-baku.markdown", JEKYLL, "baku"),
        ("monde/baku/index.md", HUGO, "baku"),
        ("monde/baku.md", HUGO_JSON, "baku"),
        ("monde/2017-02-16-baku.md", ZOLA, "baku"),
        ("baku.md", PELICAN, "le-sommet"),
        ("monde/baku.md", OURS, "baku"),
    ],
)
def test_every_generators_article_means_the_same(path: str, text: str, slug: str) -> None:
    found = read_one(text, path)
    assert (found.title, found.slug, found.draft) == ("Le sommet de Bakou", slug, True)
    assert found.declared_tags == ("OTAN", "Russie")
    assert found.date.date().isoformat() == "2017-02-16"


def test_unknown_keys_are_kept_frozen_for_templates() -> None:
    found = read_one("---\ntitle: A\ndate: 2017-02-16\nlayout: post\nmap: {zoom: 3, at: [1.5, true, ~]}\n---\n")
    assert found.extra == {"layout": "post", "map": {"zoom": 3, "at": (1.5, True, None)}}
    assert isinstance(found.extra["map"], MappingProxyType)


def test_fields_know_their_lines() -> None:
    assert read_one(article(extra="taxonomies: {tags: [a]}\nauthor: B")).lines == {
        "title": 2,
        "date": 3,
        "tags": 4,
        "authors": 5,
    }


@pytest.mark.parametrize(
    ("extra", "tags"),
    [
        ("tags: [OTAN, otan, OTAN]", ("OTAN",)),
        ("tags: OTAN, Union européenne ; Russie", ("OTAN", "Union européenne", "Russie")),
        ("tags: OTAN", ("OTAN",)),
        ("Tags: [2026, 1.0, true, no, ~, ' ']", ("2026", "1.0", "true", "no")),
        ("topics: [a, b]", ("a", "b")),
        ("keywords: a, b", ("a", "b")),
        ("taxonomies:\n  tags: [a]", ("a",)),
        ("tags: 2017", ("2017",)),
        ("tags: []", ()),
        ("tags:", ()),
        ("tags:\n- a\n- b: c", None),
    ],
)
def test_tags_are_read_in_every_shape(extra: str, tags: tuple[str, ...] | None) -> None:
    if tags is None:
        assert problems_of(article(extra=extra)) == [
            "content/monde/sommet.md:5:1: `tags` holds a table within the list"
        ]
    else:
        assert read_one(article(extra=extra)).declared_tags == tags


def test_too_many_tags_are_an_error() -> None:
    config = ContentConfig(("fr",), limits=Limits(tags_per_article=2))
    _content, problems = read({"a.md": article(extra="tags: [a, b, c]")}, config)
    assert [p.message for p in problems] == ["`tags` has 3 entries, more than the 2 allowed"]


def test_too_many_authors_are_an_error() -> None:
    for count, messages in ((100, []), (101, ["`authors` has 101 entries, more than the 100 allowed"])):
        names = ", ".join(f"A. {number}" for number in range(count))
        _content, problems = read({"a.md": article(extra=f"authors: [{names}]")})
        assert [p.message for p in problems] == messages


@pytest.mark.parametrize(
    ("extra", "draft"),
    [
        ("draft: true", True),
        ("draft: yes", True),
        ("draft: false", False),
        ("draft:", False),
        ("published: false", True),
        ("published: true", False),
        ("published: 0", True),
        ("published: 1", False),
        ("status: draft", True),
        ("Status: Published", False),
        ("published: 2017-02-15", False),
    ],
)
def test_draft_is_said_in_three_ways(extra: str, *, draft: bool) -> None:
    assert read_one(article(extra=extra)).draft is draft


def test_published_is_the_date_when_it_is_no_flag() -> None:
    assert read_one("---\ntitle: A\npublished: 2017-02-15 08:00\n---\n").date.isoformat() == "2017-02-15T08:00:00+01:00"


def test_drafts_of_jekyll_are_drafts() -> None:
    assert read_one(article(), "_drafts/a.md").draft


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Le **sommet** de [Bakou](b.md)\n\nTexte.", "Le sommet de Bakou", "<p>Texte.</p>"),
        ("Sommet\n======\n\nTexte.", "Sommet", "<p>Texte.</p>"),
        ("```\n# code\n```\n\n# Vrai #\n", "Vrai", "<pre><code># code\n</code></pre>"),
        ("# Sommet {#top}\n", "Sommet", ""),
    ],
)
def test_a_missing_title_is_the_first_heading_which_leaves_the_body(text: str, title: str, body: str) -> None:
    found = read_one(f"---\ndate: 2017-02-16\n---\n\n{text}")
    assert (found.title, found.body_html) == (title, body)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('"\\u202Eevil"', "evil"),
        ("2017", "2017"),
        ("no", "no"),
        ("|\n  Deux\n  lignes", "Deux lignes"),
        ('"  a \\u2028 b  "', "a b"),
        ("👩‍👩‍👧‍👦 🇫🇷", "👩‍👩‍👧‍👦 🇫🇷"),
        ("« L’été »", "«\u202fL’été\u202f»"),
    ],
)
def test_a_title_is_one_clean_line(title: str, shown: str) -> None:
    assert read_one(article(title=title)).title == shown


@pytest.mark.parametrize(
    ("path", "slug", "section", "lang", "stem"),
    [
        ("sommet.md", "sommet", "", "fr", "sommet"),
        ("monde/sommet.md", "sommet", "monde", "fr", "monde/sommet"),
        ("monde/asie/sommet.md", "sommet", "monde", "fr", "monde/asie/sommet"),
        ("monde/sommet.en.md", "sommet", "monde", "en", "monde/sommet"),
        ("en/monde/sommet.md", "sommet", "monde", "en", "monde/sommet"),
        ("en/sommet.md", "sommet", "", "en", "sommet"),
        ("monde/2017-02-16-sommet.en.md", "sommet", "monde", "en", "monde/2017-02-16-sommet"),
        ("monde/sommet/index.md", "sommet", "monde", "fr", "monde/sommet"),
        ("monde/sommet/index.en.md", "sommet", "monde", "en", "monde/sommet"),
        ("sommet/index.md", "sommet", "", "fr", "sommet"),
        ("Économie/L'euro & le $.md", "l-euro-le", "economie", "fr", "Économie/L'euro & le $"),
        ("monde/v1.0.md", "v1-0", "monde", "fr", "monde/v1.0"),
        ("monde/!!!.md", "le-titre", "monde", "fr", "monde/!!!"),
    ],
)
def test_a_path_gives_slug_section_language_and_key(path: str, slug: str, section: str, lang: str, stem: str) -> None:
    found = read_one(article(title="Le titre"), path)
    assert (found.slug, found.section, found.lang, found.translation_key) == (slug, section, lang, stem)


def test_a_slug_of_nothing_is_a_hash_of_the_path() -> None:
    content, _problems = read({"a/!.md": article(title='"🎉"'), "b/!.md": article(title='"🎉"')})
    slugs = [found.slug for found in content.articles]
    assert len(set(slugs)) == 2
    assert all(len(slug) == 8 for slug in slugs)


@pytest.mark.parametrize(
    ("extra", "slug"), [("slug: Sommet de Bakou", "sommet-de-bakou"), ("slug: 2017", "2017"), ("Slug: ÉTÉ", "ete")]
)
def test_an_explicit_slug_is_made_clean(extra: str, slug: str) -> None:
    assert read_one(article(extra=extra)).slug == slug


@pytest.mark.parametrize(
    ("extra", "url"),
    [
        ("url: /2017/02/Baku/", "/2017/02/Baku/"),
        ("permalink: 2017/baku.html", "/2017/baku.html"),
        ("path: a//b", "/a/b/"),
        ("url: /caf%C3%A9/", "/café/"),
        ("url: /a/index.html", "/a/"),
    ],
)
def test_a_fixed_address_gets_one_form(extra: str, url: str) -> None:
    assert read_one(article(extra=extra)).url == url


def test_aliases_are_a_list_or_one_text() -> None:
    assert read_one(article(extra="aliases: /a")).aliases == ("/a/",)
    assert read_one(article(extra="redirect_from: [/a, /b.html, a]")).aliases == ("/a/", "/b.html")


@pytest.mark.parametrize(
    ("extra", "section"),
    [("section: Économie", "economie"), ("category: Sport", "sport"), ("categories: [Culture, x]", "culture")],
)
def test_front_matter_beats_the_folder(extra: str, section: str) -> None:
    assert read_one(article(extra=extra)).section == section


@pytest.mark.parametrize(
    ("extra", "authors"),
    [
        ("author: Doe, Jane", ("Doe, Jane",)),
        ("authors: Jane Doe, Ali Baba", ("Jane Doe", "Ali Baba")),
        ("author: Jane; Ali", ("Jane", "Ali")),
        ("authors: [{name: Jane, url: x}, Ali]", ("Jane", "Ali")),
    ],
)
def test_authors_are_read_in_every_shape(extra: str, authors: tuple[str, ...]) -> None:
    assert read_one(article(extra=extra)).authors == authors


@pytest.mark.parametrize(
    ("extra", "attribution"),
    [
        ("source: AFP", Attribution("AFP")),
        ("source: {name: OTAN, url: 'https://www.nato.int/x'}", Attribution("OTAN", "https://www.nato.int/x")),
        ("source: https://www.nato.int/x", Attribution("nato.int", "https://www.nato.int/x")),
        ("link: https://nato.int/", Attribution("nato.int", "https://nato.int/")),
        ("source: OTAN\nsource_url: https://nato.int/", Attribution("OTAN", "https://nato.int/")),
        ("canonical_url: https://nato.int/a b", Attribution("nato.int", "https://nato.int/a%20b")),
    ],
)
def test_a_source_has_name_and_address(extra: str, attribution: Attribution) -> None:
    assert read_one(article(extra=extra)).attribution == attribution


@pytest.mark.parametrize(
    ("extra", "image"),
    [
        ("image: bakou.png\nimage_alt: Une vue", ImageRef("content:monde/bakou.png", "Une vue")),
        ("hero: /monde/bakou.png", ImageRef("content:monde/bakou.png")),
        ("image: {src: bakou.png, alt: A, caption: B, credit: C}", ImageRef("content:monde/bakou.png", "A", "B", "C")),
        ("images: [bakou.png, b.png]", ImageRef("content:monde/bakou.png")),
        ("featured_image: https://e.org/a.png", ImageRef("https://e.org/a.png")),
        ("image: ../monde/bakou.png", ImageRef("content:monde/bakou.png")),
        ("image: /logo.png", ImageRef("site:/logo.png")),
    ],
)
def test_an_image_is_a_file_or_an_address(extra: str, image: ImageRef) -> None:
    assert read_one(article(extra=extra), bakou__png=b"x").image == image


def test_dates_follow_the_article() -> None:
    found = read_one(article(extra="updated: 2017-02-16\nexpires: 2018-01-01T00:00:00Z"))
    assert found.updated == found.date
    assert found.expires == datetime.fromisoformat("2018-01-01T00:00:00+00:00")


@pytest.mark.parametrize("never", ["9999-12-31", "9999-12-31T23:59:59Z"])
def test_an_article_may_expire_on_the_last_day_there_is(never: str) -> None:
    found = read_one(article(extra=f"expires: {never}"))
    assert found.expires is not None
    assert found.expires.year == 9999


@pytest.mark.parametrize("nothing", ["\u200b", "\u00a0\u2003", "\u2060\ufeff", "\u3164", "\u2800"])
def test_what_shows_nothing_is_no_tag_and_no_author(nothing: str) -> None:
    found = read_one(article(extra=f'tags: ["{nothing}", "OTAN"]\nauthors: ["{nothing}"]'))
    assert (found.declared_tags, found.authors) == (("OTAN",), ())


def test_the_rest_is_plain_text() -> None:
    extra = "summary: Un  résumé\nseries: [Bakou, b]\nguid: urn:x\nrelated: Un titre, long\ntranslationKey: k"
    found = read_one(article(extra=extra))
    assert (found.summary, found.story, found.feed_id) == ("Un résumé", "Bakou", "urn:x")
    assert (found.related, found.translation_key) == (("Un titre, long",), "k")


def test_problems_of_the_head_and_the_body_are_told_together() -> None:
    told = problems_of("---\ntitle: A\ndate: demain\nslug: index\n---\n\n![a](b.png)\n")
    assert [line.split(":")[1] for line in told] == ["3", "4", "7"]


@pytest.mark.parametrize("field", ["url", "aliases"])
def test_an_address_without_end_is_an_error(field: str) -> None:
    (told,) = problems_of(article(extra=f"{field}: /{'mot/' * 50_000}"))
    assert told.startswith(f"content/monde/sommet.md:4:{len(field) + 3}: `{field}` is longer than 1000 bytes: ")


def test_a_date_of_very_many_digits_is_none() -> None:
    (told,) = problems_of(f"---\ntitle: A\ndate: {'2' * 200_000}\n---\nTexte.\n")
    assert told.startswith("content/monde/sommet.md:3:7: `date` is not a date: ")
