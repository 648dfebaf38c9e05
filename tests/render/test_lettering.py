from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.render.lettering import (
    BOTTOM,
    HEADLINE_SIZES,
    HEIGHT,
    MARGIN,
    MEASURE,
    WIDTH,
    Style,
    composed,
    drawn,
)
from generator.render.lettering import _styles as styles
from generator.views import SocialCard
from tests.photographs import decoded

LONG = "Toshiba : la filiale nucléaire Westinghouse se place sous la protection de la loi américaine sur les faillites"
COMPOUND = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def headline() -> Style:
    return styles()[0]


def make_card(title: str = "Sept planètes", section: str = "Sciences", publication: str = "L’Écho") -> SocialCard:
    return SocialCard("a.png", publication, section, title, "#ffffff", "#000000", "#cc0000")


def inked(title: str, section: str = "Sciences") -> tuple[int, int, int, int]:
    """Give the box in which something darker than paper stands below the masthead."""
    image = decoded(drawn(make_card(title, section))).convert("L").crop((0, 140, WIDTH, HEIGHT))
    box = image.point(lambda value: 255 if value < 250 else 0).getbbox()
    assert box
    return box[0], box[1] + 140, box[2], box[3] + 140


def test_a_card_is_a_small_picture_of_the_size_that_networks_want() -> None:
    data = drawn(make_card())
    image = decoded(data)

    assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 20_000


def test_a_short_headline_is_large_and_a_long_one_smaller() -> None:
    sizes = [composed(headline(), title, has_section=True)[1] for title in ("Oui", LONG, LONG * 3)]

    assert sizes[0] == HEADLINE_SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert len({*sizes}) == 3


@settings(max_examples=40)
@given(st.text("aàéWœ ’-«»\u00a0MД", max_size=400) | st.text(max_size=60))
def test_no_line_is_wider_than_the_card_and_none_stands_below_it(title: str) -> None:
    text = headline().written(title)
    for has_section in (True, False):
        lines, size = composed(headline(), text, has_section=has_section)

        assert all(headline().width(line, size) <= MEASURE for line in lines)
        assert len(lines) * size * 1.14 <= BOTTOM - 150


def test_words_are_kept_whole_and_in_order_while_they_fit() -> None:
    lines, _size = composed(headline(), LONG, has_section=True)

    assert " ".join(lines) == LONG


def test_lines_are_of_like_length() -> None:
    lines, size = composed(
        headline(), "Les chefs d’état-major américain et russe se rencontrent à Bakou", has_section=True
    )
    widths = [headline().width(line, size) for line in lines]

    assert min(widths) > max(widths) * 0.7


def test_words_that_the_author_held_together_stay_so() -> None:
    title = "Devant 40\N{NARROW NO-BREAK SPACE}000 personnes, il répète : «\N{NO-BREAK SPACE}Non\N{NO-BREAK SPACE}»"
    lines, _size = composed(headline(), headline().written(title), has_section=True)

    assert " ".join(lines) == title


def test_a_word_that_is_wider_than_the_card_is_cut_with_hyphens() -> None:
    lines, size = composed(headline(), f"{COMPOUND} fällt", has_section=True)

    assert size >= 48
    assert lines[0].endswith("-")
    assert "".join(lines).replace("-", "").replace(" ", "") == f"{COMPOUND}fällt"
    assert min(len(line) for line in lines) > 10


def test_what_is_too_long_even_so_ends_with_an_ellipsis() -> None:
    lines, size = composed(headline(), "mot " * 300 + "fin", has_section=True)

    assert size == HEADLINE_SIZES[-1]
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("title", ["Oui", LONG, COMPOUND, "W" * 300, "mot " * 250, "Ẫgj" * 9])
def test_nothing_is_drawn_outside_the_margins(title: str) -> None:
    left, _top, right, bottom = inked(title)

    # Letters may hang a hair over the measure, as in print.
    assert left >= MARGIN - 8
    assert right <= WIDTH - MARGIN + 8
    assert bottom <= HEIGHT - 30


def test_signs_that_the_typeface_does_not_have_are_left_out() -> None:
    assert drawn(make_card("Oui 🎉 京 non")) == drawn(make_card("Oui non"))


def test_a_headline_of_nothing_but_such_signs_leaves_the_card_of_the_publication() -> None:
    image = decoded(drawn(make_card("🎉", section="")))

    assert image.convert("L").crop((0, 140, WIDTH, HEIGHT)).getextrema() == (255, 255)


def test_decomposed_letters_are_those_of_one_piece() -> None:
    assert drawn(make_card("Été")) == drawn(make_card("E\u0301te\u0301"))


def test_the_section_is_in_the_accent_and_the_rest_is_not() -> None:
    colours = decoded(drawn(make_card())).convert("RGB").crop((0, 140, WIDTH, HEIGHT)).getcolors(1000) or []
    bare = decoded(drawn(make_card(section=""))).convert("RGB").crop((0, 140, WIDTH, HEIGHT)).getcolors(1000) or []

    assert (204, 0, 0) in {colour for _count, colour in colours}
    assert (204, 0, 0) not in {colour for _count, colour in bare}


def test_a_long_name_is_shortened_and_nothing_of_it_clipped() -> None:
    image = decoded(drawn(make_card(publication="Le Journal des très longues " * 6))).convert("L")
    box = image.crop((0, 40, WIDTH, 118)).point(lambda value: 255 if value < 250 else 0).getbbox()

    assert box
    assert box[2] <= WIDTH - MARGIN
    assert isinstance(image, Image.Image)
