from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.markup import _convert, _converter
from generator.model import Heading, InternalLink
from tests.content.builders import article, html_of, read, read_one, render

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("[a](../politique/x.md#suite)", '<p><a href="content:politique/x.md#suite">a</a></p>'),
        ("[a](caf%C3%A9.md)", '<p><a href="content:monde/café.md">a</a></p>'),
        ("[a](<un fichier.md>)", '<p><a href="content:monde/un fichier.md">a</a></p>'),
        ("[a](/x/)", '<p><a href="site:/x/">a</a></p>'),
        ("[a](@/politique/x.md)", '<p><a href="content:politique/x.md">a</a></p>'),
        ("[a](//e.org/x)", '<p><a href="//e.org/x">a</a></p>'),
        ("[a](https://e.org/?a=1&b=2)", '<p><a href="https://e.org/?a=1&amp;b=2">a</a></p>'),
        ("[a](mailto:a@e.org)", '<p><a href="mailto:a@e.org">a</a></p>'),
        (
            "<kbd>a</kbd> <mark>b</mark> <time datetime='2017-02-16'>c</time>",
            '<p><kbd>a</kbd> <mark>b</mark> <time datetime="2017-02-16">c</time></p>',
        ),
        ("~~~python\nx < y\n~~~", '<pre><code class="language-python">x &lt; y\n</code></pre>'),
        ("Terme\n:   Sens", "<dl>\n<dt>Terme</dt>\n<dd>Sens</dd>\n</dl>"),
        ("L'ONU\n\n*[ONU]: Nations unies", '<p>L’<abbr title="Nations unies">ONU</abbr></p>'),
        ("a ]]> b", "<p>a ]]&gt; b</p>"),
        ("![a](https://e.org/a.png)", '<p><img alt="a" src="https://e.org/a.png"></p>'),
        ("Un.\n{: .lead .evil #x}", '<p class="lead" id="x">Un.</p>'),
        ("<p></p>\n\nUn.", "<p>Un.</p>"),
    ],
)
def test_markdown_becomes_this_html(markdown: str, html: str) -> None:
    assert render(markdown).html == html


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("# A\n\n## B\n\n# C", [2, 3, 2]),
        ("## A\n\n### B\n\n#### C", [2, 3, 4]),
        ("### A\n\n## B\n\n#### C", [2, 2, 3]),
        ("# A\n\n#### B\n\n###### C", [2, 3, 4]),
        ("<h1>A</h1>\n\n# B", [2, 2]),
    ],
)
def test_headings_stand_below_the_pages_own_without_gaps(body: str, levels: list[int]) -> None:
    assert [heading.level for heading in render(body).headings] == levels


def test_headings_have_unique_readable_anchors() -> None:
    markup = render(
        "## L'été\n\n## L'été\n\n## L'été 2\n\n## Ici {#La-Bas}\n\n## Note[^1]\n\n[^1]: x\n\n[b](#La-Bas) [c](#l-ete-2)"
    )
    assert markup.headings == (
        Heading(2, "l-ete", "L’été"),
        Heading(2, "l-ete-2", "L’été"),
        Heading(2, "l-ete-2-2", "L’été 2"),
        Heading(2, "la-bas", "Ici"),
        Heading(2, "note", "Note"),
    )
    assert '<a href="#la-bas">b</a> <a href="#l-ete-2">c</a>' in markup.html


def test_no_id_of_a_text_is_one_that_its_page_has() -> None:
    markup = render("# Content\n\n<p id='related-title'>a</p>\n\n[b](#content) [c](#contents-title)")
    assert re.findall(r' id="([^"]+)"', markup.html) == ["content-2", "related-title-2"]
    assert [problem.message for problem in markup.problems] == [
        'a link leads to "#content", which is not in the article',
        'a link leads to "#contents-title", which is not in the article',
    ]


def test_thousands_of_lines_that_lead_on_are_set_in_their_order() -> None:
    html = render("".join(f"Lire aussi : [n{number}](n{number}.md)\n\n" for number in range(3_000))).html
    assert re.findall(r">n(\d+)<", html) == [str(number) for number in range(3_000)]


def test_notes_are_a_section_whose_ids_belong_to_the_article() -> None:
    text = "Un[^a] deux[^a].\n\n[^a]: La *note*.\n[^b]: Sans appel."
    one, other = render(text), render(text, "monde/autre.md")
    ids = re.findall(r' id="([^"]+)"', one.html)
    assert len(ids) == len(set(ids)) == 4
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', other.html))
    assert set(re.findall(r'href="#([^"]+)"', one.html)) <= set(ids)
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Notes">' in one.html
    assert 'role="doc-backlink" aria-label="Retour au texte (1)"' in one.html
    assert one.prose == "Un deux.\nLa note.\nSans appel."


def test_every_way_back_from_a_note_has_a_name_of_its_own() -> None:
    html = render("a[^1] b[^1]\n\n[^1]: c").html
    assert re.findall(r'aria-label="(Retour[^"]+)"', html) == ["Retour au texte (1)", "Retour au texte (1.2)"]


@pytest.mark.parametrize(
    ("lang", "markdown", "title"),
    [
        ("fr", "!!! warning", "Attention"),
        ("en", "!!! warning", "Warning"),
        ("fr", '!!! warning "À savoir"', "À savoir"),
        ("de-at", "!!! tip", "Tipp"),
        ("pl", "!!! warning", ""),
    ],
)
def test_an_admonition_has_its_authors_title_or_one_in_its_language(lang: str, markdown: str, title: str) -> None:
    html = render(f"{markdown}\n    a", lang=lang).html
    assert re.findall(r'<p class="admonition-title">([^<]*)</p>', html) == ([title] if title else [])


def test_no_word_of_another_language_is_added() -> None:
    html = render("[TOC]\n\n## A[^1]\n\n!!! note\n    b\n\n[^1]: c", lang="pl").html
    assert "Notes" not in html
    assert "Contents" not in html
    assert 'aria-label="↩ (1)"' in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("~~a~~ b", "<p><del>a</del> b</p>"),
        ("~~a *b*~~", "<p><del>a <em>b</em></del></p>"),
        ("a ~~ b ~~", "<p>a ~~ b ~~</p>"),
        ("~~~\na\n~~~", "<pre><code>a\n</code></pre>"),
        ("`~~a~~`", "<p><code>~~a~~</code></p>"),
    ],
)
def test_text_may_be_struck_out(markdown: str, html: str) -> None:
    assert render(markdown).html == html


def test_the_way_back_from_a_note_speaks_the_language_of_the_article() -> None:
    assert 'aria-label="Back to the text (1)"' in render("A[^a]\n\n[^a]: b", lang="en").html


def test_an_image_alone_with_a_title_is_a_figure() -> None:
    markup = render('![Vue](bakou.png "La baie, *vue* du port")')
    assert markup.html == (
        '<figure><img alt="Vue" src="content:monde/bakou.png"><figcaption>La baie, *vue* du port</figcaption></figure>'
    )
    assert markup.prose == "La baie, *vue* du port"


def test_an_image_within_a_link_alone_with_a_title_is_a_figure() -> None:
    assert render('[![Vue](a.png "La baie")](b.md)').html.startswith('<figure><a href="content:monde/b.md"><img')


def test_images_learn_their_size_and_all_but_the_first_wait() -> None:
    html = html_of("![Vue](bakou.png)\n\n![Vue](bakou.png)\n\n![Vue](/monde/bakou.png)", bakou__png=PNG)
    size = ' width="640" height="480">'
    wait = ' loading="lazy" decoding="async"'
    image = '<img alt="Vue" src="content:monde/bakou.png"'
    assert html.split("\n") == [f"<p>{image}{extra}{size}</p>" for extra in ("", wait, wait)]


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('width="64" height="48"', 'width="64" height="48"'),
        ('width="320"', 'width="320" height="240"'),
        ('height="240"', 'width="320" height="240"'),
    ],
)
def test_the_authors_own_size_stays_and_is_completed(given: str, size: str) -> None:
    assert size in html_of(f'<img src="bakou.png" alt="Vue" {given}>', bakou__png=PNG)


def test_an_image_that_cannot_be_measured_is_told() -> None:
    _content, problems = read({"monde/a.md": article("![Vue](a.png)"), "monde/a.png": "<html>"})
    assert [str(problem).split("\n")[0] for problem in problems] == [
        'content/monde/a.md:6: warning: "monde/a.png" is no image whose width and height can be read'
    ]


def test_a_table_scrolls_in_a_named_region_and_keeps_its_alignment() -> None:
    html = render("## Les voix\n\n| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert '<div class="table" tabindex="0" role="region" aria-label="Les voix"><table>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style" not in html


def test_two_tables_below_one_heading_have_two_names() -> None:
    table = "| a |\n|---|\n| 1 |"
    html = render(f"## V\n\n{table}\n\nPuis.\n\n{table}").html
    assert re.findall(r'aria-label="([^"]+)"', html) == ["V", "V (2)"]


def test_contents_stand_where_the_author_wants_them() -> None:
    html = render("[TOC]\n\n## A\n\n### B\n\n## C").html
    assert html.startswith(
        '<nav class="toc" aria-label="Sommaire"><ul><li><a href="#a">A</a>'
        '<ul><li><a href="#b">B</a></li></ul></li><li><a href="#c">C</a></li></ul></nav>'
    )


def test_contents_are_listed_once_however_often_they_are_asked_for() -> None:
    html = render("[TOC]\n\n" * 3 + "## A\n\n[TOC]\n\n## B").html
    assert html.count("<nav") == 1
    assert html.count('href="#a"') == 1
    assert "[TOC]" not in html


def test_what_stands_before_more_is_the_lead() -> None:
    markup = render("Un[^1] *mot*.\n\n## T\n<!-- more -->\nDeux.\n\n[^1]: Note.")
    assert markup.lead == "Un mot. T"
    assert "more" not in markup.html


def test_more_within_a_list_is_no_lead() -> None:
    markup = render("- Un\n\n    <!--more-->\n\n- Deux")
    assert (markup.lead, markup.prose) == ("", "Un\nDeux")


def test_prose_has_one_block_a_line_and_no_code() -> None:
    text = (
        "## Titre\n\nUn  mot\nsuite `code`.\n\n    code\n\n- a\n- b\n\n| c | d |\n|---|---|\n| e | f |\n\n"
        "> g &amp; h\n\n```\nx\n```\n\n![alt](https://e.org/a.png)"
    )
    assert render(text).prose == "Titre\nUn mot suite .\na\nb\nc\nd\ne\nf\ng & h"


def test_words_are_counted_in_french() -> None:
    assert render("L'été, « 30 °C » : aujourd’hui – enfin !").word_count == 5


def test_links_know_their_lines() -> None:
    body = '[a](b.md)\n\n{{< ref "b.md" >}}\nRead also: [x](b.md)\n\n![c](c.png)\n\n[r]\n\n[r]: b.md'
    text = article(body)
    found = read_one(text, b__md=article(), c__png=PNG)
    assert [(link.location.line, link.is_image) for link in found.links] == [
        (6, False),
        (9, False),
        (11, True),
        (15, False),
    ]


def test_a_link_finds_its_file_without_its_extension() -> None:
    found = read_one(article("[a](autre) [b](../monde/) [c](autre.html#x)"), autre__md=article())
    assert [link.reference for link in found.links] == [
        "content:monde/autre.md",
        "content:monde",
        "content:monde/autre.md#x",
    ]
    assert 'href="content:monde/autre.md#x"' in found.body_html


def test_a_link_to_a_file_with_signs_in_its_name_can_be_told_apart() -> None:
    name = "100% #1?.md"
    found = read_one(article("[a](100%25%20%231%3F.md#x)"), f"monde/{'b'}.md", **{name: article()})
    assert found.links == (InternalLink("content:monde/100%25 %231%3F.md#x", found.links[0].location),)


@pytest.mark.parametrize("opening", ["rust,linenos", "go {linenos=table}", " {.go #x}", 'go title="a b"', "  go"])
def test_a_fence_of_another_dialect_is_code(opening: str) -> None:
    language = "rust" if "rust" in opening else "go"
    assert render(f"```{opening}\nx < y\n```\n\nUn.").html == (
        f'<pre><code class="language-{language}">x &lt; y\n</code></pre>\n<p>Un.</p>'
    )


def test_a_fence_that_is_never_closed_does_not_hide_the_next_one() -> None:
    assert "<pre><code>[a]\n</code></pre>" in render("````\n\n```\n[a]\n```").html


PIECES = [
    "mot", "été 12", " ", "  ", "\n", "\n\n", "\t", "    ", "-", "--", "***", "* ", "_", "~~", "`", "```\n", "[", "](",
    "]", ")", "[^1]", "[^1]: ", "*[", "]: ", ": ", ":\t", "# ", "> ", "<b>", "</b>", "<http://e.org>", "&amp;", "\\",
    "|", "|-|\n", "1. ", "===", "\n---\n", "!!! note\n", "![", "{: .lead}", "<div>", "[a]", "[a]: b\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_steps_of_the_library_that_are_left_out_would_have_found_nothing(text: str) -> None:
    found = _convert(text)
    converter = _converter()
    converter.markdown.reset()
    converter.inline.inlinePatterns = [step for step, _signs in converter.patterns]  # type: ignore[assignment]
    converter.markdown.parser.blockprocessors = [step for step, _signs in converter.blocks]  # type: ignore[assignment]

    assert converter.markdown.convert(text) == found
