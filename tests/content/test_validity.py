from __future__ import annotations

import pytest

from generator.content.markup import render_markdown


def render(text: str) -> str:
    return render_markdown(text, "monde/a.md", "content/monde/a.md", 1, "fr").html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<li>a</li>", "<div>a</div>"),
        ("<dt>a</dt>", "<div>a</div>"),
        ("<figcaption>a</figcaption>", "<div>a</div>"),
        ("<summary>a</summary>", "<div>a</div>"),
        ("a <rt>b</rt>", "<p>a <span>b</span></p>"),
        ("a ![x](javascript:1)", "<p>a</p>"),
        ("<time>jeudi</time>", "<p><span>jeudi</span></p>"),
        ('<time datetime="hier">a</time>', "<p><span>a</span></p>"),
        ('<time datetime="2017-02-16 10:00">a</time>', '<p><time datetime="2017-02-16 10:00">a</time></p>'),
        ("<time>2017-02</time>", "<p><time>2017-02</time></p>"),
        ('<del datetime="x">a</del>', "<p><del>a</del></p>"),
        ('<ins datetime="2017-02-16">a</ins>', '<p><ins datetime="2017-02-16">a</ins></p>'),
        ("<bdo>a</bdo>", "<p><span>a</span></p>"),
        ('<p lang="français">a</p>', "<p>a</p>"),
        ('<ol><li value="x">a</li></ol>', "<ol><li>a</li></ol>"),
    ],
)
def test_what_stands_where_it_may_not_is_put_right(written: str, shown: str) -> None:
    assert render(written).replace(" </p>", "</p>") == shown


@pytest.mark.parametrize("cell", ['colspan="0"', 'rowspan="99999"', 'headers="x"', 'align="top"'])
def test_a_cell_keeps_no_attribute_that_is_wrong(cell: str) -> None:
    assert "<td>a</td>" in render(f"<table><tr><td {cell}>a</td></tr></table>")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://e.org/a b", "https://e.org/a%20b"),
        ("https://e.org/|x?{y}#[z]", "https://e.org/%7Cx?%7By%7D#%5Bz%5D"),
        ("https://e.org/100%", "https://e.org/100%25"),
        ("https://e.org/%C3%A9", "https://e.org/%C3%A9"),
        ("https://é.org/é", "https://é.org/é"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("//e.org/a|b", "//e.org/a%7Cb"),
        ("tel:+33 1", "tel:+33%201"),
    ],
)
def test_an_address_off_the_site_is_one_that_a_validator_likes(written: str, address: str) -> None:
    assert render(f"[a](<{written}>)") == f'<p><a href="{address}">a</a></p>'


def test_an_address_without_a_host_is_told() -> None:
    markup = render_markdown("Un.\n\n[a](https:e.org)", "a.md", "a.md", 1, "fr")
    assert markup.html == "<p>Un.</p>\n<p><a>a</a></p>"
    assert [(p.location.line, p.message) for p in markup.problems] == [
        (3, '"https:e.org" is not an address that a browser can follow')
    ]
