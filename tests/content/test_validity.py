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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<ul><p>a</p><li>b</li></ul>", "<ul><li><p>a</p></li><li>b</li></ul>"),
        ("<ul>a<li>b</li>c<ul><li>d</li></ul></ul>", "<ul><li>a</li><li>b c<ul><li>d</li></ul></li></ul>"),
        ("<dl><p>a</p><dt>b</dt><dd>c</dd></dl>", "<div><p>a</p><div>b</div><div>c</div></div>"),
        ("<dl><dt>a</dt></dl>", "<div><div>a</div></div>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a</dt><dd>b</dd></div></dl>"),
        ("<div><dt>a</dt></div>", "<div><div>a</div></div>"),
        ("<details>a<summary>b</summary>c</details>", "<details><summary>b</summary>ac</details>"),
        ("<details>a</details>", "<details><summary>Détails</summary>a</details>"),
        ("<details><summary> </summary>a</details>", "<details><summary>Détails</summary>a</details>"),
        ("<ruby>a<rp>(</rp><rt>b</rt></ruby>", "<p><ruby>a<rt>b</rt></ruby></p>"),
        ("<ruby>a</ruby>", "<p><span>a</span></p>"),
        ("<figure>a<figcaption>b</figcaption>c</figure>", "<figure>ac<figcaption>b</figcaption></figure>"),
        ("<section><p>a</p></section>", "<div><p>a</p></div>"),
        ("<section><h2>a</h2></section>", '<section><h2 id="a">a</h2></section>'),
        ("<h2>a<div>b</div>c</h2>", '<h2 id="a-b-c">a <span>b</span> c</h2>'),
        ("<div><b>a<p>b</p></b></div>", "<div><div>a<p>b</p></div></div>"),
        ("<header><footer>a</footer></header>", "<header><div>a</div></header>"),
        (
            "<table><tfoot><tr><td>c</td></tr></tfoot><tbody><tr></tr><tr><td>b</td></tr></tbody><caption>a</caption></table>",
            "<caption>a</caption><tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>c</td></tr></tfoot></table></div>",
        ),
    ],
)
def test_what_holds_what_it_may_not_is_put_right(written: str, shown: str) -> None:
    assert render(written).endswith(shown)


def test_a_heading_without_words_leaves_no_gap_in_the_levels() -> None:
    assert render("##\n\n### <br>\n\n#### Un") == '<h2 id="un">Un</h2>'


def test_the_word_that_opens_what_is_hidden_is_none_of_the_article() -> None:
    assert render_markdown("<details>a</details>", "a.md", "a.md", 1, "fr").prose == "a"
    assert "<summary>…</summary>" in render_markdown("<details>a</details>", "a.md", "a.md", 1, "pl").html


def test_notes_that_no_word_names_are_no_section() -> None:
    assert '<div class="footnotes"' in render_markdown("a[^1]\n\n[^1]: b", "a.md", "a.md", 1, "pl").html
