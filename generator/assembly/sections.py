"""Sections of an edition: what the editor wrote about them, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import Location
from generator.model import Article, SectionText
from generator.slugs import slugify


@dataclass(frozen=True, slots=True)
class Section:
    """A section of one edition that has articles.

    Attributes:
        key: Name of its folder, as a slug; the same in all editions.
        title: Its name in this language.
        slug: Its address in this language.
        description: The editor's sentences about it, or empty.
        body_html: The same at length, or empty.
        location: Where its name comes from.
    """

    key: str
    title: str
    slug: str
    location: Location
    description: str = ""
    body_html: str = ""


def section_key(article: Article, default: str) -> str:
    """Give the key of the section that an article stands in."""
    return article.section or slugify(default)


def sections_of(
    articles: Sequence[Article], texts: Sequence[SectionText], lang: str, default: str
) -> tuple[Section, ...]:
    """Give the sections of an edition in the editor's order: by weight, then by name.

    Args:
        articles: Articles of the edition.
        texts: Texts about sections, of all languages.
        lang: Language of the edition.
        default: Section of articles that name none.
    """
    first = {section_key(a, default): a.location for a in sorted(articles, key=lambda a: a.id, reverse=True)}
    written = {text.section: text for text in texts if text.lang == lang}
    places = []
    for key, location in first.items():
        text = written.get(key)
        section = _section(key, text, location)
        weight = text.weight if text else None
        places.append(((weight is None, weight or 0, slugify(section.title), key), section))
    return tuple(section for _order, section in sorted(places, key=lambda place: place[0]))


def _section(key: str, text: SectionText | None, location: Location) -> Section:
    title = key.replace("-", " ").capitalize()
    if text is None:
        return Section(key, title, key, location)
    return Section(key, text.title or title, text.slug or key, text.location, text.description, text.body_html)
