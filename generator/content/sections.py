"""What `_index.md` says of its folder."""

from __future__ import annotations

from generator.config import ContentConfig
from generator.content.addresses import read_slug
from generator.content.fields import read_lang
from generator.content.keys import name_fields
from generator.content.places import read_place
from generator.content.reading import Reading
from generator.content.typography import typeset
from generator.content.values import FrontMatter, Scalar
from generator.errors import Location, Problem
from generator.model import SectionText, Source
from generator.slugs import is_reserved, slugify


def read_section(
    front: FrontMatter, source: Source, config: ContentConfig
) -> tuple[SectionText | None, tuple[Problem, ...]]:
    """Read title, slug, description and weight of a section; the body comes later.

    Returns:
        The section, or None when the folder lies within one and so is none; and all problems.
    """
    place = read_place(source.path, config.languages)
    known = name_fields(front, source.shown_path, of_section=True)
    reading = Reading(known.entries, source.shown_path, config, list(known.problems))
    if place.depth > 1:
        message = "`_index` of a folder within a section is left out"
        reading.warn("title", message, "Only the first folders of the content folder are sections.")
        return None, tuple(reading.problems)
    key = slugify(place.section)
    if is_reserved(key):
        message = f'the section "{key}" has a name that the site itself needs'
        reading.error("section", message, "Rename the folder.")
    lang = read_lang(reading, place)
    section = SectionText(
        section=key,
        lang=lang,
        title=typeset(reading.text("title"), lang),
        location=Location(source.shown_path, 1),
        slug=read_slug(reading, "", "", source.path) if reading.is_given("slug") else "",
        description=typeset(reading.text("description") or reading.text("summary"), lang),
        weight=_weight(reading),
    )
    return section, tuple(reading.problems)


def _weight(reading: Reading) -> int | None:
    """Read the place among the sections."""
    if not reading.is_given("weight"):
        return None
    value = reading.entries["weight"].value
    if isinstance(value, Scalar) and isinstance(value.value, int) and not isinstance(value.value, bool):
        return value.value
    reading.error("weight", "`weight` is not a whole number", "Write a number such as 10; smaller ones come first.")
    return None
