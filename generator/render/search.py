"""The search index of an edition, made by Pagefind; the only door to it.

Pagefind splits at spaces only, and finds « père » for "pere" by itself; so that "otan" finds « l’OTAN » too, a mark
and a hair space are put behind apostrophes here, which `search.js` takes out of what it shows.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from threading import Thread
from types import MappingProxyType
from typing import IO, Any, cast
from urllib.parse import quote, unquote

from generator.errors import DigestError
from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.render.locales import Locale
from generator.views import SearchIndex, SearchRecord

INDEX_VERSION = "search/4"
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
BEHIND = "’\N{WORD JOINER}\N{HAIR SPACE}"
PLAIN_SPACES = MappingProxyType(dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"), " "))
"""Words that a no-break space joins are searched one by one."""
TITLE_WEIGHT = 7
"""How much more a word of a title weighs than one of the text; what Pagefind gives a first heading."""
SIGNATURE = b"pagefind_dcd"
"""How Pagefind begins what it compresses."""
FACETS_FILE = "facets.json"
"""Section, year and tags of each result, for `search.js`."""
TOPICS_FILE = "topics.json"
"""Label, address and number of articles of tags, for `search.js`."""
NEEDED = re.compile(r"pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|.*\.pf_(meta|index|fragment|filter)")
"""Files of the bundle that a search loads; the rest is Pagefind's own interface."""


class SearchError(DigestError):
    """Pagefind could not make the index."""


def has_search() -> bool:
    """Tell whether Pagefind can run here."""
    executable = _executable()
    return executable is not None and executable.is_file()


def _executable() -> Path | None:
    """Find Pagefind's program, if there is one for this platform."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - it loads asyncio, which only a search pays for
    except ImportError:
        return None
    return get_executable()


def search_files(index: SearchIndex, locale: Locale, memory: Memory) -> tuple[OutputFile, ...]:
    """Make the files of the index of an edition, or remember them.

    Args:
        index: What is to be searched.
        locale: How dates are shown.
        memory: Where the index is kept.

    Raises:
        SearchError: Pagefind failed.
    """
    language = locale.cldr.language
    records = [_record(record, locale) for record in index.records]
    key = memory_key(INDEX_VERSION, _version(), language, *records)
    answer = memory.recall(key)
    files = _unpacked(answer) if answer is not None else None
    if files is None:
        files = _indexed(records, language)
        memory.keep(key, _packed(files))
    topics = json.dumps([[tag.label, tag.url, tag.count] for tag in index.topics], ensure_ascii=False)
    files = {**files, FACETS_FILE: _facets(index.records, files), TOPICS_FILE: topics.encode("utf-8", "replace")}
    return tuple(OutputFile(f"{index.folder}/{path}", files[path]) for path in sorted(files))


def _record(record: SearchRecord, locale: Locale) -> str:
    """Write a record as a page for Pagefind: what is searched, and what a result shows.

    What is shown stands in an id, as Pagefind keeps ids but searches its metadata: every article of March would be
    found by the name of the month.
    """
    searched = APOSTROPHE.sub(BEHIND, f"{record.title}\n{record.text}".translate(PLAIN_SPACES))
    title, *blocks = (line for line in searched.splitlines() if line.strip())
    day = (locale.day(record.date), record.date.date().isoformat())
    shown = json.dumps([record.url, record.title, record.section, *day, len(title.split())])
    body = "".join(f"<p>{_text(block)}</p>" for block in blocks)
    heading = f'<p data-pagefind-weight="{TITLE_WEIGHT}">{_text(title)}</p>'
    return f'<!doctype html><html><body><i id="{quote(shown)}"></i>{heading}{body}</body></html>'


def _text(text: str) -> str:
    """Write a text as HTML; what is no character becomes a sign for that."""
    return html.escape(text).encode("utf-8", "replace").decode()


def _facets(records: Sequence[SearchRecord], files: Mapping[str, bytes]) -> bytes:
    """Tell by what results can be chosen, and their order by date.

    Pagefind's own filters and sorts come in another order each time that it runs.

    Args:
        records: The articles.
        files: The index; the name of a fragment is the id of its result.
    """
    ids = {_address(data): PurePosixPath(path).stem for path, data in files.items() if path.startswith("fragment/")}
    sections = sorted({record.section for record in records})
    tags = sorted({tag for record in records for tag in record.tags})
    places = ({name: at for at, name in enumerate(names)} for names in (sections, tags))
    section_at, tag_at = places
    pages = [
        [ids[record.url], str(record.date.year), section_at[record.section], [tag_at[tag] for tag in record.tags]]
        for record in sorted(records, key=lambda record: (-record.date.timestamp(), record.url))
        if record.url in ids
    ]
    written = json.dumps(
        {"sections": sections, "tags": tags, "pages": pages}, ensure_ascii=False, separators=(",", ":")
    )
    return written.encode("utf-8", "replace")


def _address(fragment: bytes) -> str:
    """Read the address of an article from the fragment that Pagefind made of it."""
    written = json.loads(gzip.decompress(fragment).removeprefix(SIGNATURE))
    return str(json.loads(unquote(written["anchors"][0]["id"]))[0])


def _indexed(records: Sequence[str], language: str) -> Mapping[str, bytes]:
    """Give all records to Pagefind's program, in their order, and take the index from its answers.

    Of a folder it would take the files in the order in which the file system lists them, and number them so: the index
    would have other bytes on another disk. The package's own interface waits a tenth of a second for each record.
    """
    files = ({"file_path": f"{number}.html", "file_contents": record} for number, record in enumerate(records))
    requests: Iterator[dict[str, object]] = chain(
        [{"type": "NewIndex", "config": {"force_language": language}}],
        ({"type": "AddFile", "index_id": 0, **file} for file in files),
        [{"type": "GetFiles", "index_id": 0}],
    )
    answers: list[Mapping[str, Any]] = []
    command = [str(_executable()), "--service"]
    with (
        suppress(BrokenPipeError),  # it has ended too early, and answers are missing
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program,  # noqa: S603 - ours
    ):
        Thread(target=_ask, args=(cast("IO[bytes]", program.stdin), requests), daemon=True).start()
        answers += islice(_answers(cast("IO[bytes]", program.stdout)), len(records) + 2)
    told = [str(answer.get("message")) for answer in answers if answer["type"] == "Error"]
    if told or len(answers) < len(records) + 2:
        what = told[0] if told else "it ended before the index was made"
        cure = "Set `enabled = false` under `[search]` in site.toml to build without it."
        raise SearchError(f"Pagefind failed: {what}\n    {cure}")
    return _bundle({file["path"]: base64.b64decode(file["content"]) for file in answers[-1]["files"]})


def _ask(stream: IO[bytes], requests: Iterable[Mapping[str, object]]) -> None:
    """Write requests as Pagefind reads them; it may have ended, which its answers tell."""
    with suppress(BrokenPipeError, ValueError):
        for number, request in enumerate(requests):
            written = json.dumps({"message_id": number, "payload": request})
            stream.write(base64.b64encode(written.encode()) + b",")
        stream.flush()


def _answers(stream: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    """Read answers as Pagefind writes them: JSON in Base64, each with a comma behind it."""
    parts: list[bytes] = []
    while data := os.read(stream.fileno(), 1 << 20):
        first, *others = data.split(b",")
        parts.append(first)
        for other in others:
            yield json.loads(base64.b64decode(b"".join(parts)))["payload"]
            parts = [other]


def _bundle(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Choose the files that a search loads."""
    entry = json.loads(files["pagefind-entry.json"])
    programs = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    return {path: data for path, data in files.items() if NEEDED.fullmatch(path) or path in programs}


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Write files as one answer: a line of JSON with their names and lengths, then their bytes."""
    names = sorted(files)
    head = json.dumps([[name, len(files[name])] for name in names]).encode()
    return b"\n".join([head, b"".join(files[name] for name in names)])


def _unpacked(answer: bytes) -> Mapping[str, bytes] | None:
    """Read files back, or None when the answer is no such thing.

    >>> _unpacked(_packed({"a": b"1", "b": b"22"}))
    {'a': b'1', 'b': b'22'}
    """
    head, _newline, body = answer.partition(b"\n")
    try:
        lengths = json.loads(head)
        files, at = {}, 0
        for name, length in lengths:
            files[name] = body[at : at + length]
            at += length
    except (ValueError, TypeError):
        return None
    return files if at == len(body) else None


def _version() -> str:
    """Name what the index depends on."""
    try:
        return f"pagefind {version('pagefind')} {version('pagefind-bin')}"
    except PackageNotFoundError:
        return "pagefind, another"
