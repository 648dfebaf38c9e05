"""The commands that look at a site and publish nothing: `digest check` and `digest why`."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from generator.analysis.account import Account
from generator.analysis.agreement import FIVE, TEN, Agreement, Hits
from generator.check import check_related, check_site, explain, mend
from generator.errors import Problem, Severity
from generator.model import Article
from generator.options import Options, config_of, folders_of, order_of, site_options
from generator.publish.cache import open_cache

Facts = Mapping[str, Any]
FORMATS = ("text", "json", "github")


@click.command("check")
@click.option("--related", "asks_related", is_flag=True, help="Measure related articles by the editor's own links.")
@click.option("--fix", "mends", is_flag=True, help="Let lost addresses lead to the articles in their place.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How it is told.")
@site_options
def check_command(asks_related: bool, mends: bool, form: str, **given: Any) -> None:
    """Tell every problem of the site, and texts published twice; nothing is published."""
    options = Options(**given)
    folders = folders_of(options)
    config = config_of(options, folders)
    with order_of(options, config) as order, open_cache(folders.cache, order.notice, is_build=False) as memory:
        for line in mend(config, folders, order, memory) if mends else ():
            order.notice(line)
        problems = check_site(config, folders, order, memory)
        found = check_related(config, folders, order, memory) if asks_related else None
    if options.strict:
        problems = tuple(dataclasses.replace(problem, severity=Severity.ERROR) for problem in problems)
    _tell(problems, found, form, quiet=options.quiet)
    if any(problem.is_error for problem in problems):
        sys.exit(1)


@click.command("why")
@click.argument("article")
@click.argument("other")
@click.option("--format", "form", type=click.Choice(FORMATS[:2]), default="text", show_default=True, help="As above.")
@site_options
def why_command(article: str, other: str, form: str, **given: Any) -> None:
    """Tell why OTHER is, or is not, offered as related under ARTICLE."""
    options = Options(**given)
    folders = folders_of(options)
    config = config_of(options, folders)
    with order_of(options, config) as order, open_cache(folders.cache, order.notice, is_build=False) as memory:
        one, second, account = explain((article, other), config, folders, order, memory)
    if form == "json":
        _write(_as_json({"article": one.id, "other": second.id, **_account_facts(account)}))
    else:
        _write("\n".join(_account_lines(one, second, account)))


def _tell(problems: Sequence[Problem], found: Agreement | None, form: str, *, quiet: bool) -> None:
    """Write what was found."""
    errors = sum(problem.is_error for problem in problems)
    if form == "json":
        facts = {"errors": errors, "warnings": len(problems) - errors, "problems": [_facts(p) for p in problems]}
        _write(_as_json(facts | ({"related": _related_facts(found)} if found else {})))
        return
    lines = [_github(problem) if form == "github" else str(problem) for problem in problems]
    lines += _related_lines(found) if found else []
    lines += [] if quiet else [f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}"]
    _write("\n".join(lines))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _facts(problem: Problem) -> Facts:
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity.value,
        "message": problem.message,
        "cure": problem.cure,
    }


def _github(problem: Problem) -> str:
    """Write a problem as a workflow command, which GitHub shows beside the line.

    >>> from generator.errors import Location, warning
    >>> _github(warning(Location("a,b.md", 4), "50 % is missing", "Add it."))
    '::warning file=a%2Cb.md,line=4::50 %25 is missing%0AAdd it.'
    """
    place = problem.location
    numbers = [f"{name}={n}" for name, n in (("line", place.line), ("col", place.column)) if n]
    path = _escaped(place.path).replace(":", "%3A").replace(",", "%2C")
    text = _escaped(f"{problem.message}\n{problem.cure}")
    return f"::{problem.severity.value} {','.join([f'file={path}', *numbers])}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _related_facts(found: Agreement) -> Facts:
    return {
        "links": found.links,
        **{name: _shares(hits, found.links) for name, hits in _compared(found).items()},
        "times_latest": _times(found.machine, found.latest),
        "times_tags": _times(found.machine, found.tags),
    }


def _compared(found: Agreement) -> Mapping[str, Hits]:
    return {"machine": found.machine, "latest": found.latest, "tags": found.tags}


def _shares(hits: Hits, links: int) -> Facts:
    return {
        "first_5": hits.five,
        "first_10": hits.ten,
        "share_5": _share(hits.five, links),
        "share_10": _share(hits.ten, links),
    }


def _share(hits: int, links: int) -> float:
    return round(hits / links, 3) if links else 0.0


def _times(machine: Hits, other: Hits) -> float | None:
    """Tell how many times as many links the machine has among its first five; None when the other has none."""
    return round(machine.five / other.five, 2) if other.five else None


NAMES = {"machine": "related articles", "latest": "latest articles", "tags": "most tags in common"}


def _related_lines(found: Agreement) -> list[str]:
    if not found.links:
        return ["no article leads to another by a link of its editor: there is nothing to measure by"]
    lines = [f"{_counted(found.links, 'link')} of the editor{f'first {FIVE}':>20}{f'first {TEN}':>14}"]
    width = lines[0].index("first") - 8
    for key, hits in _compared(found).items():
        cells = "".join(f"{n:>8} {n / found.links:>5.0%}" for n in (hits.five, hits.ten))
        lines.append(f"{NAMES[key]:<{width}}{cells}")
    for key, other in (("latest", found.latest), ("tags", found.tags)):
        times = _times(found.machine, other)
        lines += [f"{times:.2f} times as many among the first {FIVE} as by {NAMES[key]}"] if times else []
    return lines


def _account_facts(account: Account) -> Facts:
    return dataclasses.asdict(account) | {
        "ground": account.ground.name.lower().replace("_", "-"),
        "because": account.ground.value,
    }


def _account_lines(one: Article, other: Article, account: Account) -> list[str]:
    """Tell an account to people."""
    verdict = f"no. {account.place} of {account.places}" if account.place else "not offered"
    return [
        f"« {other.title} » ({other.id})",
        f"under « {one.title} » ({one.id}): {verdict}, because {account.ground.value}",
        *([f"  the same text:  {account.same_text}"] if account.same_text else []),
        *(
            [f"  small site:     {account.articles} articles; section, tags and date decide"]
            if account.is_small
            else []
        ),
        f"  similarity:     {account.similarity:.3f} = text {account.text:.3f} + tags {account.tag_likeness:.3f}",
        f"  text:           {_text_place(account)}; cosine {account.cosine:.3f}, {account.term_count} shared terms",
        *(f"    {term.adds:.4f}  {term.phrase} ({term.here} times here, {term.there} there)" for term in account.terms),
        f"  tags:           {', '.join(account.tags) or 'none in common'}",
        f"  reasons told:   {', '.join(account.reasons) or 'none'}",
        f"  section:        {'the same' if account.is_same_section else 'another'}",
        f"  date:           {_apart(account.days)}",
    ]


def _text_place(account: Account) -> str:
    return f"no. {account.text_place} of {account.articles - 1}" if account.text_place else "not among the nearest 50"


def _apart(days: float | None) -> str:
    if days is None:
        return "not known"
    if not days:
        return "the same"
    return f"{abs(days):g} days {'later' if days > 0 else 'earlier'}"


def _as_json(facts: Facts) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2)


def _write(text: str) -> None:
    """Write to standard output, in UTF-8."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "surrogatepass") if text else b"")
