"""What is published when files with errors are left out, from end to end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.photographs import photograph
from tests.site_folder import SiteFolder, article_text
from tests.test_build import BROKEN

SITE = "[search]\nenabled = false\n"
FAULT = "---\ntitle: A\n---\n"
LATE = "2017-04-02T12:00:00+02:00"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.write("site.toml", SITE)
    folder.fill(6)
    return folder


def kept_going(site: SiteFolder, *more: str) -> tuple[int, list[str]]:
    """Build what can be built; give the exit code and what was said of problems."""
    done = site.run("build", "--keep-going", "--now", LATE, *more)
    return done.returncode, done.stderr.decode().splitlines()


def built(site: SiteFolder) -> None:
    site.build("--now", LATE)


def ledger(site: SiteFolder) -> str:
    return (site.root / "content/urls.lock").read_text("utf-8")


def page(site: SiteFolder, path: str) -> str:
    file = site.output / path / "index.html"
    return file.read_text("utf-8") if file.exists() else ""


def test_the_good_articles_are_published_and_every_broken_one_is_told(site: SiteFolder) -> None:
    for name, text in BROKEN.items():
        site.write(f"content/monde/{name}.md", text)
    code, said = kept_going(site)
    assert code == 1
    assert all(any(line.startswith(f"content/monde/{name}.md:") for line in said) for name in BROKEN)
    errors = re.fullmatch(r"(\d+) errors; 10 files left out, the rest is published", said[-1])
    assert errors
    assert int(errors[1]) >= len(BROKEN)
    assert page(site, "monde/n1")
    assert not any((site.output / "monde" / name).exists() for name in BROKEN)


def test_the_rest_is_the_site_without_the_broken_files(site: SiteFolder) -> None:
    built(site)
    site.write("content/monde/zz.md", FAULT)
    before = site.files()
    assert kept_going(site)[0] == 1
    assert site.files() == before


def test_without_errors_it_is_a_build_like_any_other(site: SiteFolder) -> None:
    assert kept_going(site)[0] == 0
    first = site.files()
    built(site)
    assert site.files() == first


def test_the_next_build_tells_the_same_until_the_file_is_corrected(site: SiteFolder) -> None:
    built(site)
    good = (site.root / "content/monde/n1.md").read_text("utf-8")
    clean = site.files()
    site.write("content/monde/n1.md", FAULT)
    first = kept_going(site)
    assert first[0] == 1
    assert kept_going(site) == first
    assert not page(site, "monde/n1")
    site.write("content/monde/n1.md", good)
    assert kept_going(site) == (0, [])
    assert site.files() == clean


def test_a_file_that_is_left_out_is_not_called_lost_and_keeps_its_lines(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, extra="aliases: [/vieux/]\n"))
    built(site)
    before = ledger(site)
    site.write("content/monde/n1.md", FAULT)
    _code, said = kept_going(site)
    assert said == [
        "content/monde/n1.md:1: `date` is missing",
        said[1],
        "1 error; 1 file left out, the rest is published",
    ]
    assert ledger(site) == before


def test_its_id_is_not_given_to_an_article_that_reads_the_same(site: SiteFolder) -> None:
    body = " ".join(f"mot{number}" for number in range(60)) + "\n"
    site.write("content/monde/n1.md", article_text(1, body=body))
    built(site)
    (line,) = re.findall("^/monde/n1/ .*$", ledger(site), re.MULTILINE)
    site.write("content/monde/n1.md", FAULT)
    site.write("content/monde/copie.md", article_text(1, title="Copie", body=body))
    assert kept_going(site)[0] == 1
    (other,) = re.findall("^/monde/copie/ .*$", ledger(site), re.MULTILINE)
    assert line in ledger(site)
    assert line.split()[2] != other.split()[2]


def test_its_address_is_not_given_to_another_article(site: SiteFolder) -> None:
    built(site)
    before = ledger(site)
    site.write("content/monde/n1.md", FAULT)
    site.write("content/monde/intrus.md", article_text(2, extra="slug: n1\n"))
    code, said = kept_going(site)
    assert code == 1
    assert "content/monde/intrus.md:1: /monde/n1/ is the address of content/monde/n1.md" in "\n".join(said)
    assert said[-1] == "2 errors; 2 files left out, the rest is published"
    assert not page(site, "monde/n1")
    assert ledger(site) == before


def test_a_link_to_it_becomes_text_with_a_warning(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", FAULT)
    site.write("content/monde/n2.md", article_text(2, body="Voir [la suite](n1.md).\n"))
    code, said = kept_going(site)
    assert code == 1
    (told,) = [line for line in said if line.startswith("content/monde/n2.md")]
    assert "warning: a link leads to" in told
    assert ">la suite</a>" in page(site, "monde/n2")
    assert "href=" not in re.findall("<a[^>]*>la suite", page(site, "monde/n2"))[0]


def test_of_two_articles_of_one_address_one_is_left_out(site: SiteFolder) -> None:
    site.write("content/monde/a.md", article_text(1, extra="slug: meme\n"))
    site.write("content/monde/b.md", article_text(2, extra="slug: meme\n"))
    code, said = kept_going(site)
    assert (code, said[-1]) == (1, "1 error; 1 file left out, the rest is published")
    assert "content/monde/a.md and content/monde/b.md" in "\n".join(said)
    assert page(site, "monde/meme")


def test_of_two_articles_of_one_address_the_one_that_stood_there_stays(site: SiteFolder) -> None:
    site.write("content/monde/b.md", article_text(2, extra="slug: meme\n"))
    built(site)
    before = ledger(site), page(site, "monde/meme")
    site.write("content/monde/a.md", article_text(1, extra="slug: meme\n"))
    code, said = kept_going(site)
    assert (code, said[-1]) == (1, "1 error; 1 file left out, the rest is published")
    assert (ledger(site), page(site, "monde/meme")) == before


def test_an_unsafe_drawing_is_left_out_with_the_article_that_shows_it(site: SiteFolder) -> None:
    site.write("content/monde/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    site.write("content/monde/n1.md", article_text(1, body="![croquis](x.svg)\n"))
    code, said = kept_going(site)
    assert (code, said[-1]) == (1, "2 errors; 2 files left out, the rest is published")
    assert not list(site.output.rglob("*x.svg"))
    assert not page(site, "monde/n1")


def test_a_broken_picture_costs_the_article_that_shows_it_and_no_other(site: SiteFolder) -> None:
    site.write("content/monde/zz.md", FAULT)
    site.write("content/monde/n1.md", article_text(1, body="![vue](x.jpg)\n"))
    cut_off = photograph()[:2000]
    (site.root / "content/monde/x.jpg").write_bytes(cut_off)
    code, said = kept_going(site)
    assert (code, said[-1]) == (1, "2 errors; 2 files left out, the rest is published")
    assert any("n1.md" in line and "is broken" in line for line in said)
    assert not page(site, "monde/n1")
    assert page(site, "monde/n2")


STOPS = {
    "template": ("templates/tag.html", "{{ page.nothing }}\n"),
    "configuration": ("site.toml", "taggs = 1\n"),
    "section": ("content/monde/_index.md", "---\ntitle: [\n---\n"),
    "static file": ("content/static/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    "ledger": ("content/urls.lock", "rubbish\n"),
}


@pytest.mark.parametrize("what", STOPS)
def test_what_is_no_article_stops_the_publication_all_the_same(site: SiteFolder, what: str) -> None:
    built(site)
    before = site.files()
    site.write("content/monde/n1.md", FAULT)
    site.write(*STOPS[what])
    done = site.run("build", "--keep-going")
    assert done.returncode in {1, 2}
    assert STOPS[what][0] in done.stderr.decode()
    assert b"nothing was published" in done.stderr
    assert site.files() == before


def test_an_empty_rest_never_takes_the_place_of_a_site(site: SiteFolder) -> None:
    built(site)
    before = site.files()
    for file in (site.root / "content").rglob("*.md"):
        file.write_text(FAULT)
    code, said = kept_going(site)
    assert (code, said[-1]) == (1, "6 errors; nothing was published")
    assert site.files() == before


def test_nothing_is_published_where_there_is_no_site_and_no_rest(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.write("content/monde/a.md", FAULT)
    assert kept_going(folder)[1][-1] == "1 error; nothing was published"
    assert not folder.output.exists()


def test_warnings_of_a_strict_build_that_keeps_going_leave_nothing_out(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, body="Lire aussi : Rien de tel\n"))
    for _ in range(2):
        code, said = kept_going(site, "--strict")
        assert (code, said[-1]) == (1, "1 error; the site is published")
    assert page(site, "monde/n1")


def test_errors_are_told_quietly_too(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", FAULT)
    done = site.run("build", "--keep-going", "--quiet")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines()[-1] == "1 error; 1 file left out, the rest is published"


def test_a_file_in_the_place_of_a_page_is_left_out(site: SiteFolder) -> None:
    site.write("content/404.html", "<p>Rien.</p>")
    code, said = kept_going(site)
    assert "content/404.html: two want the address /404.html: a page of the site and the file 404.html" in said
    assert (code, said[-1]) == (1, "1 error; 1 file left out, the rest is published")
