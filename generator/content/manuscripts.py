"""Manuscripts: single files, each read by itself, whatever other files there are.

This is what costs most of reading a content folder. It needs one file alone, so that it can be done by any worker, and
be remembered by the bytes of the file; what hangs on other files (is the picture there, where does a link lead) is
settled afterwards, each time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version

from generator.bundles import Bundle
from generator.config import ContentConfig
from generator.content.blocks import crowding
from generator.content.fences import decode
from generator.content.fields import read_fields
from generator.content.frontmatter import read_front_matter
from generator.content.markup import VERSION, render_markdown
from generator.content.overtime import OvertimeError, bounded
from generator.content.places import is_section_text
from generator.content.remembered import (
    Body,
    Manuscript,
    from_bytes,
    from_table,
    head_of,
    table_in,
    texts_in,
    to_bytes,
    with_body,
)
from generator.content.sections import read_section
from generator.content.values import FrontMatter
from generator.errors import Location, Problem
from generator.memory import Memory, memory_keys
from generator.model import Source
from generator.workforce import ALONE, Workforce

READING = "content.manuscript/2"
HEADS = "content.heads/1"
"""All that files say but for their texts: a build after an edit needs the texts of hardly any."""
SECONDS = 0.003
"""CPU time of reading a file."""
ONE_AT_A_TIME = threading.Lock()
"""The Markdown library keeps what it is doing in one object; a cluster may use several threads."""


def manuscripts_of(
    sources: Sequence[Source], config: ContentConfig, memory: Memory, workforce: Workforce = ALONE
) -> Iterator[Manuscript]:
    """Read files, or remember what was read.

    Args:
        sources: Articles and section texts.
        config: Languages, zone and limits.
        memory: Where manuscripts are remembered.
        workforce: Who reads.

    Yields:
        A manuscript for each, in their order.
    """
    settings = (_versions(), "\0".join(config.languages), config.timezone.key, repr(config.limits))
    key_of = memory_keys(READING, *settings)
    places = [Whereabouts(key_of(source.path, source.data), source, config, memory) for source in sources]
    heads = Bundle(memory_keys(HEADS, *settings), (place.key for place in places), memory)
    known = [_recalled(place, heads) for place in places]
    memory.use(place.key for place, manuscript in zip(places, known, strict=True) if manuscript)
    missing = [source for source, manuscript in zip(sources, known, strict=True) if manuscript is None]
    read = workforce.answers(partial(manuscript_encoded, config), missing, SECONDS)
    for place, manuscript in zip(places, known, strict=True):
        yield manuscript or _put_away(place, next(read), heads)
    heads.keep()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a manuscript lies in memory, from which its texts are fetched when somebody asks.

    Attributes:
        key: Under which it is kept.
        source: The file.
        config: The configuration with which it is read.
        memory: Where it is kept.
    """

    key: str
    source: Source
    config: ContentConfig
    memory: Memory

    def text(self, start: int, size: int) -> Callable[[], bytes]:
        """Give what fetches a part of its texts."""
        return partial(self._fetched, start, size)

    def _fetched(self, start: int, size: int) -> bytes:
        answer = self.memory.recall(self.key)
        return texts_in(answer or self._read_again())[start : start + size]

    def _read_again(self) -> bytes:
        """Read what memory has lost, in whatever time it takes: once it was not too long."""
        with ONE_AT_A_TIME:
            return to_bytes(_read(self.source, self.config))


def manuscript_encoded(config: ContentConfig, source: Source) -> bytes:
    """Read one file; the answer is as it is kept and sent."""
    return to_bytes(read_manuscript(source, config))


def _recalled(place: Whereabouts, heads: Bundle) -> Manuscript | None:
    line = heads.recall(place.key)
    if line is not None:
        return from_table(table_in(line), place.text, place.source, place.config)
    answer = place.memory.recall(place.key)
    if answer is None:
        return None
    heads.add(place.key, head_of(answer))
    return from_bytes(answer, place.source, place.config)


def _put_away(place: Whereabouts, answer: bytes, heads: Bundle) -> Manuscript:
    manuscript = from_bytes(answer, place.source, place.config) or read_manuscript(place.source, place.config)
    if not manuscript.is_overdue:
        place.memory.keep(place.key, answer)
        heads.add(place.key, head_of(answer))
    return manuscript


@cache
def _versions() -> str:
    """Name the libraries that manuscripts depend on."""
    names = ("pyyaml", "python-frontmatter", "tzdata")
    return " ".join((VERSION, *(f"{name} {version(name)}" for name in names)))


def read_manuscript(source: Source, config: ContentConfig) -> Manuscript:
    """Read one file in bounded time."""
    seconds = config.limits.article_seconds
    try:
        with ONE_AT_A_TIME, bounded(seconds):
            return _read(source, config)
    except OvertimeError:
        message = f"reading it took more than {seconds} s of work"
        cure = "Cut the article into several ones, or raise `limits.article_seconds` in site.toml."
        problem = Problem(Location(source.shown_path), message, cure)
        return Manuscript(None, problems=(problem,), is_overdue=True)


def _read(source: Source, config: ContentConfig) -> Manuscript:
    return _read_section(source, config) if is_section_text(source.path) else _read_article(source, config)


def _front(source: Source, config: ContentConfig) -> tuple[FrontMatter | None, tuple[Problem, ...]]:
    """Decode a file and read its head."""
    text, problems = decode(source.data, source.shown_path)
    if any(problem.is_error for problem in problems):
        return None, problems
    front = read_front_matter(text, source.shown_path, config.limits)
    if isinstance(front, Problem):
        return None, (*problems, front)
    crowd = crowding(front.body, source.shown_path, front.body_line, config.limits.blocks_per_article)
    return (None, (*problems, crowd)) if crowd else (front, problems)


def _read_article(source: Source, config: ContentConfig) -> Manuscript:
    """Read one article, head and body; the body is checked even when the head is at fault."""
    front, problems = _front(source, config)
    if front is None:
        return Manuscript(None, problems=problems)
    headed, found = read_fields(front, source, config)
    article = headed.article
    lang = article.lang if article else config.languages[0]
    body = Body.of(render_markdown(headed.body, source.path, source.shown_path, front.body_line, lang))
    return Manuscript(article and with_body(article, body), body, headed.picture, (*problems, *found))


def _read_section(source: Source, config: ContentConfig) -> Manuscript:
    """Read the text about a folder."""
    front, problems = _front(source, config)
    if front is None:
        return Manuscript(None, problems=problems)
    section, found = read_section(front, source, config)
    if section is None:
        return Manuscript(None, problems=(*problems, *found))
    markup = render_markdown(front.body, source.path, source.shown_path, front.body_line, section.lang)
    return Manuscript(section, Body.of(markup), problems=(*problems, *found))
