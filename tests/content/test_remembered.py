from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.manuscripts import read_manuscript
from generator.content.remembered import (
    FLAGS,
    LISTS,
    MOMENTS,
    TEXTS,
    Manuscript,
    from_bytes,
    head_of,
    table_in,
    texts_in,
    to_bytes,
)
from generator.model import Article, Source
from tests.content.builders import CONFIG

BODY = """Un *mot*, et [un autre](autre.md).

<!--more-->

## Titre

Lire aussi : Le sommet ; La suite

![](a.png)
"""
HEAD = """---
title: "Bakou : *ce que*"
date: 2017-02-16T18:00:00-05:00
updated: 2017-02-17
expires: Sat, 18 Feb 2017 10:00:00 GMT
tags: [Otan, 2017]
authors: Claire Vasseur; Ali
section: Monde
url: /2017/baku/
aliases: [/ancien/]
summary: Un résumé.
image: {src: a.png, alt: Vue, caption: "La ville", credit: AFP}
source: https://www.nato.int/
related: [b.md]
not_related: [c.md]
translation_key: baku
story: Sommet
id: un-2
withdrawn: Une erreur.
draft: true
taggs: 1
note: {a: [1, 2.5, null, yes], b: "x"}
---
"""


def read(text: str, path: str = "monde/a.md") -> tuple[Source, Manuscript]:
    source = Source(path, f"content/{path}", text.encode())
    return source, read_manuscript(source, CONFIG)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (HEAD + BODY, "monde/a.md"),
        ("---\ntitle: A\ndate: 2017-10-29 02:30\n---\n" + BODY, "a.md"),
        ("---\ntitle: A\n---\n" + BODY, "a.md"),
        ("---\ntitle: Monde\nweight: 3\ndescription: Ici.\n---\n" + BODY, "monde/_index.md"),
        ("---\ntitle: Monde\n---\n", "monde/asie/_index.md"),
        ("---\n", "a.md"),
    ],
)
def test_what_is_remembered_of_a_file_is_all_that_it_became(text: str, path: str) -> None:
    source, manuscript = read(text, path)

    assert from_bytes(to_bytes(manuscript), source, CONFIG) == manuscript


def test_moments_keep_the_zones_in_which_they_were_written() -> None:
    source, manuscript = read(HEAD)
    known = from_bytes(to_bytes(manuscript), source, CONFIG)

    assert isinstance(manuscript.head, Article)
    assert known is not None
    assert isinstance(known.head, Article)
    for name in MOMENTS:
        assert repr(getattr(known.head, name)) == repr(getattr(manuscript.head, name))


def test_every_field_of_an_article_is_remembered_or_comes_of_the_body() -> None:
    _source, manuscript = read(HEAD + BODY)
    table = table_in(head_of(to_bytes(manuscript)))["article"]
    of_body = {"body", "plain", "word_count", "opening", "headings", "links", "read_also", "has_references"}
    of_file = {"id", "location"}
    own = {*TEXTS, *LISTS, *FLAGS, *MOMENTS, "image", "attribution", "extra", "lines"}

    assert {field.name for field in dataclasses.fields(Article)} == own | of_body | of_file
    assert all(table.values())
    assert all(text for name, text in zip(TEXTS, table["texts"], strict=True))
    assert all(table["lists"])
    assert all(table["moments"])


@given(st.one_of(st.binary(), st.sampled_from([b"{}", b"[]", b"null", b"no json"])))
def test_bytes_that_are_no_answer_are_none(answer: bytes) -> None:
    source, _manuscript = read(HEAD)

    assert from_bytes(answer, source, CONFIG) is None


def test_an_answer_of_which_a_piece_is_wrong_is_none() -> None:
    source, manuscript = read(HEAD + BODY)
    answer = to_bytes(manuscript)
    table, texts = table_in(head_of(answer)), texts_in(answer)
    for key in table.keys() - {"overdue", "section"}:
        assert from_bytes(b"\n".join([json.dumps({**table, key: [1]}).encode(), texts]), source, CONFIG) is None, key


def test_an_answer_of_which_texts_are_missing_is_none() -> None:
    source, manuscript = read(HEAD + BODY)

    assert from_bytes(to_bytes(manuscript)[:-1], source, CONFIG) is None
