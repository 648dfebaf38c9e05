"""The commands for documents that are no site: `digest keywords` and `digest related`, JSON lines in and out."""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from generator.accents import MOST, accents_too_many
from generator.analysis.documents import Document, extract_keywords, relate
from generator.errors import ContentError, Location, Problem

RELATED = 5
"""Related documents that `digest related` gives."""


@click.command("keywords")
@click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
def keywords_command(**_given: Any) -> None:
    """Find keywords: JSON lines {id, lang, title, text} in, {id, keywords: [[phrase, weight], ...]} out."""
    documents, ids = _documents()
    for id_, keywords in extract_keywords(documents).items():
        _write({"id": ids[id_], "keywords": [[keyword.phrase, keyword.weight] for keyword in keywords]})


@click.command("related")
@click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
def related_command(**_given: Any) -> None:
    """Find related documents: JSON lines {id, lang, title, text, date?} in, {id, related: [id, ...]} out."""
    documents, ids = _documents()
    for id_, links in relate(documents, RELATED).items():
        _write({"id": ids[id_], "related": [ids[link.id] for link in links]})


def _documents() -> tuple[list[Document], Mapping[str, object]]:
    """Read documents from standard input, one JSON object a line.

    Returns:
        The documents, and the id of each as it was given.

    Raises:
        ContentError: with every line that is at fault.
    """
    documents: list[Document] = []
    ids: dict[str, object] = {}
    problems: list[Problem] = []
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        read = _document(line, Location("standard input", number))
        if isinstance(read, Problem):
            problems.append(read)
        elif read[0].id in ids:
            cure = "Give each document an id of its own."
            problems.append(Problem(Location("standard input", number), f'the id "{read[0].id}" is taken', cure))
        else:
            documents.append(read[0])
            ids[read[0].id] = read[1]
    if problems:
        raise ContentError(problems)
    return documents, ids


def _document(line: bytes, location: Location) -> tuple[Document, object] | Problem:
    """Read one document and its id as given."""
    cure = 'Write {"id": "1", "lang": "fr", "title": "…", "text": "…"} on one line.'
    try:
        table = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return Problem(location, f"is not JSON: {error}", cure)
    id_ = table.get("id") if isinstance(table, dict) else None
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        return Problem(location, "is not an object with an `id` that is a text or a whole number", cure)
    texts = {key: table.get(key, "") for key in ("lang", "title", "text", "date")}
    wrong = [key for key, value in texts.items() if not isinstance(value, str | None)]
    if wrong:
        return Problem(location, f"`{wrong[0]}` is not a text", cure)
    if accents_too_many(html.unescape(texts["text"] or "")) >= 0:
        return Problem(location, f"`text` has a letter with more than {MOST} accents", "Delete them.")
    moment = _moment(texts["date"] or "")
    document = Document(str(id_), texts["lang"] or "en", texts["title"] or "", texts["text"] or "", moment)
    return document, id_


def _moment(text: str) -> datetime | None:
    """Read an ISO 8601 date; one that cannot be read is none, since a document may do without."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(answer: Mapping[str, object]) -> None:
    """Write one JSON line to standard output, in UTF-8; half of a character is written as JSON escapes it."""
    sys.stdout.buffer.write((json.dumps(answer, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))
