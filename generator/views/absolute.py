"""Texts of articles for readers far from the page, as those of feeds are."""

from __future__ import annotations

import html
import re

from generator.views.parts import Address

CHOICE = re.compile(r"<source\b[^<>]*>|</?picture>")
ROOTED = re.compile(r'(<(?:a|img)\b[^<>]*? (?:href|src))="(#[^"]*)"')


def absolute(text: str, page: Address, base: str) -> str:
    """Make the addresses in the HTML of an article absolute.

    Far readers get each picture in the author's format alone: the choice between sizes is made for the page.

    Args:
        text: The HTML, as its page has it.
        page: Where it stands.
        base: Path of the site on its host.
    """
    text = CHOICE.sub("", text)
    origin = page.canonical.removesuffix(page.url)
    rooted = re.compile(rf'(<(?:a|img)\b[^<>]*? (?:href|src))="({re.escape(html.escape(base))}(?!/)[^"]*)"')
    with_page = ROOTED.sub(lambda m: f'{m.group(1)}="{html.escape(page.canonical)}{m.group(2)}"', text)
    return rooted.sub(lambda m: f'{m.group(1)}="{origin}{m.group(2)}"', with_page)
