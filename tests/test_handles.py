from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.handles import Handles

ARTICLES = [
    ("monde/otan.md", "otan", "L’OTAN se réunit : « à Bakou »"),
    ("monde/2017-02-16-bakou.markdown", "bakou", "Bakou"),
    ("sport/finale/index.md", "finale", "La finale"),
    ("culture/finale.md", "la-finale", "Le dernier acte"),
    ("sport/revue.md", "revue", "Revue de presse"),
    ("monde/revue.md", "revue-du-monde", "La revue de presse"),
    ("monde/revue-2.md", "revue-2", "Revue de presse"),
]
HANDLES = Handles.of(ARTICLES)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("monde/otan.md", "monde/otan.md"),
        ("content/monde/otan.md", "monde/otan.md"),
        ("./otan.md", "monde/otan.md"),
        ("@/monde/otan.md", "monde/otan.md"),
        ("/monde/otan/", "monde/otan.md"),
        ("otan", "monde/otan.md"),
        (" otan.md ", "monde/otan.md"),
        ("l'otan se reunit A BAKOU", "monde/otan.md"),
        ("“L'OTAN se réunit à Bakou”", "monde/otan.md"),
        ("2017-02-16-bakou", "monde/2017-02-16-bakou.markdown"),
        ("bakou", "monde/2017-02-16-bakou.markdown"),
        ("sport/revue.md", "sport/revue.md"),
        ("La finale", "sport/finale/index.md"),
    ],
)
def test_an_article_is_named_by_path_file_slug_or_title(name: str, id_: str) -> None:
    assert HANDLES.find(name) == id_


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("revue", ("monde/revue.md", "sport/revue.md")),
        ("Revue de presse", ("monde/revue-2.md", "sport/revue.md")),
        ("finale", ("culture/finale.md", "sport/finale/index.md")),
        ("nulle-part", ()),
        ("", ()),
        ("!!!", ()),
    ],
)
def test_a_name_of_several_articles_or_of_none_means_none(name: str, ids: tuple[str, ...]) -> None:
    assert HANDLES.find(name) == ""
    assert HANDLES.all_of(name) == ids


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("monde/otann.md", ("monde/otan.md",)),
        ("monde/OTANN.md", ("monde/otan.md",)),
        ("L'OTAN se réunit à Bonn", ("« L’OTAN se réunit : « à Bakou » »",)),
        ("xyzzy", ()),
    ],
)
def test_the_nearest_paths_or_titles_are_offered(name: str, near: tuple[str, ...]) -> None:
    assert HANDLES.nearest(name) == near


@given(st.permutations(ARTICLES), st.sampled_from(["revue", "otann", "L'OTAN à Bakou", "finale"]))
def test_the_order_of_articles_does_not_matter(order: list[tuple[str, str, str]], name: str) -> None:
    handles = Handles.of(order)

    assert (handles.all_of(name), handles.nearest(name)) == (HANDLES.all_of(name), HANDLES.nearest(name))
