"""What a build is told, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assembly.selection import Moment
from generator.errors import Problem
from generator.model import Publication
from generator.workforce import ALONE, Workforce

if TYPE_CHECKING:  # a build that changes nothing does without them
    from generator.assembly.galley import Galley
    from generator.config import SiteConfig
    from generator.content.internal_links import Files

Problems = tuple[Problem, ...]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are.

    Attributes:
        content: Articles, `tags.toml`, files to publish as they are.
        templates: Where templates are looked for, the site's own folder first.
        output: The site.
        cache: The memory of expensive answers.
        site_file: `site.toml`, or None.
        shown_content: How messages name the content folder.
    """

    content: Path
    templates: tuple[Path, ...]
    output: Path
    cache: Path
    site_file: Path | None
    shown_content: str

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All that a build reads."""
        return (self.content, *self.templates, *((self.site_file,) if self.site_file else ()))


@dataclass(frozen=True, slots=True)
class Standing:
    """A site that stands, for whoever goes on from it.

    Attributes:
        config: Its configuration.
        files: What its content folder held.
        moment: For when it was built.
        galley: What the pages of its articles were set on.
    """

    config: SiteConfig
    files: Files
    moment: Moment
    galley: Galley


Stands = Callable[[Standing], None]


@dataclass(frozen=True, slots=True)
class Order:
    """How a build is wanted.

    Attributes:
        moment: For when, and what is shown before its time.
        strict: Whether warnings stop the publication.
        jobs: Threads that may make pictures at the same time.
        progress: Told the step, how much of it is done, and of how much.
        notice: Told one line about what is unusual but no problem of the content.
        keep_going: Whether files with errors are left out, and the rest is published.
        workforce: Who does the work on single articles.
        stands: Told what stands when it is in place; None when nobody wants to know.
    """

    moment: Moment
    strict: bool
    jobs: int
    progress: Progress
    notice: Callable[[str], None]
    keep_going: bool = False
    workforce: Workforce = ALONE
    stands: Stands | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, in numbers, and what it met.

    Attributes:
        articles, tags, pages: What the site has.
        publication: What was done to its files.
        warnings: Defects of the content that did not stop the build.
        notices: What else was told, and holds for the next build too.
        errors: Defects for which files were left out, and warnings of a strict build that kept going.
        left_out: Number of these files.
    """

    articles: int
    tags: int
    pages: int
    publication: Publication
    warnings: Problems
    notices: tuple[str, ...] = ()
    errors: Problems = ()
    left_out: int = 0

    def __str__(self) -> str:
        """Write the line that ends a build, without its time."""
        files = self.publication
        return (
            f"{self.articles} articles, {self.tags} tags, {self.pages} pages, {files.written} written, "
            f"{files.unchanged} unchanged, {files.deleted} deleted, {len(self.warnings)} warnings"
        )
