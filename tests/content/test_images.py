from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.images import image_size
from generator.content.svg import svg_fault

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640)
WEBP_X = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
WEBP_L = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14)
WEBP = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
AVIF = (
    b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"
    b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", 64, 48) + b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", 640, 480)
)
TURNED_AVIF = AVIF[:-8] + struct.pack(">II", 480, 640) + b"\0\0\0\x09irot\x01"
ATTRIBUTES = '<!DOCTYPE svg SYSTEM ">" [<!ATTLIST svg onload CDATA "x">]>'
"""A `>` within quotes, and a handler that stands in no tag."""
SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"'


def photograph(orientation: int, order: str = ">") -> bytes:
    """Make a JPEG of 640 by 480 whose Exif says how the camera was held."""
    start = {">": b"MM", "<": b"II"}[order] + struct.pack(f"{order}HI", 42, 8)
    fields = struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0" + start + fields
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + JPEG[8:]


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        AVIF,
        TURNED_AVIF,
        photograph(1),
        photograph(3, "<"),
        GIF,
        JPEG,
        WEBP_X,
        WEBP_L,
        WEBP,
        f'{SVG} width="640" height="480px"/>'.encode(),
        f"{SVG} viewBox='0 0 640 480'/>".encode(),
        f'{SVG} stroke-width="2" height="480" width="640"/>'.encode(),
        f'{SVG} width="100%" viewBox="0,0,640.2,479.9"/>'.encode(),
    ],
)
def test_width_and_height_are_read(data: bytes) -> None:
    assert image_size(data) == (640, 480)


@pytest.mark.parametrize("data", [photograph(6), photograph(8, "<")])
def test_a_photograph_that_lies_on_its_side_is_measured_as_it_is_shown(data: bytes) -> None:
    assert image_size(data) == (480, 640)


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF", PNG[:18], JPEG[:14], b"GIF89a\0\0\0\0", b"<svg/>", b'<svg viewBox="a b c d">', b"\xff\xd8\0\0\0\0"],
)
def test_no_size_is_better_than_a_wrong_one(data: bytes) -> None:
    assert image_size(data) is None


@given(
    st.sampled_from([PNG[:8], GIF[:6], JPEG[:2], AVIF[:44], photograph(6)[:20], WEBP_X[:16], WEBP_L[:16], b"<svg "]),
    st.binary(),
)
def test_no_file_raises(start: bytes, rest: bytes) -> None:
    size = image_size(start + rest)
    assert size is None or min(size) > 0


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>1</script>", "the element `script`"),
        ("<svg:script>1</svg:script>", "the element `script`"),
        ("<foreignObject/>", "the element `foreignObject`"),
        ("<a onclick='x'/>", "the event handler `onclick`"),
        ("<g/onload=x />", "the event handler `onload`"),
        ("<a href='javascript:x'/>", 'a reference to "javascript:x"'),
        ("<a href='java&#10;script:x'/>", 'a reference to "java&#10;script:x"'),
        ("<image xlink:href='https://e.org/a.png'/>", 'a reference to "https://e.org/a.png"'),
        ("<use href='other.svg#a'/>", 'a reference to "other.svg#a"'),
        ("<style>a{fill:url(//e.org)}</style>", 'a reference to "//e.org"'),
        ("<style>@import 'x.css';</style>", 'a reference to "x.css"'),
        ("<set attributeName='href' to='javascript:x'/>", "the element `set`"),
        ("<animate attributeName='href'/>", "the element `animate`"),
        ("<image href='data:image/svg+xml,x'/>", 'a reference to "data:image/svg+xml,x"'),
        ("\0", "a NUL byte"),
        ("<g style='fill:\\75 rl(//e.org)'/>", 'a reference to "//e.org"'),
        ("<g style='fill:u\\rl(//e.org)'/>", 'a reference to "//e.org"'),
        ("<g fill='&#117;rl(//e.org)'/>", 'a reference to "//e.org"'),
        ("<style>@\\69mport '//e.org';</style>", 'a reference to "//e.org"'),
        ("<style>a{fill:image-set('//e.org' 1x)}</style>", 'a reference to "//e.org"'),
    ],
)
def test_a_drawing_that_could_run_or_call_is_refused(inside: str, fault: str) -> None:
    assert svg_fault(f"{SVG}>{inside}</svg>".encode()) == fault


@pytest.mark.parametrize(
    "start", ['<!DOCTYPE svg [<!ENTITY x "y">]>', "<!ENTITY x 'y'>", '<?xml-stylesheet href="#"?>', ATTRIBUTES]
)
def test_a_drawing_with_declarations_is_refused(start: str) -> None:
    assert svg_fault(f"{start}<svg/>".encode()).startswith("the declaration")


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0'/>",
        "<use href='#a'/>",
        "<g fill='url(#b)'/>",
        "<image href='data:image/png;base64,AA'/>",
        "<title>on = off</title>",
    ],
)
def test_an_ordinary_drawing_is_taken(inside: str) -> None:
    assert svg_fault(f"{SVG}>{inside}</svg>".encode()) == ""


def test_a_drawing_in_another_encoding_is_refused() -> None:
    assert svg_fault("<svg/>".encode("utf-16")) == "text that is not UTF-8"


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<!DOCTYPE ", ""),
        ("href ", ""),
        ("&#", ""),
        ("<svg ", ""),
        ("\\7", ""),
        ("url( ", 'a reference to "url("'),
        ("@import ", 'a reference to "@import"'),
    ],
)
def test_a_drawing_of_beginnings_without_ends_is_looked_through_once(part: str, fault: str) -> None:
    assert svg_fault(f"{SVG}>{part * 100_000}".encode()) == fault
