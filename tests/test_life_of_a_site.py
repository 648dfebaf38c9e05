"""The life of a site: edits of every kind in any order, with builds between them, end in what a clean build makes."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from generator.assembly.selection import Moment
from generator.build import build
from generator.config import SearchSettings, SiteConfig
from generator.errors import ContentError
from generator.last_build import footing_of, last_report
from generator.orders import Folders, Order
from generator.publish.manifest import MANIFEST
from tests.golden.site import NOW
from tests.site_folder import ROOT, SiteFolder, article_text

TEMPLATES = ROOT / "tests" / "golden" / "templates"
CONFIG = SiteConfig(languages=("fr", "en"), search=SearchSettings(enabled=False))
NUMBERS = st.integers(0, 5)
SECTIONS = st.sampled_from(["monde", "sport", "monde/asie"])
DAMAGE = st.sampled_from([b"", b"\x00" * 64, b"{", b"not a memory\n"])
FOREIGN = {"CNAME": b"www.example.org\n", ".git/HEAD": b"ref: refs/heads/main\n", "own/page.html": b"<p>own</p>"}


class LifeOfASite(RuleBasedStateMachine):
    """Two builds of the same sources: one that has lived through everything, one made at the end from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.site = SiteFolder(Path(tempfile.mkdtemp(prefix="digest-life-")))
        self.foreign: dict[str, bytes] = {}

    @initialize()
    def some_articles(self) -> None:
        self.site.fill(4)
        self.build()

    def articles(self) -> list[Path]:
        return sorted((self.site.root / "content").rglob("*.md"))

    def chosen(self, number: int) -> Path | None:
        articles = self.articles()
        return articles[number % len(articles)] if articles else None

    @rule(number=NUMBERS, section=SECTIONS)
    def write(self, number: int, section: str) -> None:
        self.site.write(f"content/{section}/w{number}.md", article_text(number))

    @rule(number=NUMBERS, word=st.sampled_from(["attend encore", "a dit non", "est à Londres"]))
    def edit(self, number: int, word: str) -> None:
        if file := self.chosen(number):
            file.write_text(file.read_text("utf-8").replace("attend", word), "utf-8")

    @rule(number=NUMBERS, title=st.sampled_from(["Un autre titre", "La NASA : « oui »", "A & B <b>"]))
    def retitle(self, number: int, title: str) -> None:
        if file := self.chosen(number):
            file.write_text(article_text(number, title=f"'{title} {number}'"), "utf-8")

    @rule(number=NUMBERS, tag=st.sampled_from(["OTAN", "otan", "Espace", "NASA"]))
    def tag(self, number: int, tag: str) -> None:
        if file := self.chosen(number):
            file.write_text(article_text(number, extra=f"tags: [{tag}]\n"), "utf-8")

    @rule(number=NUMBERS)
    def hold_back(self, number: int) -> None:
        if file := self.chosen(number):
            file.write_text(article_text(number, extra="draft: true\n"), "utf-8")

    @rule(number=NUMBERS)
    def translate(self, number: int) -> None:
        if (file := self.chosen(number)) and not file.name.endswith(".en.md"):
            text = article_text(
                number, title=f"News {number}", body="NATO met Russia. NATO waits, and Russia answers.\n"
            )
            file.with_name(f"{file.stem}.en.md").write_text(text, "utf-8")

    @rule(number=NUMBERS)
    def rename(self, number: int) -> None:
        if file := self.chosen(number):
            file.rename(file.with_name(f"r{number}-{file.name}"))

    @rule(number=NUMBERS, section=SECTIONS)
    def move(self, number: int, section: str) -> None:
        if file := self.chosen(number):
            folder = self.site.root / "content" / section
            folder.mkdir(parents=True, exist_ok=True)
            file.rename(folder / file.name)

    @rule(number=NUMBERS)
    def delete(self, number: int) -> None:
        if (file := self.chosen(number)) and len(self.articles()) > 1:
            file.unlink()

    @rule(word=st.sampled_from(["A", "B"]))
    def change_a_template(self, word: str) -> None:
        self.site.write(
            "templates/404.html",
            '{% extends "base.html" %}{% block title %}x{% endblock %}{% block description %}x{% endblock %}'
            "{% block content %}" + word + "{% endblock %}",
        )

    @rule(path=st.sampled_from(sorted(FOREIGN)))
    def put_a_file_of_ones_own(self, path: str) -> None:
        file = self.site.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(FOREIGN[path])
        self.foreign[path] = FOREIGN[path]

    @rule(number=NUMBERS)
    def lose_a_published_file(self, number: int) -> None:
        published = [p for p in sorted(self.site.output.rglob("*.html")) if "own" not in p.parts]
        if published:
            published[number % len(published)].unlink()

    @rule(number=NUMBERS, damage=DAMAGE)
    def damage_the_memory(self, number: int, damage: bytes) -> None:
        files = sorted(p for p in (self.site.root / ".cache").rglob("*") if p.is_file())
        if files:
            files[number % len(files)].write_bytes(damage)

    @rule()
    def forget_everything(self) -> None:
        shutil.rmtree(self.site.root / ".cache", ignore_errors=True)

    @rule()
    def build(self) -> None:
        self.made("output", ".cache")

    def made(self, output: str, cache: str) -> bool:
        """Build, and tell whether a site was put in place: clashes and empty sites are refused."""
        root = self.site.root
        folders = Folders(
            root / "content", (root / "templates", TEMPLATES), root / output, root / cache, None, "content"
        )
        order = Order(Moment(NOW), strict=False, jobs=1, progress=lambda *_: None, notice=lambda _: None)
        footing = footing_of(folders, (), "program", time.time_ns)
        if footing and last_report(footing, folders, lambda _zone: NOW):
            return True
        try:
            build(CONFIG, folders, order, footing)
        except ContentError:
            return False
        return True

    def teardown(self) -> None:
        try:
            was_made = self.made("output", ".cache")
            lived = self.site.files()
            is_clean_made = self.made("clean", ".clean")
            assert {path: lived.get(path) for path in self.foreign} == self.foreign
            if was_made:
                assert is_clean_made
                clean = self.site.files("clean")
                assert {path: data for path, data in lived.items() if path not in self.foreign} == clean
                assert MANIFEST in clean
        finally:
            shutil.rmtree(self.site.root)


LifeOfASite.TestCase.settings = settings(
    max_examples=settings().max_examples // 2,
    stateful_step_count=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_a_site_that_lived_through_edits_equals_one_that_is_built_from_nothing = LifeOfASite.TestCase
