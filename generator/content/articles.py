"""Sources become articles, section texts and assets; every problem of every file is told in one go."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from generator.config import ContentConfig
from generator.content.fences import decode
from generator.content.fields import read_fields
from generator.content.frontmatter import read_front_matter
from generator.content.images import image_size, raster_format
from generator.content.internal_links import Files, settle_links
from generator.content.overtime import OvertimeError, bounded
from generator.content.places import is_article, is_section_text
from generator.content.remembered import markup_of
from generator.content.sections import read_section
from generator.content.svg import drawing_problem
from generator.content.values import FrontMatter
from generator.errors import Location, Problem, sorted_problems, warning
from generator.memory import Memory
from generator.model import Article, Asset, Content, SectionText, Source

OTHER_FORMATS = re.compile(r"\.(?:mdx|mdown|mkdn?|rst|org|adoc|asciidoc|textile)$", re.IGNORECASE)
"""Files that are articles to other generators."""
Problems = tuple[Problem, ...]


def parse_content(
    sources: Sequence[Source], config: ContentConfig, memory: Memory
) -> tuple[Content, tuple[Problem, ...]]:
    """Read all that the content folder holds.

    Args:
        sources: Its files.
        config: Languages, zone and limits.
        memory: Where the HTML of bodies is remembered.

    Returns:
        Articles, section texts and assets, each sorted by path, and every problem found; a file with an error
        gives no article.
    """
    ordered = sorted(sources, key=lambda source: source.path)
    problems: list[Problem] = []
    assets = tuple(_asset(source, problems) for source in ordered if not is_article(source.path))
    files = Files.of((source.path for source in ordered), assets)
    articles: list[Article] = []
    sections: list[SectionText] = []
    for source in ordered:
        if not is_article(source.path):
            continue
        read = _read_section if is_section_text(source.path) else _read_article
        try:
            with bounded(config.limits.article_seconds):
                result, found = read(source, config, memory, files)
        except OvertimeError:
            result, found = None, (_overtime(source, config.limits.article_seconds),)
        problems += found
        if isinstance(result, Article):
            articles.append(result)
        elif isinstance(result, SectionText):
            sections.append(result)
    return Content(tuple(articles), tuple(sections), assets), sorted_problems(problems)


def _overtime(source: Source, seconds: int) -> Problem:
    message = f"reading it took more than {seconds} s of work"
    cure = "Cut the article into several ones, or raise `limits.article_seconds` in site.toml."
    return Problem(Location(source.shown_path), message, cure)


def _asset(source: Source, problems: list[Problem]) -> Asset:
    """Take a file that is no article as it is, if it is safe."""
    problem = drawing_problem(source.shown_path, source.data)
    problems += [problem] if problem else []
    if OTHER_FORMATS.search(source.path):
        cure = "Save it as Markdown, with a name that ends in .md, or remove it from the content folder."
        message = "this is no Markdown file; it is published as a file, not as an article"
        problems.append(warning(Location(source.shown_path), message, cure))
    return Asset(source.path, source.data, size=image_size(source.data), raster=raster_format(source.data))


def _front(source: Source, config: ContentConfig) -> tuple[FrontMatter | None, Problems]:
    """Decode a file and read its head."""
    text, problems = decode(source.data, source.shown_path)
    if any(problem.is_error for problem in problems):
        return None, problems
    front = read_front_matter(text, source.shown_path, config.limits)
    return (None, (*problems, front)) if isinstance(front, Problem) else (front, problems)


def _read_article(
    source: Source, config: ContentConfig, memory: Memory, files: Files
) -> tuple[Article | None, Problems]:
    """Read one article, head and body; the body is checked even when the head is at fault."""
    front, problems = _front(source, config)
    if front is None:
        return None, problems
    headed, found = read_fields(front, source, config, files.paths)
    problems = (*problems, *found)
    lang = headed.article.lang if headed else config.languages[0]
    body = headed.body if headed else front.body
    markup = markup_of(body, source.path, source.shown_path, front.body_line, lang, memory)
    settled, link_problems = settle_links(markup, files)
    problems = (*problems, *markup.problems, *link_problems)
    if headed is None or any(problem.is_error for problem in problems):
        return None, problems
    article = dataclasses.replace(
        headed.article,
        body_html=settled.html,
        summary=headed.article.summary or settled.lead,
        prose=settled.prose,
        opening=settled.opening,
        word_count=settled.word_count,
        headings=settled.headings,
        links=settled.links,
        read_also=settled.read_also,
    )
    return article, problems


def _read_section(
    source: Source, config: ContentConfig, memory: Memory, files: Files
) -> tuple[SectionText | None, Problems]:
    """Read the text about a folder."""
    front, problems = _front(source, config)
    if front is None:
        return None, problems
    section, found = read_section(front, source, config)
    if section is None:
        return None, (*problems, *found)
    markup = markup_of(front.body, source.path, source.shown_path, front.body_line, section.lang, memory)
    settled, link_problems = settle_links(markup, files)
    problems = (*problems, *found, *markup.problems, *link_problems)
    if any(problem.is_error for problem in problems):
        return None, problems
    return dataclasses.replace(section, body_html=settled.html), problems
