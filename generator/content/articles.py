"""Sources become articles, section texts and assets; every problem of every file is told in one go."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from generator.config import ContentConfig
from generator.content.images import image_size, raster_format
from generator.content.internal_links import Files, settle_links, settle_picture
from generator.content.manuscripts import manuscripts_of
from generator.content.places import is_article, naming_problem
from generator.content.remembered import Manuscript, with_body
from generator.content.svg import drawing_problem
from generator.errors import Location, Problem, sorted_problems, warning
from generator.memory import Memory, NoMemory
from generator.model import Article, Asset, Content, SectionText, Source
from generator.workforce import ALONE, Workforce

OTHER_FORMATS = re.compile(r"\.(?:mdx|mdown|mkdn?|rst|org|adoc|asciidoc|textile)$", re.IGNORECASE)
"""Files that are articles to other generators."""
PAGES = re.compile(r"\.(?:html?|njk|liquid|hbs|ejs|pug|haml|j2|jinja)$", re.IGNORECASE)
"""Files that are pages to other generators when they begin with front matter."""
Problems = tuple[Problem, ...]


def parse_content(
    sources: Sequence[Source], config: ContentConfig, memory: Memory, workforce: Workforce = ALONE
) -> tuple[Content, tuple[Problem, ...]]:
    """Read all that the content folder holds.

    Args:
        sources: Its files.
        config: Languages, zone and limits.
        memory: Where is remembered what was read.
        workforce: Who reads.

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
    written = [source for source in ordered if is_article(source.path)]
    for manuscript in manuscripts_of(written, config, memory, workforce):
        result, found = _settled(manuscript, files)
        problems += found
        if isinstance(result, Article):
            articles.append(result)
        elif isinstance(result, SectionText):
            sections.append(result)
    return Content(tuple(articles), tuple(sections), assets, paths=files.paths), sorted_problems(problems)


def parse_article(source: Source, files: Files, config: ContentConfig, workforce: Workforce = ALONE) -> Article | None:
    """Read one article among files that were read before.

    Args:
        source: Its file as it is now.
        files: What its links and pictures may be.
        config: Languages, zone and limits.
        workforce: Who reads.

    Returns:
        None when anything of it is wrong, or when it is the text about a section.
    """
    (manuscript,) = manuscripts_of([source], config, NoMemory(), workforce)
    result, _problems = _settled(manuscript, files)
    return result if isinstance(result, Article) else None


def _asset(source: Source, problems: list[Problem]) -> Asset:
    """Take a file that is no article as it is, if it is safe."""
    faults = naming_problem(source.path, source.shown_path), drawing_problem(source.shown_path, source.data)
    problems += (fault for fault in faults if fault)
    if OTHER_FORMATS.search(source.path) or (PAGES.search(source.path) and source.data.startswith((b"---", b"+++"))):
        cure = "Save it as Markdown, with a name that ends in .md, or remove it from the content folder."
        message = "this is no Markdown file; it is published as a file, not as an article"
        problems.append(warning(Location(source.shown_path), message, cure))
    size, raster = image_size(source.data), raster_format(source.data)
    return Asset(source.path, source.data, size=size, raster=raster, shown_path=source.shown_path)


def _settled(manuscript: Manuscript, files: Files) -> tuple[Article | SectionText | None, Problems]:
    """Give what a file becomes among the others: nothing, if anything of it is wrong."""
    body, found = settle_links(manuscript.body, files)
    problems = (*manuscript.problems, *body.problems, *found)
    target, fault = settle_picture(manuscript.picture, files) if manuscript.picture else ("", None)
    problems = (*problems, fault) if fault else problems
    head = manuscript.head
    if head is None or any(problem.is_error for problem in problems):
        return None, problems
    if isinstance(head, SectionText):
        return dataclasses.replace(head, body_html=str(body.html)), problems
    article = head if body is manuscript.body else with_body(head, body)
    if article.image and target:
        article = dataclasses.replace(article, image=dataclasses.replace(article.image, target=target))
    return article, problems
