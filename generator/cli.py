"""The command line: commands, messages, exit codes.

Exit codes: 0 done, 1 the content or templates are at fault, 2 the command line or the configuration is,
130 and 143 when interrupted or terminated.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlsplit

import click

import generator
from generator.analysis.corpus import Document, extract_keywords, relate
from generator.build import Folders, build
from generator.check_commands import check_command, why_command
from generator.errors import ContentError, DigestError, Location, Problem, UsageError
from generator.options import Options, config_of, folders_of, order_of, say, site_options
from generator.serve import serve as serve_site
from generator.tag_commands import tags

RELATED = 5
"""Related documents that `digest related` gives."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        digest.main(given, prog_name="digest", standalone_mode=False)
        sys.stdout.flush()
        code = 0
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        code = 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more is to be said, not even by Python when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except DigestError as error:
        _tell(error)
        code = error.exit_code
    except Exception as error:
        if "--debug" in given:
            raise
        cure = "This is a defect of the program; run again with --debug, and report it."
        say(f"{type(error).__name__}: {error}\n    {cure}")
        code = 1
    sys.exit(code)


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)


def _tell(error: DigestError) -> None:
    """Write an error with all its problems to standard error."""
    problems: Sequence[Problem] = error.problems if isinstance(error, ContentError | UsageError) else ()
    for problem in problems:
        say(str(problem))
    if not problems:
        say(str(error))
        return
    errors = sum(problem.is_error for problem in problems)
    say(f"{errors} {'error' if errors == 1 else 'errors'}; nothing was published")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="digest")
def digest() -> None:
    """Turn a folder of Markdown articles into a news site that readers follow by topic."""


@digest.command("build")
@site_options
def build_command(**given: Any) -> None:
    """Build the site; the old one stands until the new one is whole."""
    options = Options(**given)
    click.echo(_build(options, folders_of(options)), nl=not options.quiet)


@digest.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@site_options
def serve_command(port: int, **given: Any) -> None:
    """Build the site in a folder of its own, serve it, and build it again at every change."""
    options = Options(**given)
    folders = folders_of(options, output="serve")
    config = config_of(options, folders)
    base_path = urlsplit(config.base_url).path
    serve_site(
        rebuild=lambda: _build(options, folders),
        output=folders.output,
        base_path=base_path,
        watch=folders.inputs,
        port=port,
        announce=click.echo,
    )


@digest.command("keywords")
@click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
def keywords_command(**_given: Any) -> None:
    """Find keywords: JSON lines {id, lang, title, text} in, {id, keywords: [[phrase, weight], ...]} out."""
    documents, ids = _documents()
    for id_, keywords in extract_keywords(documents).items():
        _write({"id": ids[id_], "keywords": [[keyword.phrase, keyword.weight] for keyword in keywords]})


@digest.command("related")
@click.option("--debug", is_flag=True, help="Show the trace of an unexpected error.")
def related_command(**_given: Any) -> None:
    """Find related documents: JSON lines {id, lang, title, text, date?} in, {id, related: [id, ...]} out."""
    documents, ids = _documents()
    for id_, links in relate(documents, RELATED).items():
        _write({"id": ids[id_], "related": [ids[link.id] for link in links]})


digest.add_command(tags)
digest.add_command(check_command)
digest.add_command(why_command)


def _build(options: Options, folders: Folders) -> str:
    """Build once; tell warnings, and give the line that ends a build."""
    started = time.perf_counter()
    config = config_of(options, folders)
    with order_of(options, config) as order:
        report = build(config, folders, order)
    if options.quiet:
        return ""
    for problem in report.warnings:
        say(str(problem))
    return f"{report}, {time.perf_counter() - started:.1f} s"


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
        table = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        return Problem(location, f"is not JSON: {error}", cure)
    if not isinstance(table, dict) or not isinstance(table.get("id"), str | int):
        return Problem(location, "is not an object with an `id`", cure)
    texts = {key: table.get(key, "") for key in ("lang", "title", "text", "date")}
    wrong = [key for key, value in texts.items() if not isinstance(value, str | None)]
    if wrong:
        return Problem(location, f"`{wrong[0]}` is not a text", cure)
    moment = _moment(texts["date"] or "")
    document = Document(str(table["id"]), texts["lang"] or "en", texts["title"] or "", texts["text"] or "", moment)
    return document, table["id"]


def _moment(text: str) -> datetime | None:
    """Read an ISO 8601 date; one that cannot be read is none, since a document may do without."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _write(answer: Mapping[str, object]) -> None:
    """Write one JSON line to standard output, in UTF-8."""
    sys.stdout.buffer.write((json.dumps(answer, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))
