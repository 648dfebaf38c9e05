"""Pictures for tests, made by Pillow: the same bytes every time."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

SCENE = ((214, 226, 236), (86, 112, 64))
"""Sky and meadow."""


def scene(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Paint a sky that grows lighter downwards, a meadow below it, and a red mark in the upper left corner."""
    sky = Image.linear_gradient("L").resize((width, height // 2))
    image = Image.new("RGB", (width, height), SCENE[1])
    image.paste(Image.merge("RGB", [sky.point(lambda v, c=c: c - v // 4) for c in SCENE[0]]), (0, 0))
    image.paste((200, 20, 20), (0, 0, width // 8, height // 8))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Write a picture."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    """Read a picture whole."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def photograph(width: int = 900, height: int = 600, orientation: int = 1, **options: Any) -> bytes:
    """Make a JPEG of the scene as a telephone does: with place, device and the turn of the camera."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone of Claire Vasseur"
    exif.get_ifd(0x8825)[1] = "N"
    return encoded(scene(width, height), exif=exif, **options)


def srgb_profile() -> bytes:
    """Give the bytes of a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def claiming(width: int, height: int) -> bytes:
    """Make a PNG of one pixel whose header claims another size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0\0\0")), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
