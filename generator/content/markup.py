"""The door to Python-Markdown and nh3: Markdown becomes sanitised HTML and plain words.

The steps: lines are marked (« Lire aussi », `<!--more-->`, shortcodes), Python-Markdown makes HTML of them, nh3
takes out all that `allowed` does not name, and the tree is dressed for the page. What comes out can run no code:
nothing that an author wrote is added after nh3 but as text or as a checked address.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import TypeVar

import nh3
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import Pattern, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

from generator.content import trees
from generator.content.allowed import ATTRIBUTES, DROPPED_WHOLE, TAGS, filter_attribute
from generator.content.bounds import calm, costly_part
from generator.content.codeblocks import code_lines, plain_fences
from generator.content.dressing import MORE, Dressing
from generator.content.foreign import foreign_marks
from generator.content.kramdown import placed_attributes
from generator.content.lists import spaced_lists
from generator.content.overtime import OvertimeError
from generator.content.prose import count_words, opening_of, prose_of
from generator.content.readalso import mark_lines
from generator.content.references import SCHEMES
from generator.content.shortcodes import expand
from generator.content.tables import spaced_tables
from generator.content.taxing import taxing
from generator.errors import Location, Problem
from generator.model import Heading, InternalLink, ReadAlso
from generator.slugs import short_hash

Step = TypeVar("Step")
VERSION = "/".join(("markup-11", version("markdown"), version("nh3")))
"""Changes whenever the same text may give other HTML: part of every key under which an answer is remembered."""

EXTENSIONS = ("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables")
STRUCK = r"(?<!~)(~~)(?=[^\s~])(.*?[^\s~])~~(?!~)"
"""Text struck out, as GitHub, Hugo and Zola write it."""
BROKEN = r"(?<!\\)\\\n"
"""A line broken by a backslash at its end."""

SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "backtick": ("`",),
        "escape": ("\\",),
        "link": ("[",),
        "image_link": ("![",),
        # What refers to an address finds one only where the text gives it.
        **dict.fromkeys(("reference", "short_reference", "image_reference", "short_image_ref"), ("]:",)),
        "footnote": ("[^",),
        **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
        "entity": ("&",),
        "em_strong": ("*", "_"),
        "struck": ("~~",),
        "broken": ("\\\n",),
    }
)
"""The library's patterns within a paragraph, and signs without one of which nothing in a text can fit them."""
BLOCK_SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "admonition": ("!!!",),
        "table": ("|",),
        "hashheader": ("#",),
        "setextheader": ("=\n", "= ", "-\n", "- "),
        "hr": ("--", "- -", "-  -", "**", "* *", "*  *", "__", "_ _", "_  _"),
        "deflist": (": ",),
        "quote": (">",),
        "footnote": ("[^",),
        "abbr": ("*[",),
        "reference": ("]:",),
    }
)
"""The same for its kinds of blocks; signs at the end of a line may be the last of the text."""

MORE_LINE = re.compile(r"^([ \t]*)<!--[ \t]*more[ \t]*-->[ \t]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markup:
    """What became of a Markdown text; the fields are those of `model.Article`."""

    html: str
    prose: str
    word_count: int
    lead: str = ""
    opening: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[InternalLink, ...] = ()
    read_also: tuple[ReadAlso, ...] = ()
    problems: tuple[Problem, ...] = ()


def render_markdown(text: str, article_id: str, shown_path: str, first_line: int, lang: str) -> Markup:
    r"""Turn the body of an article into HTML that is safe to publish.

    Args:
        text: Markdown, with `\n` as line end.
        article_id: Path of its file below the content folder: links start there, and ids of notes hold its hash.
        shown_path: For messages.
        first_line: Line of the file on which `text` begins, from 1.
        lang: Language of the text.

    Returns:
        HTML with references `content:` and `site:` for links into the site; empty, with a problem, when the text
        would keep the library busy for too long.

    >>> render_markdown("Un *mot* <script>x</script>", "a.md", "a.md", 1, "fr").html
    '<p>Un <em>mot</em> </p>'
    """
    lines = plain_fences(text.split("\n"))
    problem = costly_part(lines, code_lines(lines), shown_path, first_line)
    if problem:
        return Markup("", "", 0, problems=(problem,))
    expanded = expand("\n".join(lines), shown_path, first_line)
    lines = expanded.text.split("\n")
    code = code_lines(lines)
    lines = placed_attributes(lines, code)
    if "<!--" in expanded.text:
        lines = [line if index in code else MORE_LINE.sub(rf"\n\1{MORE}\n", line) for index, line in enumerate(lines)]
    marked, origins = mark_lines(lines, code)
    try:
        html = _convert(calm(spaced_lists(spaced_tables("\n".join(marked)))))
        message, cure = taxing(html)
        if message:
            return Markup("", "", 0, problems=(Problem(Location(shown_path, first_line), message, cure),))
        root = trees.parse(sanitise(html))
    except OvertimeError:
        _converter.cache_clear()
        raise
    except RecursionError:
        # The library was left in the middle of its work.
        _converter.cache_clear()
        message = "lists or quotations are nested too deeply"
        problem = Problem(Location(shown_path, first_line), message, "Make the text simpler.")
        return Markup("", "", 0, problems=(problem,))
    folder = article_id.rpartition("/")[0]
    file_lines = tuple(first_line + index for index in expanded.origins)
    marks = foreign_marks(expanded.text.split("\n"), code, shown_path, file_lines)
    dressing = Dressing(root, expanded.text, file_lines, shown_path, folder, short_hash(article_id, 6), lang)
    dressing.dress(origins)
    return _finish(dressing, (*expanded.problems, *marks))


def _finish(dressing: Dressing, problems: tuple[Problem, ...]) -> Markup:
    lead = dressing.lead()
    prose = prose_of(dressing.root)
    opening = opening_of(dressing.root)
    dressing.name_details()
    return Markup(
        html=trees.inner_html(dressing.root).strip(),
        prose=prose,
        word_count=count_words(prose),
        lead=trees.spaced(prose_of(lead)) if lead is not None else "",
        opening=opening,
        headings=tuple(dressing.headings),
        links=tuple(dressing.links),
        read_also=tuple(dressing.read_also),
        problems=(*problems, *dressing.problems),
    )


@dataclass(frozen=True, slots=True)
class Converter:
    """Python-Markdown, set up.

    Attributes:
        markdown: The library's object.
        inline: Its step that looks for patterns within paragraphs.
        patterns, blocks: These patterns and its kinds of blocks, in their order, with the signs of each.
    """

    markdown: Markdown
    inline: InlineProcessor
    patterns: tuple[tuple[Pattern, tuple[str, ...]], ...]
    blocks: tuple[tuple[BlockProcessor, tuple[str, ...]], ...]


@cache
def _converter() -> Converter:
    """Make the one converter; making it costs more than a short article."""
    markdown = Markdown(
        extensions=list(EXTENSIONS),
        extension_configs={"tables": {"use_align_attribute": True}, "footnotes": {"BACKLINK_TEXT": "↩"}},
        output_format="html",
    )
    # Before emphasis (60) and after code (190).
    markdown.inlinePatterns.register(SimpleTagInlineProcessor(STRUCK, "del"), "struck", 65)
    # Before signs behind a backslash (180), which may be any, as in CommonMark.
    markdown.inlinePatterns.register(SubstituteTagInlineProcessor(BROKEN, "br"), "broken", 185)
    markdown.ESCAPED_CHARS = list(string.punctuation)
    inline = InlineProcessor(markdown)
    markdown.treeprocessors.register(inline, "inline", 20)
    patterns, blocks = markdown.inlinePatterns, markdown.parser.blockprocessors
    return Converter(markdown, inline, tuple(_signed(patterns, SIGNS)), tuple(_signed(blocks, BLOCK_SIGNS)))


def _signed(steps: Registry[Step], known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Step, tuple[str, ...]]]:
    """Give each step of the library with its signs; every text holds those of one that we do not know."""
    signs = {id(steps[name]): signs for name, signs in known.items()}
    return ((step, signs.get(id(step), ("",))) for step in steps)


def _convert(text: str) -> str:
    converter = _converter()
    converter.markdown.reset()
    # Each step that is left out need not be tried on every piece of the text; lists are all that the library asks for.
    lines = f"{text}\n".expandtabs(converter.markdown.tab_length)
    converter.inline.inlinePatterns = _fitting(converter.patterns, lines)  # type: ignore[assignment]
    converter.markdown.parser.blockprocessors = _fitting(converter.blocks, lines)  # type: ignore[assignment]
    return converter.markdown.convert(text)


def _fitting(steps: Iterable[tuple[Step, tuple[str, ...]]], text: str) -> list[Step]:
    """Give the steps that may find something in a text."""
    return [step for step, signs in steps if any(map(text.__contains__, signs))]


@cache
def _sanitiser() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=filter_attribute,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def sanitise(html: str) -> str:
    """Take out of HTML all that `allowed` does not name.

    >>> sanitise('<a href="java&#10;script:alert(1)" onclick="x" href>a</a>')
    '<a>a</a>'
    """
    return _sanitiser().clean(html)
