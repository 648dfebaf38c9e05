"""Texts that would run code in the browser of a reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.builders import render


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
