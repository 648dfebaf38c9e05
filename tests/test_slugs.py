from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.slugs import MAX_BYTES, is_reserved, short_hash, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("L'OTAN à Bakou", "l-otan-a-bakou"),
        ("« Cœur » d’été — 1re partie", "coeur-d-ete-1re-partie"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("İstanbul ısı", "istanbul-isi"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full-width"),
        ("Йод и Ёж", "йод-и-ёж"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("한국 뉴스", "한국-뉴스"),
        ("../../etc", "etc"),
        ("a\x00b\u202ec", "a-b-c"),
        ("🎉", ""),
    ],
)
def test_a_slug_reads_like_its_words(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_is_safe_and_stays_itself(text: str) -> None:
    slug = slugify(text)
    assert len(slug.encode()) <= MAX_BYTES
    assert unicodedata.is_normalized("NFC", slug)
    assert not set(slug) & set("/\\. %?#:")
    assert slug == slug.strip("-")
    assert slugify(slug) == slug


@given(st.text(alphabet="ab字", min_size=130, max_size=140), st.text(alphabet="ab字", min_size=130, max_size=140))
def test_long_slugs_stay_apart(one: str, other: str) -> None:
    assert (slugify(one) == slugify(other)) is (one == other)


@pytest.mark.parametrize("name", ["index", "Tags", "404", "feed.xml", "CON", "com1", "lpt9.html", "about"])
def test_names_of_the_site_and_of_devices_are_reserved(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["indexes", "com10", "console", "tag", ""])
def test_other_names_are_free(name: str) -> None:
    assert not is_reserved(name)


def test_a_hash_takes_any_text() -> None:
    assert len(short_hash("\ud800", 6)) == 6
