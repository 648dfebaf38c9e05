from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import ContentConfig
from generator.content.aliases import with_alias
from tests.content.builders import read_one

CONFIG = ContentConfig()
HEAD = "title: A\ndate: 2017-02-16\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"---\n{HEAD}---\nText\n", f'---\n{HEAD}aliases: ["/old/"]\n---\nText\n'),
        (f"\ufeff---\n{HEAD}---\n", f'\ufeff---\n{HEAD}aliases: ["/old/"]\n---\n'),
        (f"---\n{HEAD}aliases: [/a/]\n---\n", f'---\n{HEAD}aliases: ["/old/", /a/]\n---\n'),
        (f"---\naliases: []\n{HEAD}---\n", f'---\naliases: ["/old/", ]\n{HEAD}---\n'),
        (f"---\n{HEAD}aliases:\n  - /a/ # first\n---\n", f'---\n{HEAD}aliases:\n  - "/old/"\n  - /a/ # first\n---\n'),
        (f"---\n{HEAD}aliases: /a/\n---\n", f'---\n{HEAD}aliases: ["/old/", /a/]\n---\n'),
        (f"---\n{HEAD}aliases:\n---\n", f'---\n{HEAD}aliases: ["/old/"]\n---\n'),
        (f"---\n{HEAD}redirect_from: [\n /a/ ]\n---\n", f'---\n{HEAD}redirect_from: ["/old/", \n /a/ ]\n---\n'),
        (
            '+++\ntitle = "A"\ndate = 2017-02-16\n[extra]\nx = 1\n+++\n',
            '+++\naliases = ["/old/"]\ntitle = "A"\ndate = 2017-02-16\n[extra]\nx = 1\n+++\n',
        ),
        (
            '+++\ntitle = "A"\ndate = 2017-02-16\naliases = ["/a/"]\n+++\n',
            '+++\ntitle = "A"\ndate = 2017-02-16\naliases = ["/old/", "/a/"]\n+++\n',
        ),
        (
            '{"title": "A", "date": "2017-02-16"}\nText',
            '{"aliases": ["/old/"], "title": "A", "date": "2017-02-16"}\nText',
        ),
        (
            '{"title": "A", "date": "2017-02-16", "aliases": []}\n',
            '{"title": "A", "date": "2017-02-16", "aliases": ["/old/"]}\n',
        ),
        ("Title: A\nDate: 2017-02-16\n\nText", "Title: A\nDate: 2017-02-16\nAliases: /old/\n\nText"),
    ],
)
def test_an_address_is_added_and_nothing_else_changes(before: str, after: str) -> None:
    assert with_alias(before.encode(), "/old/", CONFIG) == after.encode()
    assert "/old/" in read_one(after).aliases


def test_line_ends_stay_what_they_were() -> None:
    before = b"---\r\ntitle: A\r\ndate: 2017-02-16\r\n---\r\na\rb\nc"
    after = with_alias(before, "/old/", CONFIG)
    assert after == before.replace(b"16\r\n", b'16\r\naliases: ["/old/"]\r\n')


@pytest.mark.parametrize(
    "text",
    ["No front matter", "---\ntitle: [\n---\n", "", "---\ntitle: A\nextra:\n  aliases: {a: b}\n---\n", "\x00"],
)
def test_what_cannot_be_done_safely_is_left_to_the_editor(text: str) -> None:
    assert with_alias(text.encode(), "/old/", CONFIG) is None


LINES = st.lists(
    st.sampled_from(["tags: [a]", "aliases: [/b/]", "aliases:", "  - /c/", "x: |", "  y", "# c", "extra:", "  k: v"])
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.text(max_size=20))
def test_taking_the_address_out_again_gives_the_old_bytes(lines: list[str], end: str, body: str) -> None:
    before = end.join(["---", "title: A", *lines, "---", body]).encode("utf-8", "replace")
    after = with_alias(before, "/old/", CONFIG)
    if after is not None:
        added = [f'aliases: ["/old/"]{end}', f'  - "/old/"{end}', '"/old/", ', ' ["/old/"]']
        assert before in {after.replace(part.encode(), b"", 1) for part in added}
