"""Pillow's door: pictures made smaller, letters turned into pixels, and nothing that depends on the machine.

What is made of a picture holds its pixels alone: Exif (place, device, author), comments and profiles stay behind.
Resampling and drawing are whole numbers throughout; text is set by `lettering`, letter by letter, because Pillow's own
layout kerns or not depending on what libraries the system has.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageFont, ImageOps

Size = tuple[int, int]
# The bound is `limits.image_pixels`, which is checked before a picture comes here, and again below.
Image.MAX_IMAGE_PIXELS = None
GREYS = 8
"""Steps from paper to ink; with as many to the accent they fill the sixteen colours of a small PNG."""


class BrokenPictureError(Exception):
    """The bytes are not the picture that their beginning promises; says what is wrong."""


@contextmanager
def quiet() -> Iterator[None]:
    """Keep back Pillow's warnings about odd metadata; for the whole process, so not to be opened in a thread."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def resized(data: bytes, kind: str, wanted: Sequence[tuple[str, Size]], quality: int) -> list[bytes]:
    """Make a picture smaller.

    Args:
        data: The picture.
        kind: Its format: "jpeg", "png" or "webp"; no other decoder is tried.
        wanted: Format, width and height of each answer, not above those of the picture.
        quality: Of JPEG and lossy WebP, from 1 to 100.

    Returns:
        A file for each that is wanted, in their order.

    Raises:
        BrokenPictureError: it cannot be decoded, or is not of the size that its header says.
    """
    largest = max((size for _format, size in wanted), key=lambda size: size[0])
    try:
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as source:
            few = _has_few_colours(source)
            picture = _decoded(source, largest)
    except Exception as error:
        # Decoders of hostile bytes raise whatever they happen to meet; all of it means that the picture is broken.
        raise BrokenPictureError(_told(error)) from error
    made: dict[Size, Image.Image] = {}
    for size in sorted({size for _format, size in wanted}, reverse=True):
        made[size] = picture = picture.resize(size, Image.Resampling.LANCZOS) if picture.size != size else picture
    return [_encoded(made[size], format_, quality, lossless=few) for format_, size in wanted]


def _has_few_colours(source: Image.Image) -> bool:
    """Tell whether a picture is a drawing, which lossy compression would smear."""
    return source.format == "PNG" and source.mode in {"P", "1"}


def _decoded(source: Image.Image, largest: Size) -> Image.Image:
    """Decode a picture upright, in sRGB, at the largest size that is wanted."""
    promised = source.size
    if source.format == "JPEG":
        turn = source.getexif().get(0x0112, 1)
        # A quarter or half as many pixels are decoded where that is still twice what is wanted.
        source.draft(None, (2 * max(largest), 2 * max(largest)))
        source.load()
        picture = ImageOps.exif_transpose(source) if turn in range(2, 9) else source
        promised = promised[::-1] if turn in range(5, 9) else promised
    else:
        source.load()
        picture = source
    if abs(promised[0] * largest[1] - promised[1] * largest[0]) > max(promised) * 2:
        raise BrokenPictureError("its header and its content are not of one size")
    picture = _in_eight_bits(picture)
    profile = source.info.get("icc_profile")
    # Resampling needs full colours; where they are as they should be, that of a photograph can come first.
    small = picture.resize(largest, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _in_srgb(small, profile)


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Give a picture whose colours can be mixed: grey, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in {"L", "RGB", "RGBA", "CMYK"} else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Turn colours into those that browsers assume where nothing is said (sRGB); a broken profile says nothing."""
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(
                picture, given, _srgb(), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode=target
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            turned = None
        picture = turned or picture
    return picture if picture.mode in {"L", "RGB", "RGBA"} else picture.convert("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _encoded(picture: Image.Image, kind: str, quality: int, *, lossless: bool) -> bytes:
    """Write pixels and nothing else."""
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    if kind == "jpeg":
        bare = bare.convert("RGB") if bare.mode == "RGBA" else bare
        bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    elif kind == "webp":
        # Method 4 of 6: the next ones take half as long again for a hundredth of the bytes.
        bare.save(out, "WEBP", quality=quality, method=4, lossless=lossless)
    else:
        if lossless:
            bare = bare.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def _told(error: Exception) -> str:
    """Say in one line what a decoder said."""
    return " ".join(str(error).split())[:120] or type(error).__name__


class Letters:
    """The letters of a typeface at one weight, as pixels at many sizes."""

    def __init__(self, file: Path, axes: Sequence[float]) -> None:
        """Open a typeface.

        Args:
            file: A TrueType or OpenType file.
            axes: Value of each axis of a variable one, in its order.
        """
        self._file = str(file)
        self._axes = list(axes)
        self._fonts: dict[int, ImageFont.FreeTypeFont] = {}
        self._masks: dict[tuple[str, int], tuple[Image.Image, Size]] = {}
        self._advances: dict[str, float] = {}

    def advance(self, letter: str) -> float:
        """Give the width of a letter, in thousandths of the size."""
        if letter not in self._advances:
            self._advances[letter] = self._font(1000).getlength(letter)
        return self._advances[letter]

    def mask(self, letter: str, size: int) -> tuple[Image.Image, Size]:
        """Give how darkly a letter covers its pixels, and where they stand from the pen on the line."""
        key = (letter, size)
        if key not in self._masks:
            pixels, (left, top) = self._font(size).getmask2(letter, "L", anchor="ls")
            self._masks[key] = Image.frombytes("L", pixels.size, bytes(pixels)), (left, top)
        return self._masks[key]

    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        if size not in self._fonts:
            font = ImageFont.truetype(self._file, size, layout_engine=ImageFont.Layout.BASIC)
            if self._axes:
                font.set_variation_by_axes(self._axes)
            self._fonts[size] = font
        return self._fonts[size]


class Sheet:
    """Paper on which ink and accent are put; each pixel is the number of one of sixteen colours."""

    def __init__(self, size: Size) -> None:
        """Begin with bare paper."""
        self._plane = Image.new("L", size)

    def copy(self) -> Sheet:
        """Give a sheet with the same on it."""
        other = Sheet((1, 1))
        other._plane = self._plane.copy()
        return other

    def rule(self, box: tuple[int, int, int, int], *, accent: bool = False) -> None:
        """Fill a box: left, top, right, bottom."""
        self._plane.paste(_colour(255, accent=accent), box)

    def letter(self, mask: Image.Image, place: Size, *, accent: bool = False) -> None:
        """Put a letter over what is there."""
        box = (*place, place[0] + mask.width, place[1] + mask.height)
        if accent:
            self._plane.paste(ImageChops.lighter(self._plane.crop(box), mask.point(_accents())), box)
        else:
            # The numbers of the inks go up evenly from that of paper, so that mixing them mixes the colours.
            self._plane.paste(GREYS - 1, box, mask)

    def png(self, paper: str, ink: str, accent: str) -> bytes:
        """Write the sheet as a PNG file of sixteen colours.

        Args:
            paper: Colour of the paper, as #rrggbb; so the others.
            ink: Of what is put in ink.
            accent: Of the rest.
        """
        image = self._plane.copy()
        shares = [(top, step / (GREYS - 1)) for top in (ink, accent) for step in range(GREYS)]
        image.putpalette([part for top, share in shares for part in _mixed(paper, top, share)])
        out = io.BytesIO()
        # Only runs are sought: faster, an eighth larger, and no choice between matches that differ from machine to
        # machine, as zlib-ng's do.
        image.save(out, "PNG", bits=4, compress_type=zlib.Z_RLE, compress_level=9)
        return out.getvalue()


def _colour(darkness: int, *, accent: bool) -> int:
    """Number the colour of a pixel that a letter covers in part.

    Args:
        darkness: From 0 to 255.
        accent: Whether it is the accent's.

    >>> _colour(255, accent=False), _colour(255, accent=True), _colour(0, accent=True)
    (7, 15, 0)
    """
    step = (darkness * (GREYS - 1) + 127) // 255
    return step + GREYS if step and accent else step


@cache
def _accents() -> tuple[int, ...]:
    """Number the colours of the accent by how darkly a letter covers a pixel."""
    return tuple(_colour(darkness, accent=True) for darkness in range(256))


def _mixed(paper: str, top: str, share: float) -> tuple[int, ...]:
    """Mix two colours.

    >>> _mixed("#ffffff", "#8f1d22", 1.0), _mixed("#ffffff", "#000000", 0.0)
    ((143, 29, 34), (255, 255, 255))
    """
    pairs = ((int(paper[at : at + 2], 16), int(top[at : at + 2], 16)) for at in (1, 3, 5))
    return tuple(round(low + (high - low) * share) for low, high in pairs)
