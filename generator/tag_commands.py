"""`digest tags`: the commands of the editor who is in charge of tags."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

import click

from generator.analysis.inventory import take_inventory
from generator.analysis.merges import Suggestion, suggest_merges
from generator.analysis.reasons import explain
from generator.curation import sheets
from generator.curation.desk import Desk, EditionDesk, open_desk
from generator.curation.merging import keep_apart, merge
from generator.options import Options, config_of, folders_of, order_of, site_options

Command = Callable[..., Any]


@click.group()
def tags() -> None:
    """Look after the tags: what they are, which may be one, why an article bears one."""


def _answer_options(command: Command) -> Command:
    """Add the options that all these commands take."""
    command = site_options(command)
    formats = click.Choice(["text", "json"])
    command = click.option("--format", "form", type=formats, default="text", help="How to answer.  [text]")(command)
    return click.option("--lang", help="The edition that is meant.")(command)


@tags.command("report")
@_answer_options
def report_command(lang: str | None, form: str, **given: Any) -> None:
    """List every tag of each edition, with what is odd about it."""
    with _desk(given) as desk:
        zone = ZoneInfo(desk.config.timezone)
        threshold = desk.config.tags.page_threshold
        inventories = [take_inventory(e.found, e.vocabulary, threshold, zone) for e in desk.chosen(lang)]
    if form == "json":
        _write_data({"editions": [sheets.report_data(inventory) for inventory in inventories]})
    else:
        _write_parts(sheets.report_text(inventory) for inventory in inventories)


@tags.command("suggest")
@_answer_options
def suggest_command(lang: str | None, form: str, **given: Any) -> None:
    """Suggest merges of tags that may be one, with their evidence."""
    with _desk(given) as desk:
        found = [(e.lang, _suggestions(e)) for e in desk.chosen(lang)]
    if form == "json":
        _write_data({"editions": [sheets.suggestions_data(*suggestions) for suggestions in found]})
    else:
        parts = [sheets.suggestions_text(*suggestions) for suggestions in found]
        has_any = any(suggestions for _lang, suggestions in found)
        _write_parts([*parts, [sheets.REFUSAL]] if has_any else parts)


@tags.command("merge")
@click.argument("one", metavar="TAG")
@click.argument("other", metavar="INTO")
@_answer_options
def merge_command(one: str, other: str, lang: str | None, form: str, **given: Any) -> None:
    """Let TAG be an alias of INTO, by writing it to tags.toml."""
    with _desk(given) as desk:
        decision = merge(desk, one, other, lang)
    if not given["quiet"]:
        _write(form, sheets.merge_text(decision), sheets.decision_data(decision))


@tags.command("keep-apart")
@click.argument("one", metavar="TAG")
@click.argument("other", metavar="OTHER")
@_answer_options
def keep_apart_command(one: str, other: str, lang: str | None, form: str, **given: Any) -> None:
    """Remember in tags.toml that TAG is not OTHER, so that it is not suggested again."""
    with _desk(given) as desk:
        decision = keep_apart(desk, one, other, lang)
    if not given["quiet"]:
        _write(form, sheets.apart_text(decision), sheets.decision_data(decision))


@tags.command("why")
@click.argument("tag")
@click.argument("article")
@_answer_options
def why_command(tag: str, article: str, lang: str | None, form: str, **given: Any) -> None:
    """Say why ARTICLE bears TAG, or does not: path, file name, slug or title of an article, any phrase for a tag."""
    with _desk(given) as desk:
        edition, key, found = desk.phrase_on_article(tag, article, lang)
        reasons = explain(edition.found, key, tag, found.id)
    _write(form, sheets.explanation_text(reasons), sheets.explanation_data(reasons))


def _suggestions(edition: EditionDesk) -> tuple[Suggestion, ...]:
    prose = (article.prose for article in edition.articles)
    return suggest_merges(edition.tags.values(), prose, edition.vocabulary, edition.lang)


@contextmanager
def _desk(given: dict[str, Any]) -> Iterator[Desk]:
    """Open the desk; the line of progress is gone before anything is answered."""
    options = Options(**given)
    folders = folders_of(options)
    config = config_of(options, folders)
    with order_of(options, config) as order, open_desk(config, folders, order) as desk:
        yield desk


def _write(form: str, text: Iterable[str], data: sheets.Data) -> None:
    if form == "json":
        _write_data(data)
    else:
        _write_parts([text])


def _write_parts(parts: Iterable[Iterable[str]]) -> None:
    """Write texts with a blank line between them, whatever the encoding of the terminal is."""
    encoding = sys.stdout.encoding or "utf-8"
    text = "\n\n".join("\n".join(part) for part in parts)
    click.echo(text.encode(encoding, "replace").decode(encoding))


def _write_data(data: sheets.Data) -> None:
    """Write JSON to standard output, in UTF-8."""
    sys.stdout.buffer.write((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
