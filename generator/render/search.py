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
from functools import partial
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
from generator.render.pieces import Binding, Indexed, Piece, in_pieces
from generator.views import SearchIndex, SearchRecord

INDEX_VERSION = "search/5"
MOST_RECORDS = 3_000
"""Articles that Pagefind's program is given at once; it holds some 190 KiB for each, 570 MiB for so many."""
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
PROGRAM = re.compile(r"pagefind\.js|pagefind-worker\.js|wasm\..*\.pagefind")
"""Files of the bundle that run; the pieces of an index share those of the first."""
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


def search_files(
    index: SearchIndex, locale: Locale, memory: Memory, most: int = MOST_RECORDS
) -> tuple[OutputFile, ...]:
    """Name the files of the index of an edition, which are made or remembered.

    Args:
        index: What is to be searched.
        locale: How dates are shown.
        memory: Where the index is kept.
        most: Articles that are indexed together; an edition that has more is indexed in pieces.

    Raises:
        SearchError: Pagefind failed.
    """
    groups = in_pieces(index.records, most)
    pieces = [_piece(records, number, index.folder, locale) for number, records in enumerate(groups, 1)]
    binding = Binding(memory)
    contents = [binding.contents(piece) for piece in pieces]
    files = [file for piece, known in zip(pieces, contents, strict=True) for file in binding.files(piece, known)]
    ids = {address: name for known in contents for address, name in known.ids.items()}
    topics = json.dumps([[tag.label, tag.url, tag.count] for tag in index.topics], ensure_ascii=False)
    files += [
        OutputFile(f"{index.folder}/{FACETS_FILE}", _facets(index.records, ids, len(pieces))),
        OutputFile(f"{index.folder}/{TOPICS_FILE}", topics.encode("utf-8", "replace")),
    ]
    return tuple(sorted(files, key=lambda file: file.path))


def _piece(records: Sequence[SearchRecord], number: int, folder: str, locale: Locale) -> Piece:
    """Describe a piece of an index; the first holds the programs, and stands where the only one of others does.

    Pagefind begins the id of a result with the language that it is told, by whose first part it knows the rules. So a
    private subtag ("fr-x-2") tells results of one piece from those of another, whose hashes may be the same.
    """
    language = locale.cldr.language if number == 1 else f"{locale.cldr.language}-x-{number}"
    told = (_told(record, locale) for record in records)
    return Piece(
        key=memory_key(INDEX_VERSION, _version(), language, *told),
        folder=folder if number == 1 else f"{folder}/{number}",
        make=partial(_indexed if number == 1 else _without_programs, records, locale, language),
    )


def _told(record: SearchRecord, locale: Locale) -> str:
    """Tell all on which `_record` depends."""
    texts = record.title, record.summary, record.prose.mark
    return memory_key("record", *texts, record.url, record.section, *_day(record, locale))


def _day(record: SearchRecord, locale: Locale) -> tuple[str, str]:
    return locale.day(record.date), record.date.date().isoformat()


def _record(record: SearchRecord, locale: Locale) -> str:
    """Write a record as a page for Pagefind: what is searched, and what a result shows.

    What is shown stands in an id, as Pagefind keeps ids but searches its metadata: every article of March would be
    found by the name of the month.
    """
    searched = APOSTROPHE.sub(BEHIND, f"{record.title}\n{record.summary}\n{record.prose}".translate(PLAIN_SPACES))
    title, *blocks = (line for line in searched.splitlines() if line.strip())
    shown = json.dumps([record.url, record.title, record.section, *_day(record, locale), len(title.split())])
    body = "".join(f"<p>{_text(block)}</p>" for block in blocks)
    heading = f'<p data-pagefind-weight="{TITLE_WEIGHT}">{_text(title)}</p>'
    return f'<!doctype html><html><body><i id="{quote(shown)}"></i>{heading}{body}</body></html>'


def _text(text: str) -> str:
    """Write a text as HTML; what is no character becomes a sign for that."""
    return html.escape(text).encode("utf-8", "replace").decode()


def _facets(records: Sequence[SearchRecord], ids: Mapping[str, str], pieces: int) -> bytes:
    """Tell by what results can be chosen, their order by date, and the folders of the pieces behind the first.

    Pagefind's own filters and sorts come in another order each time that it runs.

    Args:
        records: The articles.
        ids: Of their results, by address.
        pieces: Into how many the index is cut.
    """
    sections = sorted({record.section for record in records})
    tags = sorted({tag for record in records for tag in record.tags})
    places = ({name: at for at, name in enumerate(names)} for names in (sections, tags))
    section_at, tag_at = places
    pages = [
        [ids[record.url], str(record.date.year), section_at[record.section], [tag_at[tag] for tag in record.tags]]
        for record in sorted(records, key=lambda record: (-record.date.timestamp(), record.url))
        if record.url in ids
    ]
    facets: dict[str, object] = {"sections": sections, "tags": tags, "pages": pages}
    if pieces > 1:
        facets["pieces"] = [f"{number}/" for number in range(2, pieces + 1)]
    return json.dumps(facets, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _address(fragment: bytes) -> str:
    """Read the address of an article from the fragment that Pagefind made of it."""
    written = json.loads(gzip.decompress(fragment).removeprefix(SIGNATURE))
    return str(json.loads(unquote(written["anchors"][0]["id"]))[0])


def _indexed(records: Sequence[SearchRecord], locale: Locale, language: str) -> Indexed:
    """Give all records to Pagefind's program, in their order, and take the index from its answers.

    Of a folder it would take the files in the order in which the file system lists them, and number them so: the index
    would have other bytes on another disk. The package's own interface waits a tenth of a second for each record.
    """
    pages = (
        {"file_path": f"{number}.html", "file_contents": _record(record, locale)}
        for number, record in enumerate(records)
    )
    requests: Iterator[dict[str, object]] = chain(
        [{"type": "NewIndex", "config": {"force_language": language}}],
        ({"type": "AddFile", "index_id": 0, **page} for page in pages),
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
    files = _bundle({file["path"]: base64.b64decode(file["content"]) for file in answers[-1]["files"]})
    # The name of a fragment is the id of its result.
    fragments = {path: data for path, data in files.items() if path.startswith("fragment/")}
    return files, {_address(data): PurePosixPath(path).stem for path, data in sorted(fragments.items())}


def _without_programs(records: Sequence[SearchRecord], locale: Locale, language: str) -> Indexed:
    """Index a piece that the programs of the first one search."""
    files, ids = _indexed(records, locale, language)
    return {path: data for path, data in files.items() if not PROGRAM.fullmatch(path)}, ids


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


def _version() -> str:
    """Name what the index depends on."""
    try:
        return f"pagefind {version('pagefind')} {version('pagefind-bin')}"
    except PackageNotFoundError:
        return "pagefind, another"
