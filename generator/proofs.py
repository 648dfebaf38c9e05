"""Proofs: the page of a saved article, shown to its editor at once, before the whole site is built again [I/O].

A proof is set on what the last build left (`assembly.galley`), and is never published. What it cannot know, or what is
wrong in the article, comes with the build that follows it, and is told there.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from generator.assembly.selection import published
from generator.config import SiteConfig
from generator.content.articles import parse_article
from generator.content.sources import read_source
from generator.errors import UsageError
from generator.orders import Folders, Standing, Stands
from generator.render.locales import load_locales
from generator.render.templates import TemplateError, Templates
from generator.workforce import Workforce

MOST = 20
"""Files of one change of which proofs are made; more were not written by hand, and nobody waits for one of them."""


class Proofs:
    """Makes proofs; may be asked by one thread while another builds."""

    def __init__(self, folders: Folders, workforce: Workforce, look: Callable[[Stands], None]) -> None:
        """Make ready.

        Args:
            folders: Those of the builds.
            workforce: Who reads articles; another process bounds the time of reading, a thread beside a build cannot.
            look: Tells what stands, should no build have told it.
        """
        self._folders = folders
        self._root = Path(os.path.realpath(folders.content))
        self._workforce = workforce
        self._look = look
        self._standing: Standing | None = None
        self._templates: Templates | None = None
        self._lock = threading.Lock()

    def keep(self, standing: Standing) -> None:
        """Keep what a build leaves."""
        with self._lock:
            self._standing = standing

    def make_ready(self) -> None:
        """Do what the first proof would have to wait for: find out what stands, start the reader, compile templates."""
        if self._standing is None:
            self._look(self.keep)
        with self._lock:
            if standing := self._standing:
                for path in [*standing.galley.pages][:1]:
                    self._proof(path, standing)

    def of(self, changed: Collection[Path]) -> Mapping[str, bytes]:
        """Make the proofs of what was changed.

        Args:
            changed: Files that were written, removed or made.

        Returns:
            Pages by path below the output: those of articles that the site has, in which nothing is wrong.
        """
        paths = {self._path(file) for file in changed}
        with self._lock:
            if "" in paths:
                self._templates = None
            if self._standing is None or len(paths) > MOST:
                return {}
            made = [self._proof(path, self._standing) for path in sorted(paths & self._standing.galley.pages.keys())]
        return {path: page for proof in made for path, page in proof.items()}

    def _path(self, file: Path) -> str:
        """Give the path of a file below the content folder; empty when it lies elsewhere."""
        real = Path(os.path.realpath(file.parent)) / file.name
        return real.relative_to(self._root).as_posix() if real.is_relative_to(self._root) else ""

    def _proof(self, path: str, standing: Standing) -> Mapping[str, bytes]:
        """Make one proof, if that can be done; the build tells why it cannot."""
        folders, config = self._folders, standing.config
        source = read_source(folders.content, folders.shown_content, path, config.limits)
        article = source and parse_article(source, standing.files, config.content, self._workforce)
        made = standing.galley.proof(article) if article and published((article,), standing.moment) else None
        if made is None:
            return {}
        site, page = made
        try:
            return {page.address.path: self._ready_templates(config).render(site, page).encode("utf-8", "replace")}
        except (TemplateError, UsageError):
            return {}

    def _ready_templates(self, config: SiteConfig) -> Templates:
        """Give the templates, compiled for earlier proofs unless something beside the content has changed since."""
        if self._templates is None:
            folders = self._folders.templates
            self._templates = Templates(folders, load_locales(config.languages, folders[0] / "locales"))
        return self._templates
