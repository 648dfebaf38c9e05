"""What becomes of addresses and ids over the edits of a folder, from end to end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from generator.assembly.selection import Moment
from generator.build import build
from generator.check import check_site, mend
from generator.config import SearchSettings, SiteConfig, TagRule, Vocabulary
from generator.errors import ContentError, Problem
from generator.memory import NoMemory
from generator.orders import Folders, Order
from generator.publish.ledger import read_ledger
from tests.golden.site import NOW
from tests.site_folder import ROOT, SiteFolder

CONFIG = SiteConfig(search=SearchSettings(enabled=False), base_url="https://a.example/")
NOON = Moment(NOW)
BODY = " ".join(f"mot{n}" for n in range(60))


def article(title: str = "Titre", body: str = BODY, extra: str = "", day: int = 1) -> str:
    return f"---\ntitle: {title}\ndate: 2017-02-{day:02}\n{extra}---\n{body}\n"


@dataclass
class Paper:
    """A site that is built again and again."""

    site: SiteFolder
    config: SiteConfig = CONFIG
    notices: list[str] = field(default_factory=list)

    @property
    def content(self) -> Path:
        return self.site.root / "content"

    @property
    def ledger(self) -> str:
        file = self.content / "urls.lock"
        return file.read_text("utf-8") if file.exists() else ""

    def folders(self, output: str = "output") -> Folders:
        root = self.site.root
        return Folders(root / "content", (ROOT / "templates",), root / output, root / ".cache", None, "content")

    def order(self, moment: Moment, *, strict: bool = False) -> Order:
        return Order(moment, strict=strict, jobs=1, progress=lambda *_: None, notice=self.notices.append)

    def build(self, output: str = "output", *, moment: Moment = NOON, strict: bool = False) -> tuple[Problem, ...]:
        return build(self.config, self.folders(output), self.order(moment, strict=strict)).warnings

    def write(self, path: str, text: str) -> None:
        self.site.write(f"content/{path}", text)

    def page(self, url: str) -> str:
        file = self.site.output / url.strip("/") / "index.html"
        return file.read_text("utf-8") if file.exists() else ""

    def ids(self) -> list[str]:
        return re.findall("<id>(.*?)</id>", (self.site.output / "feed.xml").read_text("utf-8"))

    def mend(self) -> tuple[str, ...]:
        return mend(self.config, self.folders(), self.order(NOON), NoMemory())


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    made = Paper(SiteFolder(tmp_path))
    made.write("monde/a.md", article("A", extra="tags: [OTAN]\n"))
    made.write("monde/b.md", article("B", BODY.replace("mot", "autre"), "tags: [OTAN]\n", day=2))
    assert made.build() == ()
    return made


def messages(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem).splitlines()[0] for problem in problems]


def test_the_first_build_writes_the_ledger_and_says_so(paper: Paper) -> None:
    assert paper.notices == [
        f"content/urls.lock has {len(paper.ledger.splitlines()) - 1} new or changed lines; commit it with the articles"
    ]
    lines = paper.ledger.splitlines()[1:]
    assert lines == sorted(lines)
    assert [line.split()[1] for line in lines if line.startswith(("/monde/a/ ", "/tags/otan/ ", "/feed.xml "))] == [
        "feed",
        "article",
        "page",
    ]


def test_a_second_build_leaves_the_ledger_alone(paper: Paper) -> None:
    before = (paper.content / "urls.lock").stat()
    paper.build()
    assert (paper.content / "urls.lock").stat().st_mtime_ns == before.st_mtime_ns
    assert len(paper.notices) == 1


def test_a_renamed_file_keeps_its_id_and_its_old_address_is_missed(paper: Paper) -> None:
    ids = paper.ids()
    (paper.content / "monde/a.md").rename(paper.content / "monde/neuf.md")
    (problem,) = paper.build()
    assert str(problem.location) == "content/monde/neuf.md:1"
    assert problem.message == "/monde/a/, where this article was published, leads nowhere now; it was monde/a.md"
    assert paper.ids() == ids
    with pytest.raises(ContentError):
        paper.build(strict=True)


def test_the_fix_leads_from_the_old_address_and_changes_nothing_else(paper: Paper) -> None:
    before = (paper.content / "monde/a.md").read_text("utf-8")
    (paper.content / "monde/a.md").rename(paper.content / "monde/neuf.md")
    paper.build()
    assert paper.mend() == ("content/monde/neuf.md: /monde/a/ leads here now",)
    after = (paper.content / "monde/neuf.md").read_text("utf-8")
    assert after.replace('aliases: ["/monde/a/"]\n', "") == before
    assert paper.build(strict=True) == ()
    assert 'url=/monde/neuf/"' in paper.page("/monde/a/")
    assert paper.mend() == ()


def test_the_fix_works_before_any_build_saw_the_new_name(paper: Paper) -> None:
    (paper.content / "monde/a.md").rename(paper.content / "monde/neuf.md")
    assert paper.mend() == ("content/monde/neuf.md: /monde/a/ leads here now",)


@pytest.mark.parametrize("mends", [True, False])
def test_a_new_file_at_the_old_place_gets_an_id_of_its_own(paper: Paper, mends: bool) -> None:
    ids = paper.ids()
    (paper.content / "monde/a.md").rename(paper.content / "monde/neuf.md")
    paper.build()
    if mends:
        paper.mend()
        paper.build()
    paper.write("monde/a.md", article("Autre", "Un tout autre texte.", "slug: tout-autre\n", day=3))
    paper.build()
    after = paper.ids()
    paper.build()
    assert paper.ids() == after
    assert len({*after}) == len(after) == len(ids) + 1
    assert {*ids} < {*after}


def test_a_deleted_article_is_told_with_its_line_in_the_ledger_as_it_was_just_written(paper: Paper) -> None:
    (paper.content / "monde/b.md").unlink()
    paper.write("economie/neuf.md", article("Neuf", "Un texte de trois lignes.", "tags: [OTAN]\n", day=3))
    for _build in range(2):
        (problem,) = paper.build()
        assert problem.location.path == "content/urls.lock"
        assert paper.ledger.splitlines()[problem.location.line - 1].startswith("/monde/b/ ")


def test_another_slug_or_section_is_missed_in_the_same_way(paper: Paper) -> None:
    ids = paper.ids()
    paper.write("monde/a.md", article("A", extra="slug: autre\nsection: sport\n"))
    (problem,) = paper.build()
    assert "/monde/a/, where this article was published, leads nowhere now" in problem.message
    assert paper.ids()[1:] == ids[1:]
    paper.mend()
    assert paper.build() == ()
    assert 'url=/sport/autre/"' in paper.page("/monde/a/")


def test_an_alias_that_is_taken_out_again_is_missed(paper: Paper) -> None:
    paper.write("monde/a.md", article("A", extra="aliases: [/vieux/]\n"))
    paper.build()
    paper.write("monde/a.md", article("A"))
    (problem,) = paper.build()
    assert problem.message.startswith("/vieux/")


def test_a_deleted_article_is_named_with_its_last_source(paper: Paper) -> None:
    (paper.content / "monde/a.md").unlink()
    (problem,) = paper.build()
    line = next(n for n, text in enumerate(paper.ledger.splitlines(), 1) if text.startswith("/monde/a/ "))
    assert str(problem.location) == f"content/urls.lock:{line}"
    assert problem.message == "/monde/a/ was published, and is gone; it was content/monde/a.md"
    assert paper.mend() == ()


def test_an_article_made_a_draft_is_missed_where_it_stands(paper: Paper) -> None:
    paper.write("monde/a.md", article("A", extra="draft: true\n"))
    assert messages(paper.build()) == [
        "content/monde/a.md:1: warning: /monde/a/ was published, and is gone, since this article is published no more"
    ]


def test_nothing_is_missed_at_an_earlier_moment(paper: Paper) -> None:
    assert paper.build("early", moment=Moment(datetime.fromisoformat("2017-02-01T12:00:00+01:00"))) == ()


@pytest.mark.parametrize(
    ("extra", "reason"),
    [("withdrawn: true\n", "retiré par la rédaction"), ("withdrawn: Photo truquée\n", "Photo truquée")],
)
def test_a_withdrawn_article_leaves_a_page_that_says_so(paper: Paper, extra: str, reason: str) -> None:
    paper.write("monde/a.md", article("A", extra=f"{extra}aliases: [/vieux/]\n"))
    assert paper.build(strict=True) == ()
    page = paper.page("/monde/a/")
    assert reason in page
    assert 'name="robots" content="noindex"' in page
    assert "mot7" not in page
    assert 'url=/monde/a/"' in paper.page("/vieux/")
    own = {"monde/a/index.html", "vieux/index.html"}
    assert [path for path, data in paper.site.files().items() if b"/monde/a/" in data and path not in own] == []
    assert "/monde/a/ withdrawn " in paper.ledger


def test_an_article_that_was_never_withdrawn_says_nothing(paper: Paper) -> None:
    paper.write("monde/a.md", article("A", extra="withdrawn: false\ntags: [OTAN]\n"))
    assert paper.build() == ()
    assert "mot7" in paper.page("/monde/a/")


def test_an_article_that_expired_after_it_was_published_leaves_that_page_too(paper: Paper) -> None:
    paper.write("monde/a.md", article("A", extra="expires: 2017-02-10\n"))
    paper.write("monde/c.md", article("C", "Jamais paru.", "expires: 2017-02-10\n"))
    assert paper.build(strict=True) == ()
    assert "retiré" in paper.page("/monde/a/")
    assert not paper.page("/monde/c/")


def test_ids_stay_when_the_site_moves(paper: Paper) -> None:
    ids = paper.ids()
    paper.config = replace(CONFIG, base_url="https://b.example/sub/")
    paper.write("monde/a.md", article("Autre titre", extra="tags: [OTAN]\n"))
    assert paper.build() == ()
    assert paper.ids() == ids
    assert "sub" not in paper.ledger


@pytest.mark.parametrize("word", ["42", "présentation", "a b:c", "<x:y>"])
def test_of_a_word_that_an_author_gives_an_id_is_made_that_atom_allows_and_that_stays(paper: Paper, word: str) -> None:
    paper.write("monde/b.md", article("B", BODY.replace("mot", "autre"), f'id: "{word}"\ntags: [OTAN]\n', day=2))
    (paper.content / "urls.lock").unlink()
    paper.build()
    ids = paper.ids()
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    paper.write("monde/neuf.md", article("B", "Réécrit.", f'id: "{word}"\nslug: b\ntags: [OTAN]\n', day=2))
    (paper.content / "monde/b.md").unlink()
    assert paper.build() == ()
    assert paper.ids() == ids


def test_a_word_that_two_articles_have_for_an_id_is_an_error(paper: Paper) -> None:
    paper.write("monde/c.md", article("C", "Trois.", "id: 42\n"))
    paper.build()
    paper.write("monde/d.md", article("D", "Quatre.", "id: 42\n"))
    with pytest.raises(ContentError) as raised:
        paper.build()
    assert [str(problem).splitlines()[0] for problem in raised.value.problems] == [
        "content/monde/d.md:4: its `id` is that of content/monde/c.md too"
    ]


def test_the_page_of_a_tag_that_is_gone_leads_to_the_tags_and_its_feed_stays(paper: Paper) -> None:
    paper.write("monde/a.md", article("A"))
    assert paper.build() == ()
    assert 'url=/tags/"' in paper.page("/tags/otan/")
    feed = (paper.site.output / "tags/otan/feed.xml").read_text("utf-8")
    assert "<entry>" not in feed
    assert re.findall("<id>(.*?)</id>", feed)[0] in paper.ledger


def test_the_page_of_a_merged_tag_leads_to_the_tag(paper: Paper) -> None:
    rule = TagRule(label="Alliance", aliases=("OTAN",))
    paper.config = replace(CONFIG, vocabularies={"fr": Vocabulary(rules=(rule,))})
    assert paper.build() == ()
    assert 'url=/tags/alliance/"' in paper.page("/tags/otan/")


@pytest.mark.parametrize("moment", [Moment(NOW, drafts=True), Moment(NOW, future=True)])
def test_a_preview_is_not_noted(paper: Paper, moment: Moment) -> None:
    before = paper.ledger
    paper.write("monde/c.md", article("C", "Nouveau texte."))
    paper.build(moment=moment)
    assert paper.ledger == before


def test_a_copy_beside_the_published_site_is_not_noted(paper: Paper) -> None:
    before = paper.ledger
    paper.write("monde/c.md", article("C", "Nouveau texte."))
    paper.build("elsewhere")
    assert paper.ledger == before


def test_an_output_of_another_name_is_the_site_where_there_is_no_other(tmp_path: Path) -> None:
    paper = Paper(SiteFolder(tmp_path))
    paper.write("monde/a.md", article("A"))
    paper.build("public")
    assert "/monde/a/ article" in paper.ledger


def test_a_ledger_that_cannot_be_written_is_a_notice_and_the_next_build_makes_up_for_it(paper: Paper) -> None:
    paper.write("monde/c.md", article("C", "Nouveau texte."))
    before = paper.ledger
    (paper.content / "urls.lock").unlink()
    (paper.content / ".urls.lock.digest").mkdir()
    (paper.content / ".urls.lock.digest/x").mkdir()
    paper.build()
    assert "/monde/c/" in paper.ledger
    assert set(before.splitlines()) < set(paper.ledger.splitlines())


def test_a_damaged_ledger_stops_the_build_and_the_site_stands(paper: Paper) -> None:
    before = paper.site.files()
    (paper.content / "urls.lock").write_text(paper.ledger.replace("/monde/a/ ", "<<<<<<< HEAD\n/monde/a/ "), "utf-8")
    with pytest.raises(ContentError) as caught:
        paper.build()
    assert [problem.message for problem in caught.value.problems] == ["a merge left its marks"]
    assert paper.site.files() == before


def test_a_ledger_that_is_a_link_out_of_the_content_folder_is_neither_read_nor_written(
    paper: Paper, tmp_path: Path
) -> None:
    file, elsewhere = paper.content / "urls.lock", tmp_path / "elsewhere.txt"
    file.unlink()
    file.symlink_to(elsewhere)
    with pytest.raises(ContentError) as caught:
        paper.build()
    assert [problem.message for problem in caught.value.problems] == ["this link leads out of the content folder"]
    assert not elsewhere.exists()


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", None])
def test_a_ledger_that_is_no_text_is_named(paper: Paper, damage: bytes | None) -> None:
    file = paper.content / "urls.lock"
    file.unlink()
    if damage is None:
        file.mkdir()
    else:
        file.write_bytes(damage)
    (problem,) = read_ledger(paper.content, "content")[1]
    assert problem.message.startswith(("cannot be read", "is not a ledger"))
    with pytest.raises(ContentError):
        paper.build()


def test_check_tells_the_same_as_the_build(paper: Paper) -> None:
    (paper.content / "monde/a.md").unlink()
    found = check_site(paper.config, paper.folders(), paper.order(NOON), NoMemory())
    assert found == paper.build()
