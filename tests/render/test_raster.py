from __future__ import annotations

import pytest
from PIL import Image

from generator.render.raster import BrokenPictureError, Sheet, resized
from tests.photographs import claiming, decoded, encoded, photograph, scene, srgb_profile

SIZE = (300, 200)


def made(data: bytes, kind: str, wanted: str = "webp", size: tuple[int, int] = SIZE) -> Image.Image:
    """Make one picture smaller and read it back."""
    (small,) = resized(data, kind, [(wanted, size)], 80)
    return decoded(small)


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.convert("RGBA").convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = colour(image, x, y)
    return red > 150 and green < 80 and blue < 80


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photograph(), "jpeg"),
        (photograph(progressive=True), "jpeg"),
        (encoded(scene(mode="L")), "jpeg"),
        (encoded(scene(mode="CMYK")), "jpeg"),
        (encoded(scene(), icc_profile=srgb_profile()), "jpeg"),
        (encoded(scene(), icc_profile=b"no profile"), "jpeg"),
        (encoded(scene(), "PNG"), "png"),
        (encoded(scene(mode="RGBA"), "PNG"), "png"),
        (encoded(scene(mode="LA"), "PNG"), "png"),
        (encoded(scene(mode="1"), "PNG"), "png"),
        (encoded(scene().quantize(16), "PNG", transparency=3), "png"),
        (encoded(scene().convert("L").convert("I").point(lambda v: v * 257).convert("I;16"), "PNG"), "png"),
        (encoded(scene(), "WEBP"), "webp"),
    ],
    ids=["jpeg", "progressive", "grey", "cmyk", "profile", "broken-profile", "png", "alpha", "grey-alpha", "bits",
         "palette", "sixteen-bits", "webp"],
)  # fmt: skip
def test_every_kind_of_picture_is_made_smaller_and_still_shows_the_same(data: bytes, kind: str) -> None:
    whole = decoded(data)
    for wanted in ("webp", kind):
        small = made(data, kind, wanted)
        assert (small.size, small.format) == (SIZE, wanted.upper())
        if whole.mode not in {"P", "1", "CMYK", "I;16"}:
            pairs = zip(colour(small, 150, 180), colour(whole, 450, 540), strict=True)
            assert all(abs(one - other) < 12 for one, other in pairs)


def test_a_picture_of_sixteen_bits_keeps_its_greys() -> None:
    data = encoded(Image.new("I;16", (900, 600), 128 * 257), "PNG")
    grey = colour(made(data, "png", "png"), 10, 10)[0]

    assert abs(grey - 128) <= 1


def test_inks_for_print_become_colours_of_the_screen() -> None:
    red, green, blue = colour(made(encoded(scene(mode="CMYK")), "jpeg"), 150, 180)

    assert green > red > blue


def test_what_is_transparent_stays_so() -> None:
    data = encoded(Image.new("RGBA", (900, 600), (255, 0, 0, 0)), "PNG")

    assert made(data, "png").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (300, 200), (5, 5)),
        (2, (300, 200), (294, 5)),
        (3, (300, 200), (294, 194)),
        (6, (200, 300), (194, 5)),
        (8, (200, 300), (5, 294)),
    ],
)
def test_a_photograph_is_set_upright(orientation: int, size: tuple[int, int], corner: tuple[int, int]) -> None:
    small = made(photograph(orientation=orientation), "jpeg", size=size)

    assert is_red(small, *corner)


def test_place_device_author_and_profile_stay_behind() -> None:
    profile = srgb_profile()
    data = photograph(icc_profile=profile, comment=b"Claire Vasseur")
    assert b"Claire Vasseur" in data

    for file in resized(data, "jpeg", [("webp", SIZE), ("jpeg", SIZE)], 80):
        assert b"Claire" not in file
        assert b"Exif" not in file
        assert not {"exif", "icc_profile", "comment"} & decoded(file).info.keys()


def test_colours_are_those_that_the_profile_means() -> None:
    # A profile in which red and green changed places.
    swapped = srgb_profile().replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")
    image = Image.new("RGB", (900, 600), (200, 20, 20))
    red, green, blue = colour(made(encoded(image, icc_profile=swapped), "jpeg"), 150, 100)

    assert (red < 60, green > 150, blue < 60) == (True, True, True)
    assert is_red(made(encoded(image, icc_profile=srgb_profile()), "jpeg"), 150, 100)


def test_a_drawing_of_few_colours_is_not_smeared() -> None:
    data = encoded(scene().quantize(8), "PNG")
    (same,) = resized(data, "png", [("webp", (900, 600))], 80)

    assert decoded(same).convert("RGB").tobytes() == decoded(data).convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photograph()[:-4000], "jpeg"),
        (photograph()[:200], "jpeg"),
        (encoded(scene(), "PNG")[:-2000], "png"),
        (encoded(scene(), "WEBP")[:-300], "webp"),
        (claiming(900, 600), "png"),
        (b"\xff\xd8", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\0\0\0\0WEBP", "webp"),
        (encoded(scene(), "PNG"), "jpeg"),
    ],
)
def test_a_broken_picture_is_told_as_such(data: bytes, kind: str) -> None:
    with pytest.raises(BrokenPictureError, match=r"\w"):
        resized(data, kind, [("webp", SIZE)], 80)


def test_a_picture_of_another_shape_than_its_header_says_is_broken() -> None:
    with pytest.raises(BrokenPictureError, match="not of one size"):
        resized(photograph(), "jpeg", [("webp", (200, 300))], 80)


def test_a_sheet_holds_paper_ink_and_accent() -> None:
    sheet = Sheet((40, 20))
    sheet.rule((0, 0, 10, 20))
    sheet.copy().rule((10, 0, 40, 20))
    sheet.rule((20, 0, 30, 20), accent=True)
    image = decoded(sheet.png("#ffffff", "#000000", "#8f1d22"))

    assert [colour(image, x, 5) for x in (5, 15, 25)] == [(0, 0, 0), (255, 255, 255), (143, 29, 34)]
