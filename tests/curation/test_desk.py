"""The commands of `digest tags`, end to end on a small site."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.site_folder import SiteFolder, article_text

LONG = "Organisation du traité de l’Atlantique nord"
TAGS = """\
# Words of the desk.
[fr]
never = ["Bakou"]

# the alliance
[[fr.tag]]
label = "OTAN"
"""


def article(title: str, tags: str = "", body: str = "", day: int = 1, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2017-02-{day:02}\ntags: [{tags}]\n{extra}---\n{body or 'Un texte.'}\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """Give a site of two languages whose tags could be tidier."""
    folder = SiteFolder(tmp_path)
    folder.write("site.toml", 'title = "Le Fil"\nlanguages = ["fr", "en"]\n')
    folder.write("content/tags.toml", TAGS)
    text = f"L’{LONG} (OTAN) se réunit à Bakou. À Bakou, l’OTAN parle de Theresa May."
    folder.write("content/monde/sommet.md", article("Le sommet", f"OTAN, {LONG}", text, 1))
    folder.write("content/monde/suite.md", article("La suite", f"{LONG}, Theresa May", "Un texte.", 2))
    folder.write("content/monde/fin.md", article("La fin", "Teresa May, Iran", "Un texte.", 3))
    folder.write("content/monde/debut.md", article("Le début", "Teresa May, Irak", "Un texte.", 4))
    folder.write("content/world/summit.en.md", article("The summit", "NATO, Theresa May", "A text.", 5))
    return folder


def asked(site: SiteFolder, *arguments: str) -> Any:
    """Give the answer of a command as data."""
    done = site.run("tags", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


def told(site: SiteFolder, *arguments: str) -> str:
    """Give the answer of a command as text."""
    done = site.run("tags", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def refused(site: SiteFolder, *arguments: str) -> str:
    """Give what is said to a command line that cannot be followed."""
    before = site.files("content")
    done = site.run("tags", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert site.files("content") == before
    return done.stderr.decode()


def words(site: SiteFolder) -> Any:
    return tomllib.loads((site.root / "content/tags.toml").read_text("utf-8"))


def test_the_report_lists_every_tag_of_each_edition(site: SiteFolder) -> None:
    french, english = asked(site, "report")["editions"]
    assert (french["lang"], french["articles"], english["lang"], english["articles"]) == ("fr", 4, "en", 1)
    assert {tag["label"] for tag in english["tags"]} == {"NATO", "Theresa May"}
    by_label = {tag["label"]: tag for tag in french["tags"]}
    assert by_label["Teresa May"] == {
        "label": "Teresa May",
        "key": by_label["Teresa May"]["key"],
        "articles": 2,
        "declared": 2,
        "first": "2017-02-03",
        "last": "2017-02-04",
        "by": "authors",
        "thin": False,
        "swollen": False,
        "hidden": False,
        "near": ["Theresa May"],
        "spellings": [],
    }
    assert (by_label["OTAN"]["by"], by_label["OTAN"]["thin"]) == ("editor", True)


def test_the_report_is_also_a_table(site: SiteFolder) -> None:
    lines = told(site, "report", "--lang", "fr").splitlines()
    assert lines[0].startswith("fr: 4 articles, ")
    head = next(n for n, line in enumerate(lines) if line.startswith("TAG "))
    assert lines[head].split() == ["TAG", "ARTICLES", "DECLARED", "FIRST", "LAST", "BY", "REMARKS"]
    column = lines[head].index("FIRST")
    assert {line[column : column + 8] for line in lines[head + 1 :]} == {"2017-02-"}
    assert any("near Teresa May" in line for line in lines)


def test_suggestions_name_their_evidence_and_the_command_that_carries_them_out(site: SiteFolder) -> None:
    french, english = asked(site, "suggest")["editions"]
    assert english == {"lang": "en", "suggestions": []}
    pairs = [(s["merge"], s["into"], s["strength"]) for s in french["suggestions"]]
    assert pairs[0] == (LONG, "OTAN", "strong")
    assert ("Iran", "Irak", "weak") in pairs
    assert french["suggestions"][0]["command"] == f"digest tags merge '{LONG}' OTAN --lang fr"
    text = told(site, "suggest")
    assert f"digest tags merge '{LONG}' OTAN --lang fr" in text
    assert "1 article spells the abbreviation out" in text


def test_a_merge_writes_an_alias_and_leaves_the_rest_of_the_file(site: SiteFolder) -> None:
    assert "Organisation" in told(site, "merge", LONG, "OTAN")
    text = (site.root / "content/tags.toml").read_text("utf-8")
    assert text == TAGS + f'aliases = ["{LONG}"]\n'
    assert [s["merge"] for s in asked(site, "suggest", "--lang", "fr")["editions"][0]["suggestions"]] != [LONG]


def test_the_old_page_of_a_merged_tag_leads_to_the_new_one(site: SiteFolder) -> None:
    site.build()
    old = "tags/organisation-du-traite-de-l-atlantique-nord/index.html"
    assert b'http-equiv="refresh"' not in site.files()[old]
    told(site, "merge", LONG, "OTAN")
    site.build()
    files = site.files()
    assert re.search(rb'http-equiv="refresh" content="0; *url=[^"]*/tags/otan/"', files[old])
    assert "tags/otan/index.html" in files


def test_a_merge_makes_a_rule_and_a_file_where_there_is_none(site: SiteFolder) -> None:
    (site.root / "content/tags.toml").unlink()
    told(site, "merge", "Teresa May", "theresa may")
    assert words(site) == {"fr": {"tag": [{"label": "Theresa May", "aliases": ["Teresa May"]}]}}


def test_a_rule_that_is_merged_gives_its_words_and_its_address(site: SiteFolder) -> None:
    rule = (
        f'\n[[fr.tag]]\nlabel = "{LONG}"\nslug = "alliance"\naliases = ["le traité"]\ndescription = "Une alliance."\n'
    )
    site.write("content/tags.toml", TAGS + rule)
    site.build()
    assert "tags/alliance/index.html" in site.files()
    assert asked(site, "merge", LONG, "OTAN")["rule_went"] is True
    (kept,) = words(site)["fr"]["tag"]
    assert kept == {"label": "OTAN", "aliases": [LONG, "le traité", "alliance"], "description": "Une alliance."}
    site.build()
    assert b'http-equiv="refresh"' in site.files()["tags/alliance/index.html"]


def test_what_is_one_already_is_not_written_again(site: SiteFolder) -> None:
    told(site, "merge", LONG, "OTAN")
    before = site.files("content")
    assert "nothing was written" in told(site, "merge", LONG, "OTAN")
    assert site.files("content") == before


def test_a_pair_that_is_kept_apart_is_remembered_and_not_suggested_again(site: SiteFolder) -> None:
    assert "is not" in told(site, "keep-apart", "Irak", "iran")
    assert words(site)["fr"]["apart"] == [["Irak", "Iran"]]
    assert "Iran" not in told(site, "suggest")
    assert "already" in told(site, "keep-apart", "Iran", "Irak")
    assert words(site)["fr"]["apart"] == [["Irak", "Iran"]]


def test_a_quiet_decision_is_written_and_not_told(site: SiteFolder) -> None:
    assert told(site, "keep-apart", "Irak", "Iran", "--quiet") == ""
    assert told(site, "merge", "Teresa May", "Theresa May", "--quiet") == ""
    assert words(site)["fr"]["apart"] == [["Irak", "Iran"]]
    assert words(site)["fr"]["tag"][1] == {"label": "Theresa May", "aliases": ["Teresa May"]}


def test_a_merge_takes_a_refusal_back(site: SiteFolder) -> None:
    told(site, "keep-apart", "Irak", "Iran")
    told(site, "merge", "Irak", "Iran")
    assert "apart" not in words(site)["fr"]
    assert words(site)["fr"]["tag"][1] == {"label": "Iran", "aliases": ["Irak"]}


@pytest.mark.parametrize(
    ("arguments", "message", "cure"),
    [
        (("merge", "OTANN", "Iran"), "there is no tag “OTANN”", "Did you mean “OTAN”"),
        (("merge", "OTAN", "Zzz"), "there is no tag “Zzz”", "`digest tags report` lists the tags."),
        (("merge", "NATO", "OTAN"), "no edition has both “NATO” and “OTAN”", "`translations`"),
        (("merge", "Iran", "Irak", "--lang", "de"), '"de"', "Editions with articles: fr, en."),
        (("keep-apart", "OTAN", "otan"), "are one tag", "Delete the alias"),
        (("why", "OTAN", "sommets"), "there is no article “sommets”", "“monde/sommet.md”"),
        (("why", "Zzz", "sommet"), "there is no tag “Zzz”", "lists the tags"),
        (("why", "Iram", "fin"), "there is no tag “Iram”", "Did you mean “Iran”"),
        (("why", "Theresa May", "sommet", "--lang", "en"), "there is no article “sommet”", "“world/summit.en.md”"),
        (("report", "--lang", "xx"), '"xx"', "fr, en"),
    ],
)
def test_what_cannot_be_followed_is_told_with_a_cure(
    site: SiteFolder, arguments: tuple[str, ...], message: str, cure: str
) -> None:
    said = refused(site, *arguments)
    assert message in said
    assert cure in said


def test_tags_that_two_editions_have_need_a_language(site: SiteFolder) -> None:
    site.write("content/world/other.en.md", article("Other", "Iran, Irak"))
    assert "`--lang fr` or `--lang en`" in refused(site, "merge", "Iran", "Irak")
    told(site, "merge", "Iran", "Irak", "--lang", "en")
    assert words(site)["en"] == {"tag": [{"label": "Irak", "aliases": ["Iran"]}]}


def test_a_file_that_cannot_be_written_stays_and_is_told(site: SiteFolder, read_only: Callable[[Path], None]) -> None:
    read_only(site.root / "content")
    done = site.run("tags", "merge", "Iran", "Irak")
    assert done.returncode == 1
    assert "content/tags.toml: cannot be written" in done.stderr.decode()
    assert not list((site.root / "content").glob(".tags*"))


def test_the_file_keeps_its_mode_and_a_link_stays_one(site: SiteFolder) -> None:
    file = site.root / "content/tags.toml"
    file.rename(site.root / "words.toml")
    file.symlink_to("../words.toml")
    (site.root / "words.toml").chmod(0o640)
    told(site, "merge", "Iran", "Irak")
    assert file.is_symlink()
    assert stat.S_IMODE((site.root / "words.toml").stat().st_mode) == 0o640
    assert "Iran" in (site.root / "words.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["sommet", "sommet.md", "monde/sommet", "content/monde/sommet.md", "Le sommet"])
def test_an_article_is_found_by_all_that_related_accepts(site: SiteFolder, name: str) -> None:
    assert asked(site, "why", "OTAN", name)["article"] == "monde/sommet.md"


def test_why_says_what_decided(site: SiteFolder) -> None:
    declared, never, absent = (
        asked(site, "why", *pair) for pair in (("OTAN", "sommet"), ("Bakou", "sommet"), ("OTAN", "fin"))
    )
    assert [(why["is_borne"], why["outcome"]) for why in (declared, never, absent)] == [
        (True, "declared"),
        (False, "not_admitted"),
        (False, "not_mentioned"),
    ]
    assert never["standing"]["ground"]["name"] == "never"
    assert never["mention"]["count"] == 2
    assert absent["mention"] is None
    text = told(site, "why", "Bakou", "sommet")
    assert "Not borne: it is no tag of this edition: `never` in tags.toml refuses it." in text
    assert "score" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_drafts_count_on_request(site: SiteFolder) -> None:
    site.write("content/monde/brouillon.md", article("Brouillon", "Iran", day=6, extra="draft: true\n"))
    assert "--drafts" in refused(site, "why", "Iran", "brouillon")
    assert asked(site, "why", "Iran", "brouillon", "--drafts")["is_borne"] is True


def test_articles_at_fault_are_told_as_a_build_tells_them(site: SiteFolder) -> None:
    site.write("content/monde/faute.md", article_text(1).replace("date:", "date: le"))
    done = site.run("tags", "report")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "content/monde/faute.md:3" in done.stderr.decode()


def test_text_is_written_whatever_the_terminal_knows(site: SiteFolder) -> None:
    done = site.run("tags", "suggest", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"trait?" in done.stdout


def test_a_reader_who_leaves_is_no_error(site: SiteFolder) -> None:
    command = f"{sys.executable} -m generator tags report | head -n 1"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["sh", "-c", command], cwd=site.root, env=environment, capture_output=True, check=True)
    assert done.stderr == b""
