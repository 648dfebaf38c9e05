"""The site on the editor's own machine, as GitHub Pages would serve it, with proofs in the place of pages [I/O].

Only here is a line added to the pages: a script, from this server, that loads the page again after a build or a proof.
It works below `script-src 'self'; connect-src 'self'`. The files of the output are never changed.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from generator.errors import UsageError

HOST = "127.0.0.1"
SCRIPT_PATH = "/_digest/reload.js"
EVENTS_PATH = "/_digest/events"
HEARTBEAT = 10.0  # seconds after which an idle event stream finds out whether its reader is gone
SCRIPT = b"""(() => {
  let first;
  new EventSource("/_digest/events").onmessage = (event) => {
    if (first === undefined) first = event.data;
    else if (first !== event.data) location.reload();
  };
})();
"""
TAG = f'<script src="{SCRIPT_PATH}" defer></script>'.encode()
# Not the system's table: it differs from machine to machine.
CONTENT_TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server gives for an address.

    Attributes:
        status: HTTP status.
        file: The file to send, if any.
        location: Where to go instead, for a redirect.
    """

    status: HTTPStatus
    file: Path | None = None
    location: str = ""


@dataclass(slots=True)
class Builds:
    """What is shown: what the last build left, and proofs of what the next one will; wakes those who wait for news.

    Attributes:
        count: Of builds and bundles of proofs so far.
        proofs: Pages by path below the output, each shown until a build that began after it has ended.
        is_over: Whether no build will come.
    """

    count: int = 0
    proofs: Mapping[str, bytes] = field(default_factory=dict)
    is_over: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, proofs: Mapping[str, bytes]) -> None:
        """Show proofs, if there are any."""
        with self._changed:
            if proofs:
                self.proofs = {**self.proofs, **proofs}
                self._tell()

    def announce(self, before: Mapping[str, bytes]) -> None:
        """Tell that a build has ended, well or not.

        Args:
            before: The proofs that were shown when it began; what they show is on the site now, or told to be wrong.
        """
        with self._changed:
            self.proofs = {path: page for path, page in self.proofs.items() if before.get(path) is not page}
            self._tell()

    def end(self) -> None:
        """Tell that no build will come."""
        with self._changed:
            self.is_over = True
            self._changed.notify_all()

    def wait_beyond(self, count: int) -> int:
        """Wait for a build or a proof after a given one, at most a heartbeat; give the number of the last."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_over or self.count != count, HEARTBEAT)
            return self.count

    def _tell(self) -> None:
        self.count += 1
        self._changed.notify_all()


@contextmanager
def running_server(output: Path, base_path: str, port: int, builds: Builds) -> Iterator[str]:
    """Serve a folder in the background; gives the address of the site.

    Raises:
        UsageError: the port is taken or not permitted.
    """
    try:
        server = _Server((HOST, port), partial(_Handler, output, base_path, builds))
    except (OSError, OverflowError) as error:
        words = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        free = " (another program has it)" if getattr(error, "errno", 0) == errno.EADDRINUSE else ""
        raise UsageError(f"port {port} cannot be used: {words}{free}\n    Name another one with `--port`.") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}{base_path}"
    finally:
        builds.end()
        server.shutdown()
        server.server_close()
        thread.join()


def find(output: Path, base_path: str, target: str) -> Answer:
    """Find what GitHub Pages would give for the target of a request.

    `x` is the file `x`, else `x.html`, else a redirect to `x/`, which is `x/index.html`; nothing else lists a
    folder. What is not there, and whatever leads out of the folder, is `404.html` with status 404.

    Args:
        output: The folder that is served.
        base_path: Path of the site on its host ("/repo/").
        target: Path and query of the request, as sent.
    """
    path, mark, query = target.partition("?")
    if path in {"/", base_path.rstrip("/")} and base_path != "/":
        return Answer(HTTPStatus.FOUND, location=base_path + mark + query)
    inside = unquote(path.removeprefix(base_path))
    names = inside.split("/")
    if path.startswith(base_path) and not ({*names} & {".", ".."} or {*inside} & {"\0", "\\"} or "" in names[:-1]):
        if not names[-1]:
            page = _file(output, inside + "index.html")
        else:
            page = _file(output, inside) or _file(output, f"{inside}.html")
        if page:
            return Answer(HTTPStatus.OK, page)
        if names[-1] and _file(output, f"{inside}/index.html"):
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"{base_path}{quote(inside)}/{mark}{query}")
    return Answer(HTTPStatus.NOT_FOUND, _file(output, "404.html"))


def _file(output: Path, inside: str) -> Path | None:
    """Give a regular file of the folder; a link that leads out of it is not there."""
    root, real = os.path.realpath(output), os.path.realpath(output / inside)
    return Path(real) if real.startswith(root + os.sep) and Path(real).is_file() else None


def with_reload(page: bytes) -> bytes:
    """Add the reloading script to a page, unless it leads elsewhere at once: its policy allows no script.

    >>> with_reload(b"<p>News</p></body></html>")
    b'<p>News</p><script src="/_digest/reload.js" defer></script></body></html>'
    """
    if b'http-equiv="refresh"' in page.partition(b"</head>")[0]:
        return page
    head, end, tail = page.rpartition(b"</body>")
    return head + TAG + end + tail if end else page + TAG


class _Server(ThreadingHTTPServer):
    """Serves each request in a thread that does not keep the program from ending."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over readers who went away; the rest is a defect of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    def __init__(self, output: Path, base_path: str, builds: Builds, *rest: Any) -> None:
        self._output, self._base_path, self._builds = output, base_path, builds
        super().__init__(*rest)

    def do_GET(self) -> None:
        """Send a page, the script or the events."""
        path = self.path.partition("?")[0]
        if path == SCRIPT_PATH:
            self._send(HTTPStatus.OK, SCRIPT, CONTENT_TYPES[".js"])
        elif path == EVENTS_PATH:
            self._send_events()
        else:
            self._send_answer(find(self._output, self._base_path, self.path))

    def do_HEAD(self) -> None:
        """Send the head of the same."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for the builds."""

    def _send_answer(self, answer: Answer) -> None:
        """Send a file, a redirect, or plain words where there is no 404.html."""
        if answer.location:
            self._send(answer.status, b"", CONTENT_TYPES[".txt"], location=answer.location)
            return
        kind = CONTENT_TYPES.get(answer.file.suffix.lower(), "application/octet-stream") if answer.file else ""
        try:
            data = self._data(answer.file) if answer.file else b"not found\n"
        except OSError:  # swapped away since it was found
            self._send(HTTPStatus.NOT_FOUND, b"not found\n", CONTENT_TYPES[".txt"])
            return
        data = with_reload(data) if kind == CONTENT_TYPES[".html"] else data
        self._send(answer.status, data, kind or CONTENT_TYPES[".txt"])

    def _data(self, file: Path) -> bytes:
        """Give the proof of a page, if there is one, else the page."""
        inside = file.relative_to(os.path.realpath(self._output)).as_posix()
        proof = self._builds.proofs.get(inside)
        return file.read_bytes() if proof is None else proof

    def _send(self, status: HTTPStatus, data: bytes, kind: str, *, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_events(self) -> None:
        """Tell the number of the last build, again and again, until the reader or the server goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        count = self._builds.count
        while self.command != "HEAD" and not self._builds.is_over:
            self.wfile.write(f"data: {count}\n\n".encode())
            count = self._builds.wait_beyond(count)
