from __future__ import annotations

import pytest

from generator.assembly.stylesheets import published, without_comments
from generator.model import Asset


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("a { b: c }\n", "a { b: c }\n"),
        ("/* why */\na{}\n", "a{}\n"),
        ("a /* x */ b{}", "a b{}"),
        ("a{}\n\n\n  b{}\n", "a{}\nb{}\n"),
        ('a { content: "/* kept */  two" }', 'a { content: "/* kept */  two" }'),
        (r"""a { content: '\'/*' } /* gone */""", r"""a { content: '\'/*' } """),
        ("a { background: url(/*.png) }", "a { background: url(/*.png) }"),
        ("a{} /* it's */ b{}", "a{} b{}"),
        ("a{} /* not closed", "a{} "),
        ("", ""),
    ],
)
def test_comments_indents_and_blank_lines_go_and_nothing_else(written: str, given: str) -> None:
    assert without_comments(written) == given


@pytest.mark.parametrize(("path", "data"), [("a.js", b"/* x */"), ("a.css", b"/* \xff */"), ("a.css.txt", b"  /**/")])
def test_other_files_and_what_is_no_text_stay_as_they_are(path: str, data: bytes) -> None:
    assert published(Asset(path, data)) == Asset(path, data)
