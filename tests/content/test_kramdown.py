from __future__ import annotations

import re

import pytest

from tests.content.builders import article as article_text
from tests.content.builders import html_of, read_one


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("## Suite\n{: #la-suite .lead}", '<h2 class="lead" id="la-suite">Suite</h2>'),
        ("## Suite ##\n{:.lead}", '<h2 class="lead" id="suite">Suite</h2>'),
        ("## Suite {#a}\n{: .lead}", '<h2 class="lead" id="a">Suite</h2>'),
        ("```\nx\n```\n{: file='a.rb'}", "<pre><code>x\n</code></pre>"),
        ("a\n\n{: .lead}\n\nb", "<p>a</p>\n<p>b</p>"),
        ("{::options parse_block_html='true' /}\na", "<p>a</p>"),
        ("{::nomarkdown}\na\n{:/}", "<p>a</p>"),
        ("a {::comment}secret{:/comment} b\n\n{::comment}\nsecret\n{:/}\nc", "<p>a b</p>\n<p>c</p>"),
        ("    {: .lead}", "<pre><code>{: .lead}\n</code></pre>"),
        ("Un mot.\n{: .lead}", '<p class="lead">Un mot.</p>'),
    ],
)
def test_no_line_of_attributes_is_text(body: str, html: str) -> None:
    assert re.sub(" +", " ", html_of(body)) == html


def test_a_table_has_no_row_of_attributes() -> None:
    assert "{:" not in html_of("| a |\n|---|\n| b |\n{: .wide}")


def test_contents_are_asked_for_as_jekyll_does() -> None:
    found = read_one(article_text("* TOC\n{:toc}\n\n## Un\n\n## Deux"))
    assert '<nav class="toc"' in found.body_html
    assert "TOC" not in found.body_html
