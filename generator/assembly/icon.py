"""The icon of the site: a small drawing stands in its own address, which saves each page a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import Asset

NAME = "favicon.svg"
MOST = 400
"""Bytes of a drawing that every page may hold."""
ESCAPES = {ord(sign): f"%{ord(sign):02X}" for sign in " %#<>\"'\n"}


def icon_address(design: Sequence[Asset], addresses: Mapping[str, str]) -> str:
    """Give the address of the icon: itself as a `data:` address (RFC 2397) when it is small; empty without one.

    Args:
        design: Files of the templates.
        addresses: Where they are published, by name.

    >>> icon_address([Asset("favicon.svg", b"<svg fill='#fff'/>")], {})
    'data:image/svg+xml,%3Csvg%20fill=%27%23fff%27/%3E'
    """
    drawing = next((asset.data for asset in design if asset.path == NAME), None)
    if drawing is None or len(drawing) > MOST or not drawing.isascii():
        return addresses.get(NAME, "")
    return "data:image/svg+xml," + drawing.decode("ascii").strip().translate(ESCAPES)
