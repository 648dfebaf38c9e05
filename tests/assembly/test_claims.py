from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.claims import Claim, clashes, folded_path, is_free
from generator.errors import Location

PATHS = st.lists(st.text("aAé/.", min_size=1, max_size=5), max_size=8)


def claim(path: str, owner: str = "", line: int = 1) -> Claim:
    """Make a claim; an owner that ends in `.md` can be corrected there."""
    name = owner or path
    return Claim(path, name, Location(name, line) if name.endswith(".md") else None)


@pytest.mark.parametrize(
    ("one", "other", "message", "place"),
    [
        (
            claim("m/a/index.html", "m/a.md"),
            claim("m/a/index.html", "n/a.md", 4),
            "two want the address /m/a/: m/a.md and n/a.md",
            "n/a.md:4",
        ),
        (
            claim("m/index.html", "a.md"),
            claim("m/index.html", "a page of the site"),
            "two want the address /m/: a page of the site and a.md",
            "a.md:1",
        ),
        (
            claim("A.html", "the file A.html"),
            claim("a.html", "b.md"),
            "two want the address /a.html: b.md and the file A.html",
            "b.md:1",
        ),
        (
            claim("e\u0301/index.html", "a.md"),
            claim("\u00e9/index.html", "b.md"),
            "two want the address /\u00e9/: a.md and b.md",
            "b.md:1",
        ),
        (
            claim("monde", "the file monde"),
            claim("monde/a/index.html", "a.md"),
            "two want the address /monde/a/: a.md and the file monde",
            "a.md:1",
        ),
        (
            claim("x", "the file x"),
            claim("X", "the file X"),
            "two want the address /x: the file X and the file x",
            "content",
        ),
        (
            Claim("m/b/index.html", "an alias of a.md", Location("a.md", 4)),
            claim("m/b/index.html", "b.md"),
            "two want the address /m/b/: an alias of a.md and b.md",
            "a.md:4",
        ),
        (
            Claim("404.html", "the file 404.html", Location("content/404.html")),
            claim("404.html", "a page of the site"),
            "two want the address /404.html: a page of the site and the file 404.html",
            "content/404.html",
        ),
        (
            Claim("m/a/index.html", "the file m/a/index.html", Location("static/m/a/index.html")),
            claim("m/a/index.html", "m/a.md", 4),
            "two want the address /m/a/: m/a.md and the file m/a/index.html",
            "m/a.md:4",
        ),
    ],
    ids=(
        *("two articles", "an article and a page", "case", "Unicode form", "file against folder", "two files", "alias"),
        *("a file and a page", "a file and an article"),
    ),
)
def test_a_clash_names_both_and_stands_where_the_editor_can_change_it(
    one: Claim, other: Claim, message: str, place: str
) -> None:
    for claims in ([one, other], [other, one]):
        (problem,) = clashes(claims)
        assert (problem.message, str(problem.location)) == (message, place)
        assert problem.is_error


def test_addresses_that_only_look_alike_do_not_clash() -> None:
    claims = [claim(path) for path in ("a", "ab/c", "a.html", "b/a", "b/index.html", "é", "e")]

    assert not list(clashes(claims))


def test_each_one_too_many_is_told() -> None:
    claims = [claim("a/index.html", f"{name}.md") for name in "dcba"]

    assert [p.message.partition(": ")[2] for p in clashes(claims)] == [
        "a.md and b.md",
        "a.md and c.md",
        "a.md and d.md",
    ]


@given(PATHS, st.permutations(range(8)))
def test_the_order_of_claims_does_not_matter(paths: list[str], order: list[int]) -> None:
    claims = [claim(path, f"{n}.md") for n, path in enumerate(paths)]
    shuffled = [claims[n] for n in order if n < len(claims)]

    assert set(clashes(shuffled)) == set(clashes(claims))


@given(PATHS)
def test_paths_without_a_clash_are_free_of_each_other(paths: list[str]) -> None:
    folded = [folded_path(path) for path in paths]
    alone = all(is_free(path, {*folded[:n], *folded[n + 1 :]}) for n, path in enumerate(paths))

    assert alone == (not list(clashes(claim(path, f"{n}.md") for n, path in enumerate(paths))))


@pytest.mark.parametrize(
    ("one", "other", "cure"),
    [
        (claim("x", "a.md"), claim("x", "b.md"), "Give one of them another `slug`, section or file name."),
        (
            claim("x", "an alias of a.md"),
            claim("x", "b.md"),
            "Take the alias out, or give the other one another address.",
        ),
        (claim("x", "a page of the site"), claim("x", "the file x"), "Rename or remove the file."),
    ],
)
def test_the_cure_of_a_clash_is_one_that_the_editor_can_follow(one: Claim, other: Claim, cure: str) -> None:
    assert [problem.cure for problem in clashes([one, other])] == [cure]
