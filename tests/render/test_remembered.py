from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import OutputFile
from generator.render.marks import rendering_ground
from generator.render.remembered import Remembered, packed
from generator.render.site import render_site
from generator.views import Site
from tests.assembly.builders import make_site, newspaper
from tests.builders import KeptMemory, make_article
from tests.render.builders import TEMPLATES, locales_of


def render(site: Site, memory: KeptMemory, *folders: Path) -> dict[str, bytes]:
    """Render a site without its search index."""
    bare = replace(site, editions=tuple(replace(edition, search=None) for edition in site.editions))
    files, problems = render_site(bare, [*folders, TEMPLATES], locales_of(site), lambda _done, _all: None, memory)
    assert not problems
    return {file.path: file.data for file in files}


def test_a_second_rendering_computes_no_page_and_gives_the_same_bytes() -> None:
    memory, site = KeptMemory(), make_site(**newspaper())
    first = render(site, memory)
    kept = dict(memory.answers)
    assert render(site, memory) == first
    assert memory.answers == kept


def test_after_an_edit_the_site_is_that_of_a_rendering_without_memory() -> None:
    memory = KeptMemory()
    render(make_site([make_article("A"), make_article("B")]), memory)
    kept = len(memory.answers)
    edited = make_site([make_article("A"), make_article("B", body_html="<p>Neuf.</p>")])
    assert render(edited, memory) == render(edited, KeptMemory())
    assert 0 < len(memory.answers) - kept < kept


def test_a_changed_template_is_not_answered_from_memory(tmp_path: Path) -> None:
    memory, site = KeptMemory(), make_site(**newspaper())
    render(site, memory)
    (tmp_path / "article.html").write_text("{{ page.url }}", "utf-8")
    files = render(site, memory, tmp_path)
    assert any(data == f"/{path.removesuffix('index.html')}".encode() for path, data in files.items())


def test_a_site_that_stands_is_rendered_only_where_somebody_asks_for_its_bytes_after_all() -> None:
    site = make_site(**newspaper())
    bare = replace(site, editions=tuple(replace(edition, search=None) for edition in site.editions))

    def files(memory: KeptMemory, standing: Mapping[str, bytes]) -> tuple[OutputFile, ...]:
        return render_site(bare, [TEMPLATES], locales_of(site), lambda _done, _all: None, memory, 1, standing)[0]

    marks = {file.path: file.mark for file in files(KeptMemory(), {}) if file.mark}
    memory = KeptMemory()
    named = files(memory, marks)
    assert not memory.answers
    assert {file.path: file.data for file in named} == render(site, KeptMemory())


def test_words_libraries_and_templates_are_the_ground(tmp_path: Path) -> None:
    locales = locales_of(make_site(**newspaper()))
    ground = rendering_ground([TEMPLATES], locales)
    assert rendering_ground([TEMPLATES], locales) == ground
    changed = {lang: replace(locale, words={**locale.words, "site.home": "Une"}) for lang, locale in locales.items()}
    assert rendering_ground([TEMPLATES], changed) != ground
    (tmp_path / "home.html").write_text("", "utf-8")
    assert rendering_ground([tmp_path, TEMPLATES], locales) != ground


@pytest.mark.parametrize("damage", [b"", b"not zlib"])
def test_a_damaged_answer_is_computed_again(damage: bytes) -> None:
    memory = KeptMemory()
    remembered = Remembered(memory)
    remembered.keep(b"mark", packed(b"one"))
    assert remembered.bytes_of(b"mark", lambda: b"two") == b"one"
    assert remembered.bytes_of(b"another", lambda: b"two") == b"two"
    memory.answers = dict.fromkeys(memory.answers, damage)
    assert remembered.bytes_of(b"mark", lambda: b"three") == b"three"
