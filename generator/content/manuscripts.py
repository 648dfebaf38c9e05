"""Manuscripts: single files, each read by itself, whatever other files there are.

This is what costs most of reading a content folder. It needs one file alone, so that it can be done by any worker, and
be remembered by the bytes of the file; what hangs on other files (is the picture there, where does a link lead) is
settled afterwards, each time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version

from generator.config import ContentConfig
from generator.content.blocks import crowding
from generator.content.fences import decode
from generator.content.fields import read_fields
from generator.content.frontmatter import read_front_matter
from generator.content.markup import VERSION, Markup, render_markdown
from generator.content.overtime import OvertimeError, bounded
from generator.content.places import is_section_text
from generator.content.remembered import Manuscript, from_bytes, to_bytes
from generator.content.sections import read_section
from generator.content.values import FrontMatter
from generator.errors import Location, Problem
from generator.memory import Memory, memory_keys
from generator.model import Source
from generator.workforce import ALONE, Workforce

READING = "content.manuscript/1"
SECONDS = 0.003
"""CPU time of reading a file."""
NO_BODY = Markup("", "", 0)
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
    keys = [key_of(source.path, source.data) for source in sources]
    known = [_recalled(key, source, config, memory) for key, source in zip(keys, sources, strict=True)]
    missing = [source for source, manuscript in zip(sources, known, strict=True) if manuscript is None]
    read = workforce.answers(partial(manuscript_encoded, config), missing, SECONDS)
    for key, source, manuscript in zip(keys, sources, known, strict=True):
        yield manuscript or _kept(key, next(read), source, config, memory)


def manuscript_encoded(config: ContentConfig, source: Source) -> bytes:
    """Read one file; the answer is as it is kept and sent."""
    return to_bytes(read_manuscript(source, config))


def _recalled(key: str, source: Source, config: ContentConfig, memory: Memory) -> Manuscript | None:
    answer = memory.recall(key)
    return None if answer is None else from_bytes(answer, source, config)


def _kept(key: str, answer: bytes, source: Source, config: ContentConfig, memory: Memory) -> Manuscript:
    manuscript = from_bytes(answer, source, config) or read_manuscript(source, config)
    if not manuscript.is_overdue:
        memory.keep(key, answer)
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
            return _read_section(source, config) if is_section_text(source.path) else _read_article(source, config)
    except OvertimeError:
        message = f"reading it took more than {seconds} s of work"
        cure = "Cut the article into several ones, or raise `limits.article_seconds` in site.toml."
        problem = Problem(Location(source.shown_path), message, cure)
        return Manuscript(None, NO_BODY, problems=(problem,), is_overdue=True)


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
        return Manuscript(None, NO_BODY, problems=problems)
    headed, found = read_fields(front, source, config)
    lang = headed.article.lang if headed.article else config.languages[0]
    markup = render_markdown(headed.body, source.path, source.shown_path, front.body_line, lang)
    return Manuscript(headed.article, markup, headed.picture, (*problems, *found))


def _read_section(source: Source, config: ContentConfig) -> Manuscript:
    """Read the text about a folder."""
    front, problems = _front(source, config)
    if front is None:
        return Manuscript(None, NO_BODY, problems=problems)
    section, found = read_section(front, source, config)
    if section is None:
        return Manuscript(None, NO_BODY, problems=(*problems, *found))
    markup = render_markdown(front.body, source.path, source.shown_path, front.body_line, section.lang)
    return Manuscript(section, markup, problems=(*problems, *found))
