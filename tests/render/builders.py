"""Builders for tests of render: a site as bytes, and HTML as a browser sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.memory import NoMemory
from generator.render.locales import Locale, load_locales
from generator.render.site import render_site
from generator.views import Page, Site

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
CATALOGUES = ROOT / "generator" / "render" / "catalogues"
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


def locales_of(site: Site, own: Path | None = None) -> Mapping[str, Locale]:
    """Load the catalogues of a site."""
    return load_locales([edition.site.lang for edition in site.editions], own)


def render(site: Site, *folders: Path, own: Path | None = None) -> tuple[dict[str, str], list[Problem]]:
    """Render a site without search index and cards, its own templates before ours; give its files as texts, by path."""
    editions = tuple(replace(edition, search=None, social_cards=()) for edition in site.editions)
    bare = replace(site, editions=editions)
    locales = locales_of(site, own)
    files, problems = render_site(bare, [*folders, TEMPLATES], locales, lambda _done, _all: None, NoMemory())
    return {file.path: file.data.decode("utf-8", "replace") for file in files}, list(problems)


def rendered(site: Site, *folders: Path, own: Path | None = None) -> dict[str, str]:
    """Render a site that must have no problems."""
    files, problems = render(site, *folders, own=own)
    assert not problems, "\n".join(map(str, problems))
    return files


def html_pages(site: Site, own: Path | None = None) -> Iterator[tuple[Page, Seen]]:
    """Render a site and give each page with what a browser sees of it."""
    files = rendered(site, own=own)
    for edition in site.editions:
        for page in edition.pages:
            yield page, Seen.of(files[page.address.path])


@dataclass(slots=True)
class Element:
    """An element: its attributes, and all text within it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Seen:
    """What a browser sees of a page: its elements in order, each with its text."""

    elements: list[Element] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Seen:
        """Read a page; every element must be closed, and nothing else."""
        parser = _Parser()
        parser.feed(text)
        parser.close()
        assert not parser.open, [element.tag for element in parser.open]
        return cls(parser.elements)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Give the elements of a name with some attributes (`property_` for `property`)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and wanted.items() <= e.attributes.items()]

    def text(self, tag: str, **attributes: str) -> str:
        """Give the text of the only such element."""
        (element,) = self.all(tag, **attributes)
        return " ".join(element.text.split())

    def meta(self, name: str) -> list[str]:
        """Give what metadata of a name hold."""
        found = [*self.all("meta", name=name), *self.all("meta", property=name)]
        return [element.attributes["content"] for element in found]

    def graph(self) -> Sequence[Mapping[str, Any]]:
        """Give the structured data."""
        (script,) = self.all("script", type="application/ld+json")
        graph: Sequence[Mapping[str, Any]] = json.loads(script.text)["@graph"]
        return graph

    def addresses(self) -> set[str]:
        """Give every address that the page names."""
        names = ("href", "src", "poster", "action")
        return {e.attributes[name] for e in self.elements for name in names if name in e.attributes}

    def words(self) -> str:
        """Give all that a reader reads or hears: text outside scripts, labels, alternatives, titles."""
        spoken = ("aria-label", "alt", "title", "placeholder")
        texts = [e.text for e in self.elements if e.tag in {"body", "title"}]
        texts += [e.attributes[name] for e in self.elements for name in spoken if name in e.attributes]
        return " ".join([*texts, *self.meta("description")])


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len({*names}) == len(names), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> within <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        inner = [element for element in self.open if element.tag not in {"html", "head"}]
        if any(element.tag in {"script", "style"} for element in inner):
            inner = inner[-1:]
        for element in inner:
            element.text += data
