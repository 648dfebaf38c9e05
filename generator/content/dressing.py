"""Sanitised HTML is dressed for the page, and what others need of it is noted: headings, links, « Lire aussi »."""

from __future__ import annotations

import difflib
import html
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from generator.content import elements
from generator.content.onward import marked_lines
from generator.content.phrases import phrases_of
from generator.content.readalso import CLOSE, OPEN
from generator.content.references import OutsideError, outward_url, resolve
from generator.content.trees import has_class, outer_html, remove, text_of
from generator.content.typestyles import style_of
from generator.content.typography import typeset_tree
from generator.content.validity import make_valid
from generator.errors import Location, Problem, warning
from generator.model import Heading, InternalLink, ReadAlso
from generator.slugs import slugify

MORE = f"{OPEN}more{CLOSE}"
PAGE_IDS = frozenset({"content", "contents-title", "cited-title", "related-title"})
"""Ids that the page of an article has outside its text; scripts, links and screen readers look for these."""
NOTE_ID = re.compile(r"(fn|fnref\d*):(.*)", re.DOTALL)
Lines = dict[str, deque[int]]
TARGETS: Mapping[str, str] = MappingProxyType(
    {
        "](": r"\]\(\s*<?([^\s)>]+)",
        "]:": r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)",
        "=": r"(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)",
        "<": r"<([a-z]+:[^<>\s]+)>",
    }
)
"""How targets are written, by a sign without which a text has none of the kind."""


@dataclass(slots=True)
class Dressing:
    """One body while it is dressed, and what is found in it.

    Attributes:
        root: Its tree, changed in place.
        text: Its Markdown, to find the lines of links.
        file_lines: Line of the file for each line of `text`.
        shown_path: For messages.
        folder: Folder of the article, from which links start.
        prefix: Short hash of the article, which makes ids of notes its own.
        lang: Language of the article.
    """

    root: Element
    text: str
    file_lines: Sequence[int]
    shown_path: str
    folder: str
    prefix: str
    lang: str
    headings: list[Heading] = field(default_factory=list)
    links: list[InternalLink] = field(default_factory=list)
    read_also: list[ReadAlso] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def dress(self, read_also_lines: Sequence[int]) -> None:
        """Do all, in the order in which one step needs the other.

        Args:
            read_also_lines: Index in `text` of each line that `readalso` marked.
        """
        phrases = phrases_of(self.lang)
        make_valid(self.root)
        elements.level_headings(self.root)
        elements.make_figures(self.root)
        typeset_tree(self.root, self.lang)
        lines = _target_lines(self.text, self.file_lines)
        self._ids(lines)
        self._links(lines)
        elements.wrap_tables(self.root)
        elements.dress_notes(self.root, phrases)
        elements.title_admonitions(self.root, phrases)
        elements.remove_empty(self.root)
        elements.list_contents(self.root, self.headings, phrases)
        self._read_also(read_also_lines)

    def _ids(self, lines: Lines) -> None:
        """Make every id safe and unique, give each heading one, and let links inside the body follow."""
        changed: dict[str, str] = {}
        taken = dict.fromkeys(PAGE_IDS, 1)
        for element in self.root.iter():
            old = element.attrib.pop("id", "")
            text = elements.heading_text(element) if element.tag in elements.HEADINGS else ""
            if not old and not text:
                continue
            new = _unique(self._note_id(old) or slugify(old) or slugify(text) or "section", taken)
            changed.setdefault(old or new, new)
            element.set("id", new)
            if text:
                self.headings.append(Heading(int(element.tag[1]), new, text))
        for link in self.root.iter("a"):
            if link.get("href", "").startswith("#") and not self._points_inside(link, changed, taken):
                name = link.attrib.pop("href")
                message = f'a link leads to "{name[:80]}", which is not in the article'
                self.problems.append(warning(self._place(name, lines), message, self._near(name)))

    def _near(self, name: str) -> str:
        """Advise which heading a link may have meant."""
        anchors = [heading.anchor for heading in self.headings]
        near = difflib.get_close_matches(slugify(unquote(name)), anchors, 1) or anchors[:1]
        if not near:
            return "The article has no headings to which a link could lead."
        return f"Write the name of a heading, such as #{near[0]}."

    def _place(self, target: str, lines: Lines) -> Location:
        """Find where a target is written, the next time in the text if several times."""
        known = lines.get(target) or lines.get(unquote(target)) or deque(self.file_lines[:1])
        return Location(self.shown_path, known.popleft() if len(known) > 1 else known[0])

    def _note_id(self, old: str) -> str:
        found = NOTE_ID.fullmatch(old)
        return f"{found.group(1)}-{self.prefix}-{slugify(found.group(2)) or 'note'}" if found else ""

    @staticmethod
    def _points_inside(link: Element, changed: Mapping[str, str], taken: Mapping[str, int]) -> bool:
        """Point a link to the new id of what it meant; tell whether there is one."""
        name = unquote(link.get("href", "")[1:])
        slug = slugify(name)
        target = changed.get(name) or (slug if slug in taken and slug not in PAGE_IDS else "")
        if target:
            link.set("href", f"#{target}")
        elif has_class(link, "footnote-backref"):
            # Nothing in the text refers to the note: there is no way back.
            link.tag, link.text = "span", None
            link.attrib.clear()
        return bool(target) or not name or link.tag == "span"

    def _links(self, lines: Lines) -> None:
        """Turn relative targets into references that no base URL can break."""
        for element in self.root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            written = element.get(name) if name else None
            if written is not None:
                self._link(element, name, written, self._place(written, lines))
        # The first one is likely to be seen at once.
        for image in list(self.root.iter("img"))[1:]:
            image.set("loading", image.get("loading", "lazy"))
            image.set("decoding", "async")

    def _link(self, element: Element, name: str, written: str, place: Location) -> None:
        is_image = element.tag == "img"
        if is_image and not element.get("alt"):
            element.set("alt", "")
            message = f'the image "{written[:80]}" has no text for those who cannot see it'
            self.problems.append(warning(place, message, "Say what it shows: ![what it shows](file.jpg)."))
        try:
            target = resolve(written, self.folder)
        except OutsideError:
            message = f'"{written[:80]}" leads out of the content folder'
            self.problems.append(Problem(place, message, "Put the file into the content folder, and link to it there."))
            element.attrib.pop(name)
            return
        if target.startswith(("content:", "site:")):
            self.links.append(InternalLink(target, place, is_image))
            element.set(name, target)
        elif outward := outward_url(target):
            element.set(name, outward)
        else:
            element.attrib.pop(name)
            message = f'"{written[:80]}" is not an address that a browser can follow'
            self.problems.append(warning(place, message, "Write it in full, such as https://www.nato.int/."))

    def name_details(self) -> None:
        """Name what is hidden without a summary; last of all, as the word is none of the article."""
        elements.name_details(self.root, phrases_of(self.lang))

    def _read_also(self, lines: Sequence[int]) -> None:
        """Record the lines that `readalso` marked."""
        style = style_of(self.lang)
        colon = f"{style.spacing.colon}:" if style and style.spacing else ":"
        for number, paragraph, label, title, link in marked_lines(self.root, colon):
            place = Location(self.shown_path, self.file_lines[lines[number]])
            self.read_also.append(ReadAlso(outer_html(paragraph), label, title, link, place))

    def lead(self) -> Element | None:
        """Take the mark of `<!--more-->` out; give what stands before it, if it stood at the top level."""
        if not any(MORE in text for text in self.root.itertext()):
            return None
        for index, element in enumerate(self.root):
            if text_of(element) == MORE:
                lead = Element("div")
                lead.extend(self.root[:index])
                remove(self.root, element)
                return lead
        for parent, element in elements.parents(self.root):
            element.text = (element.text or "").replace(MORE, "")
            element.tail = (element.tail or "").replace(MORE, "")
            if element.tag == "p" and not len(element) and not element.text.strip():
                remove(parent, element)
        return None


def _unique(wanted: str, taken: dict[str, int]) -> str:
    """Number an id that is taken; `taken` counts, so that ten thousand headings of one name stay cheap."""
    new = wanted
    while new in taken:
        taken[wanted] += 1
        new = f"{wanted}-{taken[wanted]}"
    taken[new] = 1
    return new


@cache
def _target(signs: Sequence[str]) -> re.Pattern[str]:
    """Give the pattern of the targets that a text with some signs may have; all at once are looked for slowly."""
    return re.compile("|".join(TARGETS[sign] for sign in signs), re.MULTILINE | re.IGNORECASE)


def _target_lines(text: str, file_lines: Sequence[int]) -> Lines:
    """Find the lines of the file on which each target is written, in order."""
    lines: dict[str, deque[int]] = {}
    signs = tuple(sign for sign in TARGETS if sign in text)
    if not signs:
        return lines
    index, last = 0, 0
    for found in _target(signs).finditer(text):
        index += text.count("\n", last, found.start())
        last = found.start()
        target = html.unescape(next(group for group in found.groups() if group))
        lines.setdefault(target, deque()).append(file_lines[index])
    return lines
