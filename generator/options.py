"""The options that commands about a site share, and what follows from them: places, configuration, the moment.

The only reader of the clock. What is dear to load is loaded when it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.errors import UsageError
from generator.streams import say

if TYPE_CHECKING:
    from generator.config import SiteConfig
    from generator.orders import Folders, Order
    from generator.workforce import Workforce

Command = Callable[..., Any]
FOLDER = click.Path(path_type=Path)


def site_options(command: Command) -> Command:
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
        click.option("--executor", metavar="ADDRESS", help="Dask cluster that reads articles: tcp://HOST:8786."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option("--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("--debug", is_flag=True, help="Show the trace of an unexpected error."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of `site_options`, as given."""

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
    executor: str | None
    strict: bool
    quiet: bool
    debug: bool


def folders_of(options: Options, output: str = "") -> Folders:
    """Find out where things are; what is not named lies beside the configuration.

    Args:
        options: As given.
        output: Name of the folder in the cache that is built into, unless another one is named.

    Raises:
        UsageError: a folder that was named is not there.
    """
    from generator.orders import Folders

    site_file = options.config or (Path("site.toml") if os.path.lexists("site.toml") else None)
    root = site_file.parent if site_file else Path()
    content = options.content or root / "content"
    cache = options.cache or root / ".cache"
    own = options.templates or root / "templates"
    is_own = options.templates is not None or os.path.lexists(own)
    for folder, name in ((content, "--content"), *(((own, "--templates"),) if is_own else ())):
        if not os.path.isdir(folder):  # noqa: PTH112  # a name that is too long is no folder
            raise UsageError(f"{folder}: there is no such folder\n    Name it with `{name}`.")
    below = Path(os.path.relpath(os.path.realpath(cache), os.path.realpath(content))).parts
    if ".." not in below and not any(part.startswith(".") for part in below):
        raise UsageError(f"{cache}: the cache lies in {content}, and would be published\n    Name it with `--cache`.")
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


def config_of(options: Options, folders: Folders) -> SiteConfig:
    """Read the configuration, tags.toml included.

    Raises:
        UsageError: with every defect of it.
    """
    from generator.config_files import load_config

    return load_config(folders.site_file, folders.content / "tags.toml", options.base_url)


@contextmanager
def order_of(options: Options, config: SiteConfig) -> Iterator[Order]:
    """Say how the site is wanted; what the order draws on the terminal is wiped out at the end.

    Raises:
        UsageError: the moment cannot be read.
    """
    from generator.assembly.selection import Moment
    from generator.orders import Order

    shows = sys.stderr.isatty() and not options.quiet
    jobs = options.jobs or os.cpu_count() or 1
    notice = _keep_silent if options.quiet else say
    with _workforce_of(options, jobs, notice) as workforce:
        order = Order(
            moment=Moment(moment_of(options, config.timezone), options.drafts, options.future),
            strict=options.strict,
            jobs=jobs,
            progress=_draw if shows else _keep_silent,
            notice=notice,
            workforce=workforce,
        )
        try:
            yield order
        finally:
            if shows:
                click.echo("\r\x1b[K", nl=False, err=True)


def _workforce_of(options: Options, jobs: int, notice: Callable[[str], None]) -> Workforce:
    """Give who reads articles: a cluster if one is named, else processes of this machine."""
    if options.executor:
        from generator.cluster import cluster_workforce

        return cluster_workforce(options.executor, notice)
    from generator.processes import local_workforce

    return local_workforce(jobs, notice)


def wishes_of(options: Options) -> tuple[str, ...]:
    """Name all options on which the bytes of the site depend, but for places and the moment."""
    return repr(options.base_url), repr(options.drafts), repr(options.future), repr(options.strict)


def moment_of(options: Options, zone: str) -> datetime:
    """Give the moment of the build: what was asked for, else SOURCE_DATE_EPOCH, else the clock.

    Args:
        options: As given.
        zone: Name of the zone of a moment that names none.

    Raises:
        UsageError: neither can be read as a moment.
    """
    given, epoch = options.now, os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given is not None:
            moment = datetime.fromisoformat(given)
            return moment if moment.tzinfo else moment.replace(tzinfo=_zone(zone))
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        name, value = ("--now", given) if given is not None else ("SOURCE_DATE_EPOCH", epoch)
        cure = "Write --now 2017-03-31T18:00:00+02:00, SOURCE_DATE_EPOCH as seconds since 1970."
        raise UsageError(f'{name}: "{value}" is not a moment\n    {cure}') from error
    return datetime.now(UTC)  # noqa: TID251 - the one place


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def spent() -> tuple[float, float]:
    """Tell the seconds that have passed, since any moment, and those of work by this process and its children."""
    times = os.times()
    return time.perf_counter(), times.user + times.system + times.children_user + times.children_system


def _draw(step: str, done: int, total: int) -> None:
    """Show progress on one line of the terminal."""
    if done % 25 == 0 or done == total:
        click.echo(f"\r\x1b[K{step}{f' {done}/{total}' if total > 1 else ''}", nl=False, err=True)


def _keep_silent(*_: object) -> None:
    """Say nothing."""
