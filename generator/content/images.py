"""Width and height of an image as a browser shows it, from the first bytes of the file; pure."""

from __future__ import annotations

import re
import struct

Size = tuple[int, int]

JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that open a frame and so hold its size (ITU-T T.81, table B.1)."""

EXIF = b"Exif\0\0"
ORIENTATION = 0x0112
"""Tag of Exif 2.32 (section 4.6.4): from 5 to 8 the picture lies on its side."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
WEBP_ANIMATION = 0x02
"""Flag of the extended header of WebP (RFC 9649, section 2.7.1)."""
AVIF_BRANDS = (b"avif", b"avis")
SCAN_BYTES = 65_536
SVG_ROOT = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)


def image_size(data: bytes) -> Size | None:
    """Read the size in pixels of a PNG, JPEG, GIF, WebP, AVIF or SVG file.

    Args:
        data: The file.

    Returns:
        Width and height, both from 1, after the turn that the file asks for; None when it is no such image or
        says nothing of its size.

    >>> image_size(b"GIF89a" + bytes([16, 0, 9, 0]))
    (16, 9)
    >>> image_size(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"/>')
    (300, 200)
    >>> image_size(b"no image")
    """
    try:
        size = _size(data)
    except (struct.error, IndexError, ValueError, OverflowError):
        return None
    return size if size and min(size) > 0 else None


def raster_format(data: bytes) -> str:
    """Name the format of a still JPEG, PNG or WebP picture, whatever its file is called.

    Args:
        data: The file.

    Returns:
        "jpeg", "png", "webp"; empty for what moves (WebP of RFC 9649, section 2.7; APNG) and for all other files.

    >>> raster_format(bytes([255, 216, 255])), raster_format(b"GIF89a")
    ('jpeg', '')
    """
    if data.startswith(b"\xff\xd8"):
        return "jpeg"
    if data.startswith(PNG_SIGNATURE):
        head = data[:SCAN_BYTES].partition(b"IDAT")[0]
        return "" if b"acTL" in head else "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "" if data[12:16] == b"VP8X" and data[20:21] and data[20] & WEBP_ANIMATION else "webp"
    return ""


def _size(data: bytes) -> Size | None:
    if data.startswith(PNG_SIGNATURE):
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    if data[:6] in {b"GIF87a", b"GIF89a"}:
        width, height = struct.unpack_from("<HH", data, 6)
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:8] == b"ftyp" and any(brand in data[8:64] for brand in AVIF_BRANDS):
        return _avif(data)
    root = SVG_ROOT.search(data[:SCAN_BYTES])
    return _svg(root.group().decode("utf-8", "replace")) if root else None


def _jpeg(data: bytes) -> Size | None:
    """Walk over the segments up to the frame header."""
    at, is_turned = 2, False
    while at + 4 <= len(data):
        marker, length = struct.unpack_from(">xBH", data, at)
        if data[at] != 0xFF:
            return None
        if marker in JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return (height, width) if is_turned else (width, height)
        if marker == 0xE1 and data.startswith(EXIF, at + 4):
            is_turned = _is_turned(data[at + 4 + len(EXIF) : at + 2 + length])
        at += 1 if marker == 0xFF else 2 + length
    return None


def _is_turned(exif: bytes) -> bool:
    """Find the orientation among the fields of the first directory (TIFF 6.0, section 2)."""
    order = "<" if exif.startswith(b"II") else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        fields = (struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * n) for n in range(count))
        return any(tag == ORIENTATION and 5 <= value <= 8 for tag, _kind, _count, value in fields)
    except struct.error:
        return False


def _webp(data: bytes) -> Size | None:
    """Read one of the three headers of WebP (RFC 9649, section 2)."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _avif(data: bytes) -> Size | None:
    """Take the largest of the extents and the turn of ISO/IEC 23008-12 (sections 6.5.3 and 6.5.10).

    Tiles and thumbnails have extents too; they are smaller.
    """
    head = data[:SCAN_BYTES]
    found = [struct.unpack_from(">II", head, at.end() + 4) for at in re.finditer(rb"\0\0\0\x14ispe", head)]
    turn = re.search(rb"\0\0\0\x09irot(.)", head, re.DOTALL)
    width, height = max(found, key=lambda size: size[0] * size[1], default=(0, 0))
    return (height, width) if turn and turn.group(1)[0] & 1 else (width, height)


def _svg(root: str) -> Size | None:
    """Take width and height in pixels, else those of the view box."""
    # Not the end of `stroke-width`.
    sides = [re.search(rf'(?<![\w-]){side}\s*=\s*["\']([0-9.]+)(?:px)?["\']', root) for side in ("width", "height")]
    if all(sides):
        width, height = (round(float(side.group(1))) for side in sides if side)
        return width, height
    box = re.search(r'\bviewBox\s*=\s*["\']([^"\']*)["\']', root)
    numbers = [float(n) for n in re.split(r"[\s,]+", box.group(1).strip())] if box else []
    return (round(numbers[2]), round(numbers[3])) if len(numbers) == 4 else None
