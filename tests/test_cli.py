from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.cli import LATER, LONGEST
from tests.site_folder import SiteFolder, article_text

LINE = re.compile(
    r"\d+ articles, \d+ tags, \d+ pages, \d+ written, \d+ unchanged, \d+ deleted, \d+ warnings, \d+\.\d s"
)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.fill(4)
    return folder


def test_a_build_ends_with_one_line_for_machines(site: SiteFolder) -> None:
    done = site.run("build")
    assert LINE.fullmatch(done.stdout.decode().strip())
    assert done.stderr.startswith(b"content/urls.lock has ")
    assert site.run("build").stderr == b""


@pytest.mark.parametrize("name", LATER)
def test_the_list_of_commands_says_of_each_what_it_says_itself(name: str) -> None:
    later = LATER[name]
    assert later.load().name == name
    assert later.load().get_short_help_str(LONGEST) == later.help


def test_a_build_tells_how_long_each_stage_took(site: SiteFolder) -> None:
    first, second = (site.run("build", "--timings").stderr.decode().splitlines() for _ in range(2))
    assert first.pop(0).startswith("content/urls.lock has ")
    early = ["looking", "loading", "reading", "parsing", "recognising"]
    late = ["understanding", "arranging", "rendering", "drawing", "publishing", "remembering"]
    assert [line.split()[0] for line in first] == ["stage", *early, *late, "all"]
    assert [line.split()[0] for line in second] == ["stage", "looking", "all"]


def test_a_quiet_build_says_nothing(site: SiteFolder) -> None:
    site.write("content/monde/n1.md", article_text(1, body="Lire aussi : Rien de tel\n"))
    done = site.run("build", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_everything_may_lie_anywhere(site: SiteFolder, tmp_path_factory: pytest.TempPathFactory) -> None:
    away = SiteFolder(tmp_path_factory.mktemp("away"))
    shutil.move(site.root / "content", away.root / "articles")
    away.write("conf/site.toml", 'title = "Ailleurs"\n')
    arguments = ("--content", str(away.root / "articles"), "--config", str(away.root / "conf/site.toml"))
    site.build(*arguments, "--output", str(away.root / "www"), "--cache", str(away.root / "memory"))
    assert "Ailleurs" in (away.root / "www/index.html").read_text()
    assert list(site.root.iterdir()) == []


def test_folders_that_are_not_named_lie_beside_the_configuration(site: SiteFolder) -> None:
    site.write("paper/site.toml", 'title = "À côté"\n')
    shutil.move(site.root / "content", site.root / "paper/content")
    site.build("--config", "paper/site.toml")
    assert (site.root / "paper/output/index.html").is_file()
    assert (site.root / "paper/.cache").is_dir()


def test_every_address_holds_the_base_path(site: SiteFolder) -> None:
    site.build("--base-url", "https://user.github.io/repo")
    for path, data in site.files().items():
        if path.endswith(".html"):
            addresses = re.findall(rb'(?:href|src)="(/[^"]*)"', data)
            assert addresses
            assert [a for a in addresses if not a.startswith(b"/repo/")] == [], path
    assert b"https://user.github.io/repo/sitemap.xml" in site.files()["robots.txt"]


def test_the_moment_decides_what_is_shown(site: SiteFolder) -> None:
    assert site.build("--now", "2017-02-02T12:00:00+01:00").startswith("2 articles")
    assert site.build("--now", "2017-02-02", "--future").startswith("4 articles")
    assert site.build(SOURCE_DATE_EPOCH="1486033200").startswith("2 articles")  # 2 February 2017, 11:00 UTC
    site.write("content/monde/n1.md", article_text(1, extra="draft: true\n"))
    assert site.build().startswith("3 articles")
    assert site.build("--drafts").startswith("4 articles")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "--nonsense"], "--nonsense"),
        (["build", "--content", "nowhere"], "nowhere: there is no such folder"),
        (["build", "--config", "nowhere.toml"], "nowhere.toml"),
        (["build", "--now", "yesterday"], 'yesterday" is not a moment'),
        (["build", "--base-url", "repo"], "not a web address"),
        (["build", "--output", "content"], "which the build reads"),
        (["build", "--cache", "content"], "the cache lies in content"),
        (["build", "--cache", "output"], "which the build reads"),
        (["build", "--output", ".cache"], "which the build reads"),
        (["build", "--content", "x" * 300], "there is no such folder"),
        (["build", "--templates", "x" * 300], "there is no such folder"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_wrong_command_line_ends_with_2(site: SiteFolder, arguments: list[str], message: str) -> None:
    done = site.run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_limit_on_what_editors_send_in_is_none_on_the_design(site: SiteFolder) -> None:
    site.write("site.toml", "[limits]\nfile_bytes = 2000\n[search]\nenabled = false\n")
    assert site.build().startswith("4 articles")


def test_a_cache_that_is_a_link_to_itself_costs_a_notice(site: SiteFolder) -> None:
    (site.root / ".cache").symlink_to(".cache")
    done = site.run("build")
    assert done.returncode == 0
    assert b".cache" in done.stderr


def test_the_missing_words_of_a_language_are_wanted_from_the_site_and_not_from_the_program(site: SiteFolder) -> None:
    site.write("site.toml", 'languages = ["fr", "de"]\n')
    done = site.run("build")
    assert done.returncode == 2
    assert f"Write its words to {site.root.resolve()}/templates/locales/de.toml" in done.stderr.decode()


def test_all_defects_of_the_configuration_are_told(site: SiteFolder) -> None:
    site.write("site.toml", 'titel = "A"\ntimezone = "Paris"\n')
    site.write("content/tags.toml", "[xx]\nnever = []\n")
    done = site.run("build")
    assert done.returncode == 2
    for words in ("site.toml:1:", "Did you mean `title`?", "site.toml:2:", "tags.toml:1:"):
        assert words in done.stderr.decode()


DOCUMENTS: list[dict[str, object]] = [
    {"id": 1, "lang": "fr", "title": "L’OTAN à Bakou", "text": "L’OTAN se réunit à Bakou. L’OTAN parle à la Russie."},
    {"id": "b", "lang": "fr", "title": "La Russie et l’OTAN", "text": "La Russie répond à l’OTAN à Bakou, encore."},
    {"id": "c", "lang": "en", "title": "Tennis", "text": "Roger Federer won the tennis final against Rafael Nadal."},
]


def lines(documents: list[dict[str, object]]) -> bytes:
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode()


def test_keywords_are_json_lines(site: SiteFolder) -> None:
    done = site.run("keywords", stdin=lines(DOCUMENTS))
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["id"] for answer in found] == [1, "b", "c"]
    phrases = dict(found[0]["keywords"])
    assert "OTAN" in phrases
    assert all(0 < weight <= 1 for weight in phrases.values())


def test_related_documents_are_json_lines(site: SiteFolder) -> None:
    done = site.run("related", stdin=lines(DOCUMENTS))
    found = {answer["id"]: answer["related"] for answer in map(json.loads, done.stdout.decode().splitlines())}
    assert found == {1: ["b"], "b": [1], "c": []}


def test_every_faulty_line_is_told(site: SiteFolder) -> None:
    heap = b'{"id": 3, "text": "e' + 100 * rb"\u0301\u0327" + b'"}\n'
    done = site.run("keywords", stdin=b'{"id": 1}\nnonsense\n[]\n{"id": 1}\n{"id": 2, "title": 3}\n' + heap)
    assert done.returncode == 1
    told = done.stderr.decode()
    for number in (2, 3, 4, 5, 6):
        assert f"standard input:{number}: " in told


@pytest.mark.parametrize("command", ["keywords", "related"])
def test_a_closed_standard_input_holds_no_documents(site: SiteFolder, command: str) -> None:
    done = site.shell(f"exec digest {command} <&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_mark_of_byte_order_is_no_part_of_a_document(site: SiteFolder) -> None:
    done = site.run("keywords", stdin=b'\xef\xbb\xbf{"id": 1}\r\n{"id": 2}\r\n')
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]


@pytest.mark.parametrize("id_", ["true", "1.5", "null", "[1]"])
def test_an_id_is_a_text_or_a_whole_number(site: SiteFolder, id_: str) -> None:
    done = site.run("keywords", stdin=f'{{"id": {id_}}}\n'.encode())
    assert done.returncode == 1
    assert b"standard input:1: is not an object with an `id` that is a text or a whole number" in done.stderr


def test_half_of_a_character_in_an_id_is_written_as_json_escapes_it(site: SiteFolder) -> None:
    done = site.run("keywords", stdin=rb'{"id": "a\ud83d"}')
    assert json.loads(done.stdout.decode("utf-8")) == {"id": "a\ud83d", "keywords": []}


def test_a_reader_who_leaves_is_no_error(site: SiteFolder) -> None:
    many = lines([{"id": n, "lang": "fr", "title": "A", "text": "Un texte sur la Russie."} for n in range(3000)])
    site.write("in.jsonl", many.decode())
    done = site.shell("digest keywords < in.jsonl | head -n 1")
    assert (done.returncode, done.stderr) == (0, b"")
