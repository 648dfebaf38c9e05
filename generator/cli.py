"""The command line: commands, messages, exit codes.

Exit codes: 0 done, 1 the content or templates are at fault, 2 the command line or the configuration is,
130 and 143 when interrupted or terminated.

What a command needs is loaded when it runs, so that `--help` and a build that changes nothing start at once.
"""

from __future__ import annotations

import dataclasses
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import click

import generator
from generator.errors import ContentError, DigestError, Problem, UsageError, sorted_problems
from generator.garbage import collect_no_more, collect_seldom
from generator.options import Options, config_of, folders_of, moment_of, order_of, site_options, spent, wishes_of
from generator.streams import open_streams, say, silence, speak_utf_8

if TYPE_CHECKING:
    from generator.last_build import Footing
    from generator.orders import Folders, Report, Stands
    from generator.stopwatch import Stopwatch


LONGEST = 120
"""Most letters of what the list of commands says about one."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit."""
    open_streams()
    if arguments is None:
        speak_utf_8()
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
        silence(sys.stdout)  # whoever read our output has gone
        code = 141
    except DigestError as error:
        _tell(error)
        code = error.exit_code
    except Exception as error:
        if "--debug" in given:
            raise
        if isinstance(error, OSError) and not _is_heard():
            say(f"standard output cannot be written: {error.strerror}\n    All else is done; only the answer is lost.")
            sys.exit(1)
        cure = "This is a defect of the program; run again with --debug, and report it."
        say(f"{type(error).__name__}: {error}\n    {cure}")
        code = 1
    if arguments is None:
        collect_no_more()
    sys.exit(code)


def _is_heard() -> bool:
    """Tell whether standard output takes what is written; if not, it is silenced."""
    try:
        sys.stdout.flush()
    except OSError:
        silence(sys.stdout)
        return False
    return True


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


@dataclass(frozen=True, slots=True)
class Later:
    """A command that is loaded when it is asked for.

    Attributes:
        load: Gives it.
        help: The line that `digest --help` shows.
    """

    load: Callable[[], click.Command]
    help: str


class LazyGroup(click.Group):
    """A group that loads a command of `LATER` when it is run, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        return LATER[cmd_name].load() if cmd_name in LATER else super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        """List all commands, each with a line about it."""
        lines = {name: command.get_short_help_str(LONGEST) for name, command in self.commands.items()}
        lines |= {name: later.help for name, later in LATER.items()}
        with formatter.section("Commands"):
            formatter.write_dl(sorted(lines.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(generator.__version__, prog_name="digest")
def digest() -> None:
    """Turn a folder of Markdown articles into a news site that readers follow by topic."""


@digest.command("build")
@click.option("--keep-going", is_flag=True, help="Leave out files with errors, publish the rest, and end with 1.")
@click.option("--timings", is_flag=True, help="Show how long each stage took.")
@site_options
def build_command(keep_going: bool, timings: bool, **given: Any) -> None:
    """Build the site; the old one stands until the new one is whole."""
    from generator.stopwatch import Stopwatch, table

    options = Options(**given)
    watch = Stopwatch(spent)
    watch.begin("looking")
    folders = folders_of(options)
    line, is_at_fault = _build(options, folders, _program(), watch, keep_going=keep_going)
    if timings:
        say(table(watch.laps()))
    click.echo(line, nl=not options.quiet)
    if is_at_fault:
        sys.stdout.flush()
        sys.exit(1)


@digest.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
@site_options
def serve_command(port: int, **given: Any) -> None:
    """Build the site in a folder of its own, serve it, and build it again at every change."""
    program = _program()  # before the rest of it is loaded
    from generator.processes import one_apart
    from generator.proofs import Proofs
    from generator.serve import Work, serve
    from generator.stopwatch import Stopwatch

    options = Options(**given)
    folders = folders_of(options, output="serve")
    config = config_of(options, folders)
    with one_apart(say) as reader:
        proofs = Proofs(folders, reader, partial(_look, options, folders))
        serve(
            Work(
                build=lambda: _build(options, folders, program, Stopwatch(spent), stands=proofs.keep)[0],
                make_ready=proofs.make_ready,
                proofs=proofs.of,
            ),
            output=folders.output,
            base_path=urlsplit(config.base_url).path,
            watch=folders.inputs,
            port=port,
            announce=click.echo,
        )


def _look(options: Options, folders: Folders, stands: Stands) -> None:
    """Find out what stands, though nothing is to be built."""
    from generator.build import look_at_site

    config = config_of(options, folders)
    with order_of(dataclasses.replace(options, quiet=True), config) as order:
        look_at_site(config, folders, dataclasses.replace(order, stands=stands))


def _keywords() -> click.Command:
    from generator.document_commands import keywords_command

    return keywords_command


def _related() -> click.Command:
    from generator.document_commands import related_command

    return related_command


def _tags() -> click.Command:
    from generator.tag_commands import tags

    return tags


def _check() -> click.Command:
    from generator.check_commands import check_command

    return check_command


def _why() -> click.Command:
    from generator.check_commands import why_command

    return why_command


LATER: Mapping[str, Later] = MappingProxyType(
    {
        "check": Later(_check, "Tell every problem of the site, and texts published twice; nothing is published."),
        "keywords": Later(
            _keywords,
            "Find keywords: JSON lines {id, lang, title, text} in, {id, keywords: [[phrase, weight], ...]} out.",
        ),
        "related": Later(
            _related,
            "Find related documents: JSON lines {id, lang, title, text, date?} in, {id, related: [id, ...]} out.",
        ),
        "tags": Later(_tags, "Look after the tags: what they are, which may be one, why an article bears one."),
        "why": Later(_why, "Tell why OTHER is, or is not, offered as related under ARTICLE."),
    }
)
"""Commands that need more than a build that changes nothing."""


def _program() -> str:
    """Name the program as it is installed; nothing when that cannot be told."""
    from generator.last_build import program_print
    from generator.publish.footprints import DoubtError

    try:
        return program_print()
    except DoubtError:
        return ""


def _build(
    options: Options,
    folders: Folders,
    program: str,
    watch: Stopwatch,
    *,
    keep_going: bool = False,
    stands: Stands | None = None,
) -> tuple[str, bool]:
    """Build once, if anything has changed; tell all problems.

    Returns:
        The line that ends a build, and whether there were errors.
    """
    from generator.last_build import footing_of, last_report

    started = time.perf_counter()
    watch.begin("looking")
    footing = footing_of(folders, wishes_of(options), program, time.time_ns) if program else None
    report = last_report(footing, folders, partial(moment_of, options)) if footing else None
    if report is None:
        report = _build_whole(options, folders, footing, watch, keep_going=keep_going, stands=stands)
    elif not options.quiet:
        for notice in report.notices:
            say(notice)
    watch.end()
    _tell_report(report, quiet=options.quiet)
    line = "" if options.quiet else f"{report}, {time.perf_counter() - started:.1f} s"
    return line, bool(report.errors)


def _tell_report(report: Report, *, quiet: bool) -> None:
    """Write the problems of a site that was published to standard error."""
    for problem in sorted_problems((*report.errors, *(() if quiet else report.warnings))):
        say(str(problem))
    if report.errors:
        errors = f"{len(report.errors)} {'error' if len(report.errors) == 1 else 'errors'}"
        files = f"{report.left_out} {'file' if report.left_out == 1 else 'files'} left out, the rest is published"
        say(f"{errors}; {files if report.left_out else 'the site is published'}")


def _build_whole(
    options: Options,
    folders: Folders,
    footing: Footing | None,
    watch: Stopwatch,
    *,
    keep_going: bool = False,
    stands: Stands | None = None,
) -> Report:
    watch.begin("loading")
    collect_seldom()
    from generator.build import build

    config = config_of(options, folders)
    with order_of(options, config) as order:
        progress = watch.beside(order.progress)
        wanted = dataclasses.replace(order, progress=progress, keep_going=keep_going, stands=stands)
        return build(config, folders, wanted, footing)
