from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.assembly.selection import Moment
from generator.build import build
from generator.config import SearchSettings, SiteConfig
from generator.errors import ContentError, UsageError
from generator.orders import Folders, Order, Report
from generator.publish.manifest import MANIFEST
from tests.golden.site import NOW
from tests.site_folder import ROOT, SiteFolder, article_text, clean_environment


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.fill(9)
    return folder


def built(site: SiteFolder, output: str = "output", cache: str = ".cache", *, strict: bool = False) -> Report:
    content = site.root / "content"
    folders = Folders(content, (ROOT / "templates",), site.root / output, site.root / cache, None, "content")
    order = Order(Moment(NOW), strict=strict, jobs=1, progress=lambda *_: None, notice=lambda _: None)
    return build(SiteConfig(search=SearchSettings(enabled=False)), folders, order)


def test_the_closing_line_counts_articles_tags_pages_and_files(site: SiteFolder) -> None:
    first, second = built(site), built(site)
    files = len(site.files()) - 1  # the manifest is not counted
    assert (
        str(first)
        == f"9 articles, {first.tags} tags, {first.pages} pages, {files} written, 0 unchanged, 0 deleted, 0 warnings"
    )
    assert second.publication.written == 0
    assert second.publication.unchanged == files


def test_one_edit_writes_only_pages_that_show_it(site: SiteFolder) -> None:
    built(site)
    before = site.files()
    site.write("content/sport/n0.md", article_text(0).replace("attend", "attend encore"))
    report = built(site)
    after = site.files()
    changed = {path for path in after if after[path] != before.get(path)} - {MANIFEST}
    assert "sport/n0/index.html" in changed
    assert report.publication.written == len(changed)
    assert len(changed) < len(after) / 2
    assert "monde/n1/index.html" not in changed


BROKEN = {
    "fence": "---\ntitle: A\ndate: 2017-02-01\n\nTexte.\n",
    "date": "---\ntitle: A\ndate: 32 mars 2017\n---\n",
    "no-date": "---\ntitle: A\n---\nTexte.\n",
    "no-title": "---\ndate: 2017-02-01\n---\nTexte.\n",
    "yaml": "---\ntitle: [A\ndate: 2017-02-01\n---\n",
    "twice": "---\ntitle: A\ntitle: B\ndate: 2017-02-01\n---\n",
    "slug": "---\ntitle: A\ndate: 2017-02-01\nslug: ../../a\n---\n",
    "image": "---\ntitle: A\ndate: 2017-02-01\n---\n![x](rien.png)\n",
    "script": "---\ntitle: A\ndate: 2017-02-01\nsource: {name: x, url: 'javascript:1'}\n---\n",
    "empty": "",
}


def test_ten_broken_articles_are_told_in_one_run_and_nothing_is_published(site: SiteFolder) -> None:
    site.build()
    before = site.files()
    for name, text in BROKEN.items():
        site.write(f"content/monde/{name}.md", text)
    done = site.run("build")
    told = done.stderr.decode()
    assert done.returncode == 1
    for name in BROKEN:
        assert f"content/monde/{name}.md:" in told
    assert "    Write it as 2017-03-31" in told
    assert site.files() == before


def test_two_articles_of_one_address_are_an_error_that_names_both(site: SiteFolder) -> None:
    site.write("content/monde/a.md", article_text(1, extra="slug: meme\n"))
    site.write("content/monde/b.md", article_text(2, extra="slug: meme\n"))
    with pytest.raises(ContentError) as caught:
        built(site)
    (problem,) = caught.value.problems
    assert "content/monde/a.md and content/monde/b.md" in problem.message


def test_warnings_stop_a_strict_build_only(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, body="Lire aussi : Rien de tel\n"))
    assert len(built(site).warnings) == 1
    with pytest.raises(ContentError):
        built(site, strict=True)


def test_an_empty_folder_does_not_replace_a_site(site: SiteFolder) -> None:
    built(site)
    before = site.files()
    for file in (site.root / "content").rglob("*.md"):
        file.unlink()
    with pytest.raises(ContentError, match="1 problems"):
        built(site)
    assert site.files() == before


def test_a_folder_without_articles_gives_a_site_and_a_warning(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    report = built(SiteFolder(tmp_path))
    assert [warning.message for warning in report.warnings] == ["there are no articles"]
    assert (tmp_path / "output/index.html").is_file()


def test_a_broken_template_is_told_with_its_line(site: SiteFolder) -> None:
    site.write("templates/tag.html", "<p>\n{{ page.nothing }}\n")
    done = site.run("build")
    assert done.returncode == 1
    assert "templates/tag.html:2: " in done.stderr.decode()
    assert "nothing" in done.stderr.decode()


def test_a_broken_partial_is_told_once_and_not_for_each_page(site: SiteFolder) -> None:
    site.write("templates/partials/footer.html", "{{ nothing }}\n")
    done = site.run("build")
    assert done.returncode == 1
    assert done.stderr.decode().count("is undefined") == 1


def test_articles_that_are_all_at_fault_are_not_called_missing(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.write("content/monde/a.md", "---\ntitle: Sommet\n---\nTexte.\n")
    with pytest.raises(ContentError) as raised:
        built(folder)
    assert [problem.message for problem in raised.value.problems] == ["`date` is missing"]


def test_the_output_may_not_be_the_content(site: SiteFolder) -> None:
    with pytest.raises(UsageError):
        built(site, "content")


def test_files_of_others_in_the_output_stay_and_our_old_ones_go(site: SiteFolder) -> None:
    built(site)
    (site.output / "CNAME").write_text("example.org\n")
    (site.root / "content/monde/n1.md").unlink()
    built(site)
    assert (site.output / "CNAME").read_text() == "example.org\n"
    assert not (site.output / "monde/n1/index.html").exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    ],
)
def test_hash_seed_zone_and_locale_change_no_byte(site: SiteFolder, environment: dict[str, str]) -> None:
    site.build("--output", "one", "--cache", "c1", PYTHONHASHSEED="0")
    site.build("--output", "two", "--cache", "c2", **environment)
    assert site.files("one") == site.files("two")


def test_a_killed_build_leaves_the_old_site_or_the_new_one(site: SiteFolder) -> None:
    site.build()
    old = site.files()
    for number in range(9):
        path = f"content/{'monde' if number % 3 else 'sport'}/n{number}.md"
        site.write(path, article_text(number, title=f"Après {number}"))
    site.build("--output", "new", "--cache", "new-cache")
    new = site.files("new")
    for moment in (0.1, 0.4, 0.6, 0.8, 1.0, 1.3):  # seconds; which step they hit differs from machine to machine
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "--quiet"], cwd=site.root, env=clean_environment()
        )
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert site.files() in (old, new)
    site.build()
    assert site.files() == new
    assert [p.name for p in site.root.iterdir() if "staging" in p.name or "previous" in p.name] == []
