"""Pages of saved articles, made without building the site."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.assembly.selection import Moment
from generator.build import build, look_at_site
from generator.config_files import load_config
from generator.orders import Folders, Order, Standing, Stands
from generator.proofs import MOST, Proofs
from generator.workforce import ALONE
from tests.golden.site import EXPECTED, HERE, NOW

CONFIG = load_config(HERE / "site.toml", HERE / "content/tags.toml")
ORDER = Order(Moment(NOW), strict=False, jobs=1, progress=lambda *_: None, notice=lambda _: None)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Copy the golden site."""
    content, templates = tmp_path / "content", tmp_path / "templates"
    shutil.copytree(HERE / "content", content)
    shutil.copytree(HERE / "templates", templates)
    return Folders(content, (templates,), tmp_path / "output", tmp_path / "cache", None, "content")


def proofs_for(folders: Folders) -> Proofs:
    def look(stands: Stands) -> None:
        look_at_site(CONFIG, folders, dataclasses.replace(ORDER, stands=stands))

    proofs = Proofs(folders, ALONE, look)
    proofs.make_ready()
    return proofs


@pytest.fixture
def proofs(folders: Folders) -> Proofs:
    return proofs_for(folders)


def edit(folders: Folders, path: str, old: str, new: str) -> Path:
    file = folders.content / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def articles(folders: Folders) -> Iterator[Path]:
    return (file for file in folders.content.rglob("*.md") if file.name != "_index.md")


def test_the_proof_of_an_article_that_did_not_change_is_its_page(folders: Folders, proofs: Proofs) -> None:
    made = proofs.of([*articles(folders)])
    assert len(made) > 5
    assert made == {path: (EXPECTED / path).read_bytes() for path in made}


def test_a_build_leaves_what_proofs_are_made_of(folders: Folders) -> None:
    def never(_stands: Stands) -> None:
        pytest.fail("there is nothing to look for")

    proofs = Proofs(folders, ALONE, never)
    build(CONFIG, folders, dataclasses.replace(ORDER, stands=proofs.keep))
    proofs.make_ready()
    made = proofs.of([*articles(folders)])
    assert made == proofs_for(folders).of([*articles(folders)])


def test_the_proof_of_an_edit_is_the_page_that_the_next_build_makes(folders: Folders, proofs: Proofs) -> None:
    file = edit(folders, "sport/finale.md", "Anna Holm", "[*Anna* Holm](demi-finale.md)")
    made = proofs.of([file])
    build(CONFIG, folders, ORDER)
    assert made == {"sport/finale/index.html": (folders.output / "sport/finale/index.html").read_bytes()}
    assert b'/sport/demi-finale/"><em>Anna</em> Holm</a>' in made["sport/finale/index.html"]


def test_nothing_is_published(folders: Folders, proofs: Proofs) -> None:
    proofs.of([edit(folders, "sport/finale.md", "title: ", "title: Une ")])
    assert not folders.output.exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n---\n", "\ndraft: true\n---\n"),
        ("\n---\n", "\nslug: ailleurs\n---\n"),
        ("\n---\n", "\nwithdrawn: true\n---\n"),
        ("\n---\n", "\nexpires: 2017-02-17\n---\n"),
        ("\n---\n", "\n"),
        ("\n---\n", "\n---\n![Vue](rien.png)\n"),
    ],
    ids=["draft", "address", "withdrawn", "expired", "fence", "picture"],
)
def test_what_the_build_has_to_decide_waits_for_it(folders: Folders, proofs: Proofs, old: str, new: str) -> None:
    assert proofs.of([folders.content / "sport/finale.md"])
    assert proofs.of([edit(folders, "sport/finale.md", old, new)]) == {}


def test_what_the_site_does_not_have_waits_for_the_build(folders: Folders, proofs: Proofs) -> None:
    new = folders.content / "monde/new.md"
    new.write_bytes((folders.content / "monde/sommet.md").read_bytes())
    gone = folders.content / "sport/finale.md"
    gone.unlink()
    others = [folders.content / "monde/_index.md", folders.content / "tags.toml", folders.output / "monde/sommet.md"]
    assert proofs.of([new, gone, *others, *folders.templates[0].iterdir()]) == {}


def test_no_proofs_are_made_of_more_files_than_a_hand_saves(folders: Folders, proofs: Proofs) -> None:
    file = folders.content / "monde/sommet.md"
    others = [folders.content / f"monde/{number}.md" for number in range(MOST)]
    assert proofs.of([file, *others[1:]])
    assert proofs.of([file, *others]) == {}


def test_a_template_that_was_changed_is_heeded(folders: Folders, proofs: Proofs) -> None:
    template, article = folders.templates[0] / "article.html", folders.content / "sport/finale.md"
    template.write_text("new: {{ page.title }}", encoding="utf-8")
    proofs.of([template])
    assert proofs.of([article])["sport/finale/index.html"].startswith(b"new: ")


def test_a_broken_template_is_told_by_the_build_alone(folders: Folders, proofs: Proofs) -> None:
    template = folders.templates[0] / "article.html"
    template.write_text("{% if %}", encoding="utf-8")
    assert proofs.of([template, folders.content / "sport/finale.md"]) == {}


def test_no_proofs_are_made_as_long_as_nothing_stands(folders: Folders) -> None:
    proofs = Proofs(folders, ALONE, lambda _stands: None)
    proofs.make_ready()
    assert proofs.of([folders.content / "sport/finale.md"]) == {}


def test_a_folder_behind_a_link_is_known(folders: Folders, proofs: Proofs) -> None:
    link = folders.content.with_name("link")
    link.symlink_to(folders.content, target_is_directory=True)
    assert proofs.of([link / "sport/finale.md"])


def test_a_site_without_articles_has_no_proofs(folders: Folders) -> None:
    told: list[Standing] = []
    shutil.rmtree(folders.content)
    folders.content.mkdir()
    look_at_site(CONFIG, folders, dataclasses.replace(ORDER, stands=told.append))
    assert [dict(standing.galley.pages) for standing in told] == [{}]
