"""How answers about tags are written: as columns for a terminal, as data for JSON."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from generator.analysis.inventory import Entry, Inventory, Origin
from generator.analysis.merges import Evidence, Kind, Suggestion
from generator.analysis.reasons import Explanation, Rank
from generator.curation.merging import Decision

WIDEST = 36
"""Columns of the longest name in a table; a longer one is cut."""
RIVALS = 12
"""Tags of an article that are listed, those that it bears first."""

REFUSAL = "To refuse one, write `keep-apart` instead of `merge`; it is not suggested again."

Data = Mapping[str, object]


def report_text(inventory: Inventory) -> Iterator[str]:
    """Write the inventory of an edition: one line that sums it up, and one for each tag."""
    entries = inventory.entries
    counts = (
        (sum(entry.is_thin for entry in entries), "thin"),
        (sum(entry.is_swollen for entry in entries), "swollen"),
        (sum(bool(entry.near) for entry in entries), "near another"),
        (sum(entry.origin is Origin.MACHINE for entry in entries), "by the machine alone"),
    )
    yield f"{inventory.lang}: {_count(inventory.articles, 'article')}, {_count(len(entries), 'tag')}"
    yield f"    {', '.join(f'{number} {what}' for number, what in counts)}"
    rows = [("TAG", "ARTICLES", "DECLARED", "FIRST", "LAST", "BY", "REMARKS")]
    rows += [
        (
            entry.tag.label,
            str(len(entry.tag.articles)),
            str(entry.declared or "-"),
            entry.first.isoformat(),
            entry.last.isoformat(),
            entry.origin.value,
            _remarks(entry, inventory.articles),
        )
        for entry in entries
    ]
    yield from _table(rows, right={1, 2})
    if inventory.unused:
        yield f"Rules in tags.toml that no article bears: {', '.join(inventory.unused)}"


def report_data(inventory: Inventory) -> Data:
    """Give the inventory of an edition as data."""
    return {
        "lang": inventory.lang,
        "articles": inventory.articles,
        "tags": [_entry_data(entry) for entry in inventory.entries],
        "unused_rules": inventory.unused,
    }


def suggestions_text(lang: str, suggestions: Sequence[Suggestion]) -> Iterator[str]:
    """Write the suggested merges of an edition, each with its evidence and the command that carries it out."""
    yield f"{lang}: {_count(len(suggestions), 'suggestion')}"
    for suggestion in suggestions:
        merged, into = suggestion.merged, suggestion.into
        articles = _count(len(merged.articles), "article")
        yield ""
        yield (
            f"{suggestion.strength.name.lower():<6}  {merged.label} ({articles}) -> {into.label} ({len(into.articles)})"
        )
        for evidence in suggestion.evidence:
            yield f"        {_told(evidence)}"
        yield f"        {_command('merge', lang, suggestion)}"


def suggestions_data(lang: str, suggestions: Sequence[Suggestion]) -> Data:
    """Give the suggested merges of an edition as data."""
    return {
        "lang": lang,
        "suggestions": [
            {
                "merge": suggestion.merged.label,
                "into": suggestion.into.label,
                "articles": {
                    "merge": len(suggestion.merged.articles),
                    "into": len(suggestion.into.articles),
                },
                "strength": suggestion.strength.name.lower(),
                "evidence": [
                    {"kind": e.kind.value, "strength": e.strength.name.lower(), "text": _told(e)}
                    | ({"count": e.count} if e.count else {})
                    | ({"of": e.of} if e.of else {})
                    for e in suggestion.evidence
                ],
                "command": _command("merge", lang, suggestion),
                "refusal": _command("keep-apart", lang, suggestion),
            }
            for suggestion in suggestions
        ],
    }


def merge_text(decision: Decision) -> Iterator[str]:
    """Write what a merge did."""
    if not decision.is_new:
        yield f"{decision.file}: “{decision.one}” and “{decision.other}” are one tag already; nothing was written"
        return
    names = ", ".join(f"“{name}”" for name in decision.aliases)
    verb = "leads" if len(decision.aliases) == 1 else "lead"
    yield f"{decision.file}: {names} now {verb} to “{decision.other}” ({decision.lang})"
    if decision.rule_went:
        yield f"    The rule of “{decision.one}” is gone; what “{decision.other}” lacked was taken from it."
    yield "    The next build lets the old page lead to the new one."


def apart_text(decision: Decision) -> Iterator[str]:
    """Write what a refusal did."""
    told = "is remembered" if decision.is_new else "was remembered already; nothing was written"
    yield f"{decision.file}: that “{decision.one}” is not “{decision.other}” {told} ({decision.lang})"


def decision_data(decision: Decision) -> Data:
    """Give a decision about two tags as data."""
    return asdict(decision)


def explanation_text(why: Explanation) -> Iterator[str]:
    """Write why an article bears a tag, or does not."""
    yield f"“{why.label}” on {why.article} ({why.lang})"
    yield f"    {why.title}"
    yield ""
    yield f"{'Borne' if why.is_borne else 'Not borne'}: {why.because}."
    yield ""
    yield from _mention_text(why)
    yield from _rank_text(why.rank)
    yield from _standing_text(why)
    rows = [("TAG", "MERIT", "BORNE")]
    rows += [
        (
            rival.label,
            "-" if rival.merit is None else f"{rival.merit:.2f}",
            "declared" if rival.is_declared else _yes(rival.is_borne),
        )
        for rival in why.rivals[:RIVALS]
    ]
    yield ""
    yield "Among the tags that the article has or might have"
    yield from _indented(_table(rows, right={1}))


def explanation_data(why: Explanation) -> Data:
    """Give the reasons for a tag on an article as data."""
    ground = why.standing.ground
    return {
        **asdict(why),
        "outcome": why.outcome.name.lower(),
        "standing": {
            **asdict(why.standing),
            "ground": ground and {"name": ground.name.lower(), "lets_in": ground.lets_in, "text": ground.value},
        },
        "mention": why.mention and {**why.mention._asdict(), "is_firm": why.mention.is_firm},
    }


def _entry_data(entry: Entry) -> Data:
    return {
        "label": entry.tag.label,
        "key": entry.tag.key,
        "articles": len(entry.tag.articles),
        "declared": entry.declared,
        "first": entry.first.isoformat(),
        "last": entry.last.isoformat(),
        "by": entry.origin.value,
        "thin": entry.is_thin,
        "swollen": entry.is_swollen,
        "hidden": entry.tag.hidden,
        "near": entry.near,
        "spellings": entry.tag.spellings,
    }


def _remarks(entry: Entry, articles: int) -> str:
    share = round(100 * len(entry.tag.articles) / articles)
    remarks = (
        "thin" if entry.is_thin else "",
        f"swollen: {share} %" if entry.is_swollen else "",
        "hidden" if entry.tag.hidden else "",
        f"near {', '.join(entry.near)}" if entry.near else "",
    )
    return "; ".join(filter(None, remarks))


def _told(evidence: Evidence) -> str:
    """Write one reason to take two tags for one."""
    articles, spell = _count(evidence.count, "article"), "spells" if evidence.count == 1 else "spell"
    return {
        Kind.SPELLED_OUT: f"{articles} {spell} the abbreviation out, one beside the other in parentheses",
        Kind.SPACING: "one is written in one word, the other in several",
        Kind.INITIALS: "the letters of one are the initials of the other",
        Kind.SMALL_WORDS: "they differ in small words alone",
        Kind.WORD_ORDER: "they have the same words in another order",
        Kind.ONE_EDIT: "they are one letter apart",
        Kind.TOGETHER: f"{evidence.count} of the {evidence.of} articles that bear either bear both",
    }[evidence.kind]


def _command(verb: str, lang: str, suggestion: Suggestion) -> str:
    names = shlex.join([suggestion.merged.label, suggestion.into.label])
    return f"digest tags {verb} {names} --lang {lang}"


def _mention_text(why: Explanation) -> Iterator[str]:
    mention = why.mention
    if mention is None:
        return
    rows = [
        ("written", mention.phrase),
        ("occurrences", str(mention.count)),
        ("in the headline", _yes(mention.in_title)),
        ("in the first paragraph", _yes(mention.in_lead)),
        ("really about it", _yes(mention.is_firm)),
    ]
    yield "In the article"
    yield from _indented(_table(rows))
    yield ""


def _rank_text(rank: Rank | None) -> Iterator[str]:
    """Write what the keyword of the article weighs, feature by feature."""
    if rank is None:
        return
    place = f"place {rank.place} of {rank.of}" if rank.place else f"part of a better one, so none of the {rank.of}"
    yield f"As a keyword, “{rank.phrase}”: {place}; the first {rank.considered} may become tags"
    rows = [("FEATURE", "VALUE", "ADDS")]
    rows += [(f.name, _shown(f.value), f"{f.contribution + 0.0:+.3f}") for f in rank.features]
    rows += [("score", "", f"{rank.score:+.3f}"), ("weight", "", f"{rank.weight:.3f}")]
    yield from _indented(_table(rows, right={1, 2}))
    yield ""


def _standing_text(why: Explanation) -> Iterator[str]:
    standing = why.standing
    rows = [
        ("articles that mention it", f"{standing.frequency} of {standing.articles}, at most {int(standing.most)}"),
        ("with it among their keywords", str(standing.about)),
        ("really about it", f"{standing.firm}, at least {standing.floor}"),
    ]
    if standing.ground:
        verdict = "may be a tag" if standing.ground.lets_in else "may be no tag"
        rows.append((verdict, standing.ground.value))
    yield f"In the {why.lang} edition"
    yield from _indented(_table(rows))


def _table(rows: Sequence[Sequence[str]], right: set[int] = frozenset()) -> Iterator[str]:  # type: ignore[assignment]
    """Align columns with two blanks between them, numbers at the right."""
    cut = [[_cut(cell) if n < len(row) - 1 else cell for n, cell in enumerate(row)] for row in rows]
    widths = [max(_width(row[n]) for row in cut) for n in range(len(cut[0]))]
    for row in cut:
        cells = (
            " " * (width - _width(cell)) + cell if n in right else cell + " " * (width - _width(cell))
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _width(text: str) -> int:
    """Count the columns that a text takes in a terminal: wide letters two, accents of their own none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str) -> str:
    """Cut a text that would make its column too wide."""
    if _width(text) <= WIDEST:
        return text
    while _width(text) >= WIDEST:
        text = text[:-1]
    return text + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _shown(value: float) -> str:
    return _yes(value) if isinstance(value, bool) else str(value)


def _yes(value: object) -> str:
    return "yes" if value else "no"
