from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.assembly.selection import Moment
from generator.build import build
from generator.config_files import load_config
from generator.errors import ContentError, OutputBusyError
from generator.last_build import Footing, footing_of, last_report, program_print
from generator.orders import Folders, Order, Report
from generator.publish.lock import hold_output
from generator.publish.manifest import MANIFEST
from generator.publish.record import RECORD_FILE
from tests.site_folder import ROOT, SiteFolder, article_text, clean_environment

NOW = datetime(2017, 4, 2, 10, tzinfo=UTC)
SITE = "[search]\nenabled = false\n"
PROGRAM = program_print()
Change = Callable[[SiteFolder], object]


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.write("site.toml", SITE)
    folder.write("templates/partials/own.html", "")
    folder.write("content/tags.toml", "")
    folder.write("content/static/robot.txt", "nobody")
    folder.fill(3)
    folder.write("content/monde/n1.md", article_text(1, body="Lire aussi : Rien de tel\n"))
    return folder


def folders_of(site: SiteFolder, output: str = "output", cache: str = ".cache") -> Folders:
    templates = (site.root / "templates", ROOT / "templates")
    return Folders(
        site.root / "content", templates, site.root / output, site.root / cache, site.root / "site.toml", "content"
    )


def order_of(now: datetime = NOW) -> Order:
    return Order(Moment(now), strict=False, jobs=1, progress=lambda *_: None, notice=lambda _: None)


def footing(site: SiteFolder, *wishes: str, program: str = PROGRAM) -> Footing | None:
    return footing_of(folders_of(site), wishes, program, time.time_ns)


def recalled(site: SiteFolder, *wishes: str, now: datetime = NOW) -> Report | None:
    """Give what the last build told, if no other is needed."""
    found = footing(site, *wishes)
    return last_report(found, folders_of(site), lambda _zone: now) if found else None


def built(site: SiteFolder, *wishes: str, now: datetime = NOW) -> Report:
    """Build as the command does: only if that is needed."""
    found, folders = footing(site, *wishes), folders_of(site)
    report = last_report(found, folders, lambda _zone: now) if found else None
    if report:
        return report
    return build(load_config(folders.site_file, folders.content / "tags.toml"), folders, order_of(now), found)


def clean(site: SiteFolder, now: datetime = NOW) -> dict[str, bytes]:
    """Give the files of a clean build."""
    for name in ("clean", "clean-cache"):
        shutil.rmtree(site.root / name, ignore_errors=True)
    folders = folders_of(site, "clean", "clean-cache")
    build(load_config(folders.site_file, folders.content / "tags.toml"), folders, order_of(now))
    return site.files("clean")


def test_a_build_that_changes_nothing_tells_again_what_the_last_one_told(site: SiteFolder) -> None:
    first = built(site)
    again = recalled(site)
    assert first.warnings
    assert again
    assert again.publication.written == again.publication.deleted == 0
    assert again.publication.unchanged == first.publication.written
    assert dataclasses.replace(again, publication=first.publication) == first


def article(site: SiteFolder) -> Path:
    return site.root / "content/monde/n1.md"


def page(site: SiteFolder) -> Path:
    return site.output / "monde/n1/index.html"


def other(data: bytes) -> bytes:
    """Give other text of the same size."""
    return data[:-8] + data[-8:].swapcase()


def edited(file: Path, *, keeps_time: bool = False) -> None:
    """Write as many bytes as there are."""
    status = file.stat()
    file.write_bytes(other(file.read_bytes()))
    if keeps_time:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(file: Path) -> None:
    """Put another file of the same size and time in the place of one."""
    status, waiting = file.stat(), file.with_name("waiting")
    waiting.write_bytes(other(file.read_bytes()))
    os.utime(waiting, ns=(status.st_atime_ns, status.st_mtime_ns))
    waiting.replace(file)


def linked(file: Path) -> None:
    """Put a link to another article in the place of one."""
    file.unlink()
    file.symlink_to("../sport/n0.md")


def copied(file: Path) -> None:
    """Put a copy in the place of a file, as a fresh clone does."""
    waiting = file.with_name("waiting")
    shutil.copyfile(file, waiting)
    waiting.replace(file)


SAME: dict[str, Change] = {
    "nothing": lambda _site: None,
    "touched": lambda site: article(site).touch(),
    "a copy of an article": lambda site: copied(article(site)),
    "a template touched": lambda site: (site.root / "templates/partials/own.html").touch(),
    "a file of others": lambda site: site.write("output/CNAME", "example.org"),
    "a repository": lambda site: site.write("content/.git/index", "x"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_changes_no_page_needs_no_build(site: SiteFolder, change: Change) -> None:
    built(site)
    change(site)
    assert recalled(site)
    assert recalled(site)
    assert {path: data for path, data in site.files().items() if path != "CNAME"} == clean(site)


OTHER: dict[str, Change] = {
    "edited": lambda site: edited(article(site)),
    "edited, and the time put back": lambda site: edited(article(site), keeps_time=True),
    "another file of the same size and time": lambda site: replaced(article(site)),
    "one more article": lambda site: site.fill(4),
    "one article fewer": lambda site: article(site).unlink(),
    "renamed": lambda site: article(site).rename(article(site).with_name("n9.md")),
    "moved": lambda site: article(site).rename(site.root / "content/n1.md"),
    "a link to nothing": lambda site: (site.root / "content/n7.md").symlink_to("nothing"),
    "a link to an article": lambda site: (site.root / "content/n7.md").symlink_to("monde/n1.md"),
    "a link in place of an article": lambda site: linked(article(site)),
    "a static file": lambda site: site.write("content/static/.well-known/a", "a"),
    "the vocabulary": lambda site: site.write("content/tags.toml", '[fr]\nnever = ["OTAN"]\n'),
    "the configuration": lambda site: site.write("site.toml", f'title = "Autre"\n{SITE}'),
    "a partial": lambda site: site.write("templates/partials/footer.html", "<p>…</p>"),
    "a style": lambda site: site.write("templates/static/own.css", "p {}"),
    "words": lambda site: site.write("templates/locales/fr.toml", '[site]\nhome = "Une"\n'),
    "a page deleted": lambda site: page(site).unlink(),
    "a page edited": lambda site: edited(page(site)),
    "a page edited, and the time put back": lambda site: edited(page(site), keeps_time=True),
    "another page of the same size and time": lambda site: replaced(page(site)),
    "a page that nobody may read": lambda site: page(site).chmod(0),
    "the list of our files": lambda site: (site.output / MANIFEST).write_text("{}"),
    "a folder of ours gone": lambda site: shutil.rmtree(site.output / "monde"),
    "the output gone": lambda site: shutil.rmtree(site.output),
    "what a killed build left": lambda site: site.write(".output.digest-staging/a", "a"),
    "the record gone": lambda site: (site.root / ".cache" / RECORD_FILE).unlink(),
    "the record cut": lambda site: os.truncate(site.root / ".cache" / RECORD_FILE, 500),
    "the cache gone": lambda site: shutil.rmtree(site.root / ".cache"),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_what_may_change_a_page_leads_to_a_build_that_equals_a_clean_one(site: SiteFolder, change: Change) -> None:
    built(site)
    change(site)
    assert recalled(site) is None
    built(site)
    assert site.files() == clean(site)
    assert recalled(site)


REPEATABLE = sorted({*OTHER} - {"a link to nothing", "a link to an article", "renamed", "moved", "one article fewer"})


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from([*sorted(SAME), *REPEATABLE]), min_size=2, max_size=4))
def test_builds_after_any_changes_equal_a_clean_one(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    site = SiteFolder(tmp_path_factory.mktemp("site"))
    site.write("site.toml", SITE)
    site.write("templates/partials/own.html", "")
    site.fill(3)
    for name in names:
        built(site)
        (SAME | OTHER)[name](site)
    built(site)
    assert {path: data for path, data in site.files().items() if path != "CNAME"} == clean(site)


def test_other_wishes_another_program_or_another_place_need_a_build(site: SiteFolder) -> None:
    built(site, "drafts")
    assert recalled(site, "drafts")
    assert recalled(site) is None
    other, folders = footing(site, "drafts", program="newer"), folders_of(site)
    assert other
    assert last_report(other, folders, lambda _zone: NOW) is None
    elsewhere = dataclasses.replace(folders, output=site.root / "elsewhere")
    found = footing_of(elsewhere, ("drafts",), PROGRAM, time.time_ns)
    assert found
    assert last_report(found, elsewhere, lambda _zone: NOW) is None


DUE = datetime(2017, 4, 3, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("extra", "last_moment"),
    [
        ("date: 2017-04-03T10:00:00+02:00\n", DUE - timedelta(microseconds=1)),
        ("date: 2017-03-01\nexpires: 2017-04-03T10:00:00+02:00\n", DUE - timedelta(microseconds=1)),
    ],
    ids=["comes", "goes"],
)
def test_the_same_stands_until_an_article_comes_or_goes(site: SiteFolder, extra: str, last_moment: datetime) -> None:
    site.write("content/monde/due.md", f"---\ntitle: La NASA attend\n{extra}---\nLa NASA attend.\n")
    built(site)
    assert recalled(site, now=last_moment)
    assert clean(site, now=last_moment) == site.files()
    assert recalled(site, now=DUE) is None
    built(site, now=DUE)
    assert site.files() == clean(site, now=DUE)
    assert recalled(site, now=last_moment) is None


def test_the_same_stands_until_an_article_is_no_news(site: SiteFolder) -> None:
    site.write("site.toml", f"news_sitemap = true\n{SITE}")
    site.write("content/monde/new.md", "---\ntitle: La NASA attend\ndate: 2017-04-02T10:00:00+02:00\n---\nIci.\n")
    built(site)
    late = datetime(2017, 4, 4, 8, tzinfo=UTC)
    assert recalled(site, now=late - timedelta(seconds=1))
    for moment in (late, late + timedelta(seconds=1)):
        assert recalled(site, now=moment) is None
        built(site, now=moment)
        assert site.files() == clean(site, now=moment)


def test_a_build_that_failed_is_not_taken_for_done(site: SiteFolder) -> None:
    built(site)
    good = article(site).read_text()
    article(site).write_text("---\ntitle: A\n---\n")
    for _ in range(2):
        assert recalled(site) is None
        with pytest.raises(ContentError):
            built(site)
    article(site).write_text(good)
    assert recalled(site)
    assert site.files() == clean(site)


def test_what_is_written_while_a_build_runs_is_seen_by_the_next(site: SiteFolder) -> None:
    found, folders = footing(site), folders_of(site)
    config = load_config(folders.site_file, None)

    def progress(step: str, _done: int, _total: int) -> None:
        if step == "arranging":
            site.fill(5)

    build(config, folders, dataclasses.replace(order_of(), progress=progress), found)
    assert recalled(site) is None
    built(site)
    assert site.files() == clean(site)


@pytest.mark.parametrize("name", ["robot.txt", "index.html"])
def test_what_is_written_over_the_site_while_a_build_records_it_is_made_again_by_the_next(
    site: SiteFolder, name: str
) -> None:
    built(site)
    for number in (5, 6):
        site.fill(number)
        built(site)
    site.fill(7)

    def progress(step: str, _done: int, _total: int) -> None:
        if step == "remembering":
            (site.output / name).write_bytes(b"mine")

    folders = folders_of(site)
    order = dataclasses.replace(order_of(), progress=progress)
    build(load_config(folders.site_file, None), folders, order, footing(site))
    assert (site.output / name).read_bytes() == b"mine"
    built(site)
    assert site.files() == clean(site)


def test_a_link_to_a_folder_of_templates_is_no_ground_to_stand_on(site: SiteFolder) -> None:
    (site.root / "elsewhere").mkdir()
    (site.root / "templates/more").symlink_to(site.root / "elsewhere")
    assert footing(site) is None


def test_a_cache_among_the_articles_is_no_ground_to_stand_on(site: SiteFolder) -> None:
    assert footing_of(folders_of(site, cache="content/.cache"), (), PROGRAM, time.time_ns) is None


def test_nothing_is_told_while_another_build_holds_the_output(site: SiteFolder) -> None:
    built(site)
    with hold_output(site.output), pytest.raises(OutputBusyError):
        recalled(site)


def test_the_moment_decides_in_known_places_only() -> None:
    """Whoever reads the moment elsewhere must say when its answer changes: see `_span` in build.py."""
    found = {
        (file.relative_to(ROOT).as_posix(), line.strip())
        for file in sorted((ROOT / "generator").rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if "moment.now" in line
    }
    assert found == {
        ("generator/assembly/selection.py", "and (moment.future or article.date <= moment.now)"),
        ("generator/assembly/selection.py", "and (article.expires is None or article.expires > moment.now)"),
        ("generator/assembly/selection.py", "if article.date <= moment.now"),
        (
            "generator/assembly/selection.py",
            "and (article.withdrawn or (article.id in known and article.expires and article.expires <= moment.now))",
        ),
        # No other moments decide there: an address is lost when its article is published no more.
        (
            "generator/loading.py",
            "dropped = lost_addresses(told, read.articles, folders.shown_content, order.moment.now)",
        ),
        ("generator/loading.py", "site = dataclasses.replace(site, news_since=order.moment.now - NEWS_AGE)"),
        ("generator/build.py", "points |= {a.date + NEWS_AGE for a in content.articles if a.date <= order.moment.now}"),
        ("generator/build.py", "return span_around(order.moment.now, points)"),
    }


HEAVY = (
    "Stemmer", "asyncio", "babel", "frontmatter", "generator.analysis.corpus", "generator.config", "generator.views",
    "jinja2", "markdown", "nh3", "numpy", "pagefind", "segtok", "sqlite3", "tomlkit", "watchfiles", "yake", "yaml",
)  # fmt: skip
LOADED = """import sys
from generator.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print("end", end.code, *sorted({*%r} & {*sys.modules}))
"""


def loaded(site: SiteFolder, *arguments: str) -> str:
    """Run the program; give its last line: how it ended, and what it has loaded that is dear."""
    command = [sys.executable, "-c", LOADED % (HEAVY,), *arguments]
    done = subprocess.run(command, cwd=site.root, env=clean_environment(), capture_output=True, check=True)
    return done.stdout.decode().splitlines()[-1]


def test_a_build_that_changes_nothing_and_help_load_nothing_dear(site: SiteFolder) -> None:
    assert loaded(site, "build", "--now", "2017-04-02T12:00") != "end 0"
    assert loaded(site, "build", "--now", "2017-04-02T12:00") == "end 0"
    assert loaded(site, "--help") == "end 0"
    assert loaded(site, "build", "--help") == "end 0"


def test_the_command_tells_the_same_again(site: SiteFolder) -> None:
    first, second = (site.run("build") for _ in range(2))
    note, _newline, told = first.stderr.partition(b"\n")
    assert note.startswith(b"content/urls.lock has ")
    assert b"0 written" not in first.stdout
    assert b"0 written" in second.stdout
    assert b"Rien de tel" in first.stderr
    assert told == second.stderr
    assert site.run("build", "--quiet").stderr == b""
    assert b" 0 deleted" in site.run("build", "--drafts").stdout
