from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.bounds import costly_part
from generator.content.markup import Markup, _convert, _converter, render_markdown
from generator.model import Heading, InternalLink
from tests.content.builders import article, html_of, read, read_one

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
EVIL = re.compile(r"javascript|vbscript|data:text|alert\(1\)", re.IGNORECASE)


def render(text: str, article_id: str = "monde/sommet.md", lang: str = "fr") -> Markup:
    return render_markdown(text, article_id, f"content/{article_id}", 1, lang)


class Alive(HTMLParser):
    """Gathers what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "base", "meta", "link"}:
            self.found.append(tag)
        for name, value in attrs:
            target = re.sub(r"[\x00-\x20]", "", value or "").lower()
            scheme = target.split(":")[0] if ":" in target.split("/")[0] else ""
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "target"}:
                self.found.append(name)
            if name in {"href", "src", "cite"} and scheme not in {
                "",
                "http",
                "https",
                "mailto",
                "tel",
                "content",
                "site",
            }:
                self.found.append(f"{name}={value}")


def alive(html: str) -> list[str]:
    parser = Alive()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1) alt=a>",
        '<img src="x" onerror="alert(1)" alt=a>',
        "<img/src/onerror=alert(1) alt=a>",
        "<svg onload=alert(1)>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<math><mi xlink:href='data:x,<script>alert(1)</script>'>x</mi></math>",
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='data:text/html,x'></object><embed src='javascript:alert(1)'>",
        "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
        "<base href='javascript:alert(1)//'>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href='javascript:alert(1)'>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<div onclick=alert(1)>x</div>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href='javascript&colon;alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='java&Tab;script:alert(1)'>x</a>",
        "<a href='&#x6A;avascript:alert(1)'>x</a>",
        "<a href='&#0000106avascript:alert(1)'>x</a>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](&#106;avascript&#58;alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](a "onmouseover=alert(1)")',
        '[x](a"onmouseover="alert&#40;1&#41;)',
        "# x {onclick=alert(1)}",
        "x{: onclick=alert(1) style=a href=javascript:alert(1) }",
        "[x](a.md){: href=javascript:alert(1) }",
        "![x](a.png){: onerror=alert(1) }",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<textarea><script>alert(1)</script></textarea>",
        "<template><script>alert(1)</script></template>",
        "<title><script>alert(1)</script></title>",
        "<!--<img src='--><img src=x onerror=alert(1)//'>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?><script>alert(1)</script>",
        "`<script>`<script>alert(1)</script>",
        "```html\n<script>alert(1)</script>\n```",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "[^1]\n\n[^1]: <img src=x onerror=alert(1) alt=a>",
        '*[HTML]: " onmouseover="alert(1)\n\nHTML',
        '{{< figure src="javascript:alert(1)" alt="x" >}}',
        '{{< figure src="x" caption=\'"><script>alert(1)</script>\' >}}',
        '{{< youtube "x" onload=alert(1) >}}',
        "Lire aussi : <script>alert(1)</script>[x](javascript:alert(1))",
        "|a|\n|-|\n|<img src=x onerror=alert(1) alt=a>|",
        "<details open ontoggle=alert(1)>x</details>",
        "<a href='//evil.example' target=_blank>x</a>",
        "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    ],
)
def test_no_spelling_of_an_attack_is_alive(text: str) -> None:
    assert alive(render(text).html) == []


@pytest.mark.parametrize("scheme", ["content", "site", "CONTENT", "si&#116;e", "javascript", "file", "blob"])
def test_an_author_cannot_type_an_internal_or_unknown_scheme(scheme: str) -> None:
    markup = render(f'[a]({scheme}:/x.md) <a href="{scheme}:/x">b</a> ![c]({scheme}:/x.png)')
    assert "href" not in markup.html
    assert "src" not in markup.html
    assert markup.links == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "a",
                " href=",
                "'",
                '"',
                "javascript:",
                "[x](",
                ")",
                "`",
                "\n",
                "&#",
                "x;",
                "<!--",
                "-->",
                "/",
                "on=",
                "svg",
                "p",
                "!",
                "{:",
                "}",
                "*",
                "#",
                "|-|",
                "content:",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_nothing_made_of_dangerous_parts_is_alive(text: str) -> None:
    markup = render(text)
    assert alive(markup.html) == []
    assert all(link.reference.startswith(("content:", "site:/")) for link in markup.links)


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


@pytest.mark.parametrize(
    ("deep", "line"),
    [
        ("\n".join("    " * n + "- a" for n in range(300)), 43),
        (">" * 2000 + " x", 3),
        ("> - " * 500 + "x", 3),
        ("1. " * 41 + "x", 3),
        ("* " * 41 + "x", 3),
    ],
)
def test_deep_nesting_is_named_with_its_line(deep: str, line: int) -> None:
    (problem,) = render(f"Un.\n\n{deep}").problems
    assert (problem.message, problem.location.line) == ("lists or quotations are nested more than 40 deep", line)


@pytest.mark.parametrize("text", ["> - " * 20 + "x", "* " * 60, "- " * 40 + "x"])
def test_what_may_nest_does(text: str) -> None:
    assert render(text).problems == ()


def test_deep_html_is_flattened() -> None:
    assert "x" in render("<div>" * 3000 + "x" + "</div>" * 3000).html


def test_an_article_on_which_the_library_gives_up_does_not_harm_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.content.bounds.DEEPEST", 10_000)
    (problem,) = render("- " * 3_000 + "x").problems
    assert problem.message == "lists or quotations are nested too deeply"
    assert render("- *x*").html == "<ul>\n<li><em>x</em></li>\n</ul>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 50_000, "a paragraph of 50000 characters holds 50000 times `[`"),
        ("[a][" * 3_000, "a paragraph of 12000 characters holds 6000 times `[`"),
        (" ".join("`" * n for n in range(1, 800)), "a paragraph of 320398 characters holds 319600 backticks"),
        ("[a](" * 9_000, "a paragraph of 36000 characters holds 9000 times `](`"),
        ("![" * 20_000, "a paragraph of 40000 characters holds 20000 times `[`"),
        ("[[" * 9_000 + "]]" * 9_000, "a paragraph of 36000 characters holds 18000 times `[`"),
        ("a <b>c</b> " * 20_000, "a paragraph of 220000 characters holds 40000 signs of markup"),
        ("# a" + " {" * 20_000, "a paragraph of 40003 characters holds 20000 times `{`"),
        ("# a\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("a\n: b\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("> # a\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b\n" * 90, "most cells of a table of 3001 columns"),
        ("a[^1] " * 3_000 + "\n\n[^1]: b", "the note `[^1]` is called 3001 times"),
        ("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(9_000)), "9000 notes are too many"),
        ("".join(f"*[A{n}]: b\n\n" for n in range(20_000)), "20000 abbreviations are too many"),
        ("```x\n\n" * 9_000, "9000 fences of code are never closed"),
    ],
    ids=lambda value: value[:12],
)
def test_a_text_that_would_hang_the_library_is_named(text: str, told: str) -> None:
    markup = render(f"Un.\n\n{text}")
    assert [(problem.location.line, problem.message[: len(told)]) for problem in markup.problems] == [(3, told)]
    assert markup.html == ""


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 3_000,
        "<![" * 900,
        "<!-- " * 9_000,
        "<x\n\n" * 3_000,
        "```\n" + "[" * 9_000 + "\n```",
        "  ```py\n" + "[" * 9_000 + "\n  ```",
        "```x\n\n" * 900,
        "|a" * 2_000 + "\n" + "|-" * 2_000,
        "|a|b|\n|-|-|\n" + "|[c](d)|*e*|\n" * 1_000,
        "- *a* `b` [c](d)\n" * 1_000,
        "*a **b " * 2_000 + "c** d* " * 2_000,
        "_a " * 9_000,
        "<https://a" * 9_000,
        "{{< a " * 2_000,
        "a\n\n" + "<p></p>" * 2_000,
        "Un [lien](https://e.org/), *un mot*.\n\n" * 1_000,
    ],
    ids=lambda text: text[:12],
)
def test_an_odd_text_is_published(text: str) -> None:
    assert render(text).html


@pytest.mark.parametrize("opening", ["rust,linenos", "go {linenos=table}", " {.go #x}", 'go title="a b"', "  go"])
def test_a_fence_of_another_dialect_is_code(opening: str) -> None:
    language = "rust" if "rust" in opening else "go"
    assert render(f"```{opening}\nx < y\n```\n\nUn.").html == (
        f'<pre><code class="language-{language}">x &lt; y\n</code></pre>\n<p>Un.</p>'
    )


def test_sixteen_megabytes_of_plain_paragraphs_are_not_too_much() -> None:
    lines = ["Les ministres se sont réunis à Bruxelles, où l'on n'a rien décidé. " * 8, ""] * 31_000
    assert sum(map(len, lines)) > 16_000_000
    assert costly_part(lines, frozenset(), "a.md", 1) is None


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
