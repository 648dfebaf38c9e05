from __future__ import annotations

from generator.content.markup import render_markdown
from generator.content.remembered import from_bytes, to_bytes

BODY = """Un *mot*, et [un autre](autre.md).

<!--more-->

## Titre

Lire aussi : Le sommet ; La suite

![](a.png)
"""


def test_what_is_remembered_of_a_body_is_all_that_it_became() -> None:
    markup = render_markdown(BODY, "monde/a.md", "content/monde/a.md", 5, "fr")

    assert all((markup.html, markup.prose, markup.lead, markup.opening, markup.headings, markup.links))
    assert all((markup.read_also, markup.problems))
    assert from_bytes(to_bytes(markup), "content/monde/a.md") == markup


def test_bytes_that_are_no_answer_are_none() -> None:
    assert from_bytes(b"{}", "a.md") is None
    assert from_bytes(b"no json", "a.md") is None
