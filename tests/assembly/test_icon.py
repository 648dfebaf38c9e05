from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest

from generator.assembly.icon import MOST, icon_address
from generator.model import Asset
from tests.site_folder import ROOT

PUBLISHED = {"favicon.svg": "/repo/assets/favicon.1.svg"}


def test_our_own_icon_stands_in_its_address() -> None:
    drawing = (ROOT / "templates/static/favicon.svg").read_bytes()

    address = icon_address([Asset("favicon.svg", drawing)], PUBLISHED)

    kind, _, data = address.partition(",")
    assert kind == "data:image/svg+xml"
    assert not set(data) & set("\"'<>#& \n")
    assert ET.canonicalize(unquote(data)) == ET.canonicalize(drawing.decode())


@pytest.mark.parametrize("drawing", [b"<svg>" + b" " * MOST + b"</svg>", "<svg><text>é</text></svg>".encode()])
def test_a_large_icon_or_one_with_other_letters_is_asked_for(drawing: bytes) -> None:
    assert icon_address([Asset("favicon.svg", drawing)], PUBLISHED) == "/repo/assets/favicon.1.svg"


def test_a_site_may_have_no_icon() -> None:
    assert icon_address([Asset("style.css", b"")], {}) == ""
