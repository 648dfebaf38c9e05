"""The command line: arguments, the clock, messages, exit codes; the only door to click.

Exit codes: 0 done, 1 the content or templates are at fault, 2 the command line or the configuration is,
130 and 143 when interrupted or terminated.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

import generator
from generator.analysis.corpus import Document, extract_keywords, relate
from generator.assembly.selection import Moment
from generator.build import Folders, Order, build
from generator.config import SiteConfig
from generator.config_files import load_config
from generator.errors import ContentError, DigestError, Location, Problem, UsageError
from generator.serve import serve as serve_site

RELATED = 5
"""Related documents that `digest related` gives."""
Command = Callable[..., Any]
FOLDER = click.Path(path_type=Path)


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
        _say("interrupted")
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
        _say(f"{type(error).__name__}: {error}\n    {cure}")
        code = 1
    sys.exit(code)


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)


def _tell(error: DigestError) -> None:
    """Write an error with all its problems to standard error."""
    problems: Sequence[Problem] = error.problems if isinstance(error, ContentError | UsageError) else ()
    for problem in problems:
        _say(str(problem))
    if not problems:
        _say(str(error))
        return
    errors = sum(problem.is_error for problem in problems)
    _say(f"{errors} {'error' if errors == 1 else 'errors'}; nothing was published")


def _say(message: str) -> None:
    """Write a message to standard error, whatever its encoding is."""
    click.echo(message.encode("utf-8", "backslashreplace").decode(), err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="digest")
def digest() -> None:
    """Turn a folder of Markdown articles into a news site that readers follow by topic."""


def _site_options(command: Command) -> Command:
    """Add the options that say where things are and how the site is wanted."""
    options = (
        click.option("--content", type=FOLDER, help="Folder of the articles.  [content]"),
        click.option("--templates", type=FOLDER, help="Folder of the templates.  [templates, else our own]"),
        click.option("--output", type=FOLDER, help="Folder of the site.  [output]"),
        click.option("--config", type=FOLDER, help="Configuration file.  [site.toml]"),
        click.option("--cache", type=FOLDER, help="Folder of the memory.  [.cache]"),
        click.option("--base-url", help="Address at which the site is published."),
        click.option("--now", help="Build as if it were this moment (ISO 8601).  [SOURCE_DATE_EPOCH, else the clock]"),
        click.option("--drafts", is_flag=True, help="Show drafts too."),
        click.option("--future", is_flag=True, help="Show articles of a later date too."),
        click.option("--jobs", type=click.IntRange(1), help="Processes that read articles.  [one for each processor]"),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option("--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("--debug", is_flag=True, help="Show the trace of an unexpected error."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of `_site_options`, as given."""

    content: Path | None
    templates: Path | None
    output: Path | None
    config: Path | None
    cache: Path | None
    base_url: str | None
    now: str | None
    drafts: bool
    future: bool
    jobs: int | None
    strict: bool
    quiet: bool
    debug: bool


@digest.command("build")
@_site_options
def build_command(**given: Any) -> None:
    """Build the site; the old one stands until the new one is whole."""
    options = Options(**given)
    click.echo(_build(options, _folders(options)), nl=not options.quiet)


@digest.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@_site_options
def serve_command(port: int, **given: Any) -> None:
    """Build the site in a folder of its own, serve it, and build it again at every change."""
    options = Options(**given)
    folders = _folders(options, output="serve")
    config = _config(options, folders)
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


def _build(options: Options, folders: Folders) -> str:
    """Build once; tell warnings, and give the line that ends a build."""
    started = time.perf_counter()
    config = _config(options, folders)
    shows = sys.stderr.isatty() and not options.quiet
    order = Order(
        moment=Moment(_now(options.now, ZoneInfo(config.timezone)), options.drafts, options.future),
        strict=options.strict,
        jobs=options.jobs or os.cpu_count() or 1,
        progress=_draw if shows else _keep_silent,
        notice=_keep_silent if options.quiet else _say,
    )
    try:
        report = build(config, folders, order)
    finally:
        if shows:
            click.echo("\r\x1b[K", nl=False, err=True)
    if options.quiet:
        return ""
    for problem in report.warnings:
        _say(str(problem))
    return f"{report}, {time.perf_counter() - started:.1f} s"


def _draw(step: str, done: int, total: int) -> None:
    """Show progress on one line of the terminal."""
    if done % 25 == 0 or done == total:
        click.echo(f"\r\x1b[K{step}{f' {done}/{total}' if total > 1 else ''}", nl=False, err=True)


def _keep_silent(*_: object) -> None:
    """Say nothing."""


def _folders(options: Options, output: str = "") -> Folders:
    """Find out where things are; what is not named lies beside the configuration.

    Args:
        options: As given.
        output: Name of the folder in the cache that is built into, unless another one is named.

    Raises:
        UsageError: a folder that was named is not there.
    """
    site_file = options.config or (Path("site.toml") if Path("site.toml").is_file() else None)
    root = site_file.parent if site_file else Path()
    content = options.content or root / "content"
    cache = options.cache or root / ".cache"
    for folder, name in ((content, "--content"), *(((options.templates, "--templates"),) if options.templates else ())):
        if not folder.is_dir():
            raise UsageError(f"{folder}: there is no such folder\n    Name it with `{name}`.")
    below = Path(os.path.relpath(cache.resolve(), content.resolve())).parts
    if ".." not in below and not any(part.startswith(".") for part in below):
        raise UsageError(f"{cache}: the cache lies in {content}, and would be published\n    Name it with `--cache`.")
    own = options.templates or root / "templates"
    packaged = _packaged_templates()
    return Folders(
        content=content,
        templates=tuple(dict.fromkeys(f.resolve() for f in (own, packaged))),
        output=options.output or (cache / output if output else root / "output"),
        cache=cache,
        site_file=site_file,
        shown_content=_shown(content),
    )


def _packaged_templates() -> Path:
    """Find the templates that come with the program: inside an installed package, beside it in its repository."""
    package = Path(__file__).resolve().parent
    inside = package / "default_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _shown(folder: Path) -> str:
    """Name a folder as the editor would from here: relative when it lies below, else in full."""
    real, here = Path(os.path.abspath(folder)), Path.cwd()  # noqa: PTH100 - links are to stay as typed
    return real.relative_to(here).as_posix() if real.is_relative_to(here) else real.as_posix()


def _config(options: Options, folders: Folders) -> SiteConfig:
    return load_config(folders.site_file, folders.content / "tags.toml", options.base_url)


def _now(given: str | None, zone: ZoneInfo) -> datetime:
    """Give the moment of the build: what was asked for, else SOURCE_DATE_EPOCH, else the clock.

    Raises:
        UsageError: neither can be read as a moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given is not None:
            moment = datetime.fromisoformat(given)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        name, value = ("--now", given) if given is not None else ("SOURCE_DATE_EPOCH", epoch)
        cure = "Write --now 2017-03-31T18:00:00+02:00, SOURCE_DATE_EPOCH as seconds since 1970."
        raise UsageError(f'{name}: "{value}" is not a moment\n    {cure}') from error
    return datetime.now(UTC)  # noqa: TID251 - the one place


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
