"""`digest check` and `digest why`, run as programs; what they find is tested beside the modules that find it."""

import json
import re
from pathlib import Path

import pytest

from tests.site_folder import SiteFolder, article_text

LONG = " ".join(f"La phrase {n} parle du gel, du raisin et de Bordeaux en avril {n}." for n in range(20))


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.fill(12)
    return folder


def reprinted(site: SiteFolder) -> SiteFolder:
    site.write("content/monde/gel.md", article_text(1, "Gel", f"{LONG}\n"))
    site.write("content/monde/gel-encore.md", article_text(2, "Gel, encore", f"{LONG}\n"))
    return site


def test_a_sound_site_has_nothing_to_tell_and_nothing_is_published(site: SiteFolder) -> None:
    done = site.run("check")

    assert (done.returncode, done.stdout, done.stderr) == (0, b"0 errors, 0 warnings\n", b"")
    assert not site.output.exists()
    assert site.run("check", "--quiet").stdout == b""


def test_errors_and_warnings_are_told_together_and_end_with_1(site: SiteFolder) -> None:
    site.write("content/monde/faux.md", "---\ntitle: Faux\ndate: hier\n---\nTexte.\n")
    site.write("content/monde/n1.md", article_text(1, body="Lire aussi : Rien de tel\n\nTexte.\n"))
    done = site.run("check")

    assert done.returncode == 1
    assert re.search(rb'^content/monde/faux\.md:3:\d+: .*"hier"$', done.stdout, re.MULTILINE)
    assert done.stdout.endswith(b"1 error, 1 warning\n") or done.stdout.endswith(b"1 error, 0 warnings\n")


def test_a_reprint_is_told_with_its_original_and_a_cure(site: SiteFolder) -> None:
    told = reprinted(site).run("check").stdout.decode()

    assert "content/monde/gel-encore.md:1: warning: its text is that of content/monde/gel.md (100% of both)" in told
    assert "canonical_url" in told
    assert told.count("its text is that of") == 1
    assert site.run("check", "--strict").returncode == 1


@pytest.mark.parametrize("origin", ["canonical_url: https://www.example.org/gel", "lang: en"])
def test_a_reprint_with_an_origin_or_in_another_edition_is_none(site: SiteFolder, origin: str) -> None:
    site.write("site.toml", 'languages = ["fr", "en"]\n')
    site.write("content/monde/gel.md", article_text(1, "Gel", f"{LONG}\n"))
    site.write("content/monde/gel-encore.md", article_text(2, "Encore", f"{LONG}\n", extra=f"{origin}\n"))

    assert b"its text is that of" not in site.run("check").stdout


def test_json_holds_every_problem(site: SiteFolder) -> None:
    told = json.loads(reprinted(site).run("check", "--format", "json").stdout)

    assert (told["errors"], told["warnings"]) == (0, 1)
    assert told["problems"][0].keys() == {"path", "line", "column", "severity", "message", "cure"}
    assert told["problems"][0]["path"] == "content/monde/gel-encore.md"


def test_github_shows_problems_beside_their_lines(site: SiteFolder) -> None:
    told = reprinted(site).run("check", "--format", "github").stdout.decode().splitlines()

    assert told[0].startswith("::warning file=content/monde/gel-encore.md,line=1::its text is that of")
    assert "100%25 of both)%0AIs it an update?" in told[0]


def test_a_template_at_fault_is_told(site: SiteFolder) -> None:
    site.write("templates/404.html", "{{ site.nothing }}")
    done = site.run("check")

    assert done.returncode == 1
    assert b"404.html:1" in done.stdout


def test_related_articles_are_measured_by_the_links_of_the_editor(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, extra="related: n6\n"))
    site.write("content/monde/n2.md", article_text(2, body="Voir [la suite](n7.md). La NASA et le Brexit.\n"))
    site.write("content/monde/n4.md", article_text(4, body="Theresa May attend.\n\nLire aussi : Nouvelle 5 de OTAN\n"))
    told = json.loads(site.run("check", "--related", "--format", "json").stdout)["related"]

    assert told["links"] == 3
    assert told.keys() == {"links", "machine", "latest", "tags", "times_latest", "times_tags"}
    assert 0 <= told["machine"]["first_5"] <= told["machine"]["first_10"] <= 3
    assert b"3 links of the editor" in site.run("check", "--related").stdout


def test_without_links_of_the_editor_there_is_nothing_to_measure(site: SiteFolder) -> None:
    assert b"nothing to measure by" in site.run("check", "--related").stdout
    assert json.loads(site.run("check", "--related", "--format", "json").stdout)["related"]["times_latest"] is None


@pytest.mark.parametrize("names", [("content/monde/n1.md", "n11"), ("./monde/n1.md", "Nouvelle 11 de Russie")])
def test_why_tells_the_account_however_the_articles_are_named(site: SiteFolder, names: tuple[str, str]) -> None:
    told = site.run("why", *names).stdout.decode()

    assert "« Nouvelle 11 de Russie » (monde/n11.md)" in told
    assert re.search(r"under « Nouvelle 1 de Russie » \(monde/n1\.md\): no\. \d of 5, because", told)
    for line in ("similarity:", "text:", "tags:", "reasons told:", "section:", "date:"):
        assert f"  {line}" in told


def test_why_as_json_names_the_ground(site: SiteFolder) -> None:
    told = json.loads(site.run("why", "n1", "n11", "--format", "json").stdout)

    assert (told["article"], told["other"], told["ground"]) == ("monde/n1.md", "monde/n11.md", "alike")
    assert told["terms"][0].keys() == {"phrase", "adds", "here", "there"}


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("n1", "nowhere"), "nowhere: there is no such article"),
        (("n1", "monde/n1.md"), "no article is offered under itself"),
        (("n1", "english"), "in different languages"),
    ],
)
def test_why_of_what_is_not_there_ends_with_2(site: SiteFolder, names: tuple[str, str], message: str) -> None:
    site.write("site.toml", 'languages = ["fr", "en"]\n')
    site.write("content/monde/english.md", article_text(3, "English", extra="lang: en\n"))
    done = site.run("why", *names)

    assert done.returncode == 2
    assert message in done.stderr.decode()
