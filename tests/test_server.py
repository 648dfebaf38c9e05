"""The server of the site on the editor's own machine."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.errors import UsageError
from generator.server import (
    CONTENT_TYPES,
    EVENTS_PATH,
    SCRIPT_PATH,
    TAG,
    Answer,
    Builds,
    find,
    running_server,
    with_reload,
)

PAGE = b"<!doctype html><title>t</title><body>%s</body></html>"
SITE = {
    "index.html": PAGE % b"home",
    "404.html": PAGE % b"lost",
    "baku/index.html": PAGE % b"baku",
    "about.html": PAGE % b"about",
    "both.html": PAGE % b"page",
    "both/index.html": PAGE % b"folder",
    "empty/file.txt": b"x",
    "été/index.html": PAGE % b"summer",
    "CNAME": b"news.example.org",
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Write a site."""
    for path, data in SITE.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(data)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return tmp_path / "site"


Fetch = Callable[..., http.client.HTTPResponse]


@pytest.fixture
def builds() -> Builds:
    return Builds()


@pytest.fixture
def fetch(output: Path, builds: Builds) -> Iterator[Fetch]:
    """Serve the site below /repo/ and ask for raw targets."""
    connections: list[http.client.HTTPConnection] = []
    with running_server(output, "/repo/", 0, builds) as address:
        parts = urlsplit(address)

        def ask(target: str, method: str = "GET") -> http.client.HTTPResponse:
            assert parts.hostname
            connections.append(http.client.HTTPConnection(parts.hostname, parts.port, timeout=20))
            connections[-1].putrequest(method, target, skip_accept_encoding=True)
            connections[-1].endheaders()
            return connections[-1].getresponse()

        yield ask
        for connection in connections:
            connection.close()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/repo/", b"home"),
        ("/repo/index.html", b"home"),
        ("/repo/?utm=1", b"home"),
        ("/repo/baku/", b"baku"),
        ("/repo/about", b"about"),
        ("/repo/about.html", b"about"),
        ("/repo/both", b"page"),
        ("/repo/both/", b"folder"),
        ("/repo/%C3%A9t%C3%A9/", b"summer"),
    ],
)
def test_addresses_give_the_pages_that_github_pages_gives(fetch: Fetch, target: str, words: bytes) -> None:
    answer = fetch(target)
    assert answer.status == HTTPStatus.OK
    assert words in answer.read()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/repo/baku", "/repo/baku/"),
        ("/repo/baku?page=2", "/repo/baku/?page=2"),
        ("/repo/%C3%A9t%C3%A9", "/repo/%C3%A9t%C3%A9/"),
    ],
)
def test_a_folder_without_slash_is_redirected(fetch: Fetch, target: str, location: str) -> None:
    answer = fetch(target)
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, location)


def test_a_page_that_leads_on_at_once_gets_no_script() -> None:
    leading = b'<head><meta http-equiv="refresh" content="0; url=/baku/"></head><body>Baku</body>'
    telling = b'<head></head><body>How to write http-equiv="refresh"</body>'

    assert with_reload(leading) == leading
    assert TAG in with_reload(telling)


@pytest.mark.parametrize("target", ["/", "/repo"])
def test_the_root_leads_to_the_site(fetch: Fetch, target: str) -> None:
    answer = fetch(target)
    assert (answer.status, answer.headers["Location"]) == (HTTPStatus.FOUND, "/repo/")


@pytest.mark.parametrize(
    "target",
    [
        "/repo/missing",
        "/repo/empty/",
        "/repo/empty",
        "/elsewhere/",
        "/repository/",
        "/repo/about/",
        "/repo//baku/",
        "/repo/../secret.txt",
        "/repo/%2e%2e/secret.txt",
        "/repo/..%2fsecret.txt",
        "/repo/baku/..%5c..%5csecret.txt",
        "/repo/./index.html",
        "/repo/%00",
        "/repo/%ff",
        "/repo/link.txt",
        "/repo//etc/passwd",
        "/repo/%2fetc/passwd",
    ],
)
def test_everything_else_is_the_page_for_lost_readers(fetch: Fetch, output: Path, target: str) -> None:
    (output / "link.txt").symlink_to(output.parent / "secret.txt")
    answer = fetch(target)
    assert answer.status == HTTPStatus.NOT_FOUND
    assert b"lost" in answer.read()


@pytest.mark.parametrize("target", ["http://[/", "//repo/", "*", "", "repo/", "/repo/\udcff"])
def test_a_target_that_is_no_path_of_the_site_is_lost_too(output: Path, target: str) -> None:
    assert find(output, "/repo/", target) == Answer(HTTPStatus.NOT_FOUND, output / "404.html")


def test_a_site_without_404_page_says_so_in_plain_words(tmp_path: Path) -> None:
    assert find(tmp_path, "/", "/x") == Answer(HTTPStatus.NOT_FOUND)
    with running_server(tmp_path, "/", 0, Builds()) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc)
        connection.request("GET", "/x")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (HTTPStatus.NOT_FOUND, b"not found\n")
        connection.close()


@pytest.mark.parametrize(
    "suffix", [".webmanifest", ".opml", ".xml", ".json", ".woff2", ".wasm", ".svg", ".css", ".js", ".txt"]
)
def test_files_have_their_content_type_and_their_bytes(fetch: Fetch, output: Path, suffix: str) -> None:
    (output / f"file{suffix.upper()}").write_bytes(b"</body>")
    answer = fetch(f"/repo/file{suffix.upper()}")
    assert answer.headers["Content-Type"] == CONTENT_TYPES[suffix]
    assert answer.read() == b"</body>"


def test_an_unknown_file_is_not_guessed(fetch: Fetch) -> None:
    assert fetch("/repo/CNAME").headers["Content-Type"] == "application/octet-stream"


def test_head_gives_the_headers_alone(fetch: Fetch) -> None:
    answer = fetch("/repo/", "HEAD")
    assert answer.read() == b""
    assert int(answer.headers["Content-Length"]) == len(SITE["index.html"]) + len(TAG)


def test_pages_load_the_reloading_script_and_the_files_stay_as_they_are(fetch: Fetch, output: Path) -> None:
    assert TAG + b"</body>" in fetch("/repo/baku/").read()
    assert TAG in fetch("/repo/missing").read()
    assert (output / "baku" / "index.html").read_bytes() == SITE["baku/index.html"]
    script = fetch(SCRIPT_PATH)
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert EVENTS_PATH.encode() in script.read()


def test_a_build_is_told_to_those_who_listen(fetch: Fetch, builds: Builds) -> None:
    events = fetch(EVENTS_PATH)
    assert events.headers["Content-Type"] == "text/event-stream"
    assert events.readline() == b"data: 0\n"
    builds.announce(builds.proofs)
    assert events.readline() == b"\n"
    assert events.readline() == b"data: 1\n"


def test_proofs_are_told_to_those_who_listen_and_no_proofs_are_not(fetch: Fetch, builds: Builds) -> None:
    events = fetch(EVENTS_PATH)
    assert events.readline() == b"data: 0\n"
    builds.show({})
    builds.show({"about.html": b"proof"})
    assert events.readline() == b"\n"
    assert events.readline() == b"data: 1\n"


def test_a_proof_is_given_instead_of_its_page_and_is_not_published(fetch: Fetch, builds: Builds, output: Path) -> None:
    builds.show({"baku/index.html": PAGE % b"proof"})
    assert fetch("/repo/baku/").read() == with_reload(PAGE % b"proof")
    assert b"about" in fetch("/repo/about").read()
    assert (output / "baku" / "index.html").read_bytes() == PAGE % b"baku"


def test_a_proof_goes_with_the_end_of_a_build_that_began_after_it(fetch: Fetch, builds: Builds) -> None:
    builds.show({"about.html": b"before"})
    before = builds.proofs
    builds.show({"both.html": b"meanwhile"})
    builds.announce(before)
    assert b"about" in fetch("/repo/about").read()
    assert b"meanwhile" in fetch("/repo/both").read()


def test_a_page_that_was_saved_again_meanwhile_keeps_its_proof(fetch: Fetch, builds: Builds) -> None:
    builds.show({"about.html": b"first"})
    before = builds.proofs
    builds.show({"about.html": b"second"})
    builds.announce(before)
    assert b"second" in fetch("/repo/about").read()


def test_a_swapped_folder_is_followed(fetch: Fetch, output: Path) -> None:
    assert b"home" in fetch("/repo/").read()
    new = output.with_name("new")
    new.mkdir()
    (new / "index.html").write_bytes(PAGE % b"swapped in")
    output.rename(output.with_name("old"))
    new.rename(output)
    assert b"swapped in" in fetch("/repo/").read()


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(UsageError, match=rf"port {port} .*another program has it.*\n.*--port"),
            running_server(tmp_path, "/", port, Builds()),
        ):
            pass


def test_a_port_that_cannot_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="port 70000"), running_server(tmp_path, "/", 70000, Builds()):
        pass
