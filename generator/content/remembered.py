"""Markup as bytes and back, so that it can be remembered; places are kept as lines, whatever the path shown."""

from __future__ import annotations

import json
from typing import Any

from generator.content.markup import VERSION, Markup, render_markdown
from generator.errors import Location, Problem, Severity
from generator.memory import Memory, memory_key
from generator.model import Heading, InternalLink, ReadAlso


def markup_of(text: str, article_id: str, shown_path: str, first_line: int, lang: str, memory: Memory) -> Markup:
    """Render a body, or recall what it became; the arguments are those of `render_markdown`."""
    key = memory_key(VERSION, text, article_id, str(first_line), lang)
    answer = memory.recall(key)
    markup = from_bytes(answer, shown_path) if answer is not None else None
    if markup is None:
        markup = render_markdown(text, article_id, shown_path, first_line, lang)
        memory.keep(key, to_bytes(markup))
    return markup


def to_bytes(markup: Markup) -> bytes:
    """Write markup as JSON."""
    return json.dumps(
        {
            "html": markup.html,
            "prose": markup.prose,
            "words": markup.word_count,
            "lead": markup.lead,
            "opening": markup.opening,
            "headings": [[h.level, h.anchor, h.text] for h in markup.headings],
            "links": [[k.reference, k.is_image, *_place(k.location)] for k in markup.links],
            "also": [[a.marker, a.label, a.title, a.target, *_place(a.location)] for a in markup.read_also],
            "problems": [[p.message, p.cure, p.severity.value, *_place(p.location)] for p in markup.problems],
        },
        ensure_ascii=False,
    ).encode()


def _place(location: Location) -> tuple[int, int]:
    return location.line, location.column


def from_bytes(answer: bytes, shown_path: str) -> Markup | None:
    """Read markup, or nothing when the bytes are not what `to_bytes` writes: memory is never trusted."""
    try:
        table: dict[str, Any] = json.loads(answer)
        return Markup(
            html=_text(table["html"]),
            prose=_text(table["prose"]),
            word_count=int(table["words"]),
            lead=_text(table["lead"]),
            opening=_text(table["opening"]),
            headings=tuple(
                Heading(int(level), _text(anchor), _text(text)) for level, anchor, text in table["headings"]
            ),
            links=tuple(
                InternalLink(_text(reference), Location(shown_path, int(line), int(column)), bool(is_image))
                for reference, is_image, line, column in table["links"]
            ),
            read_also=tuple(
                ReadAlso(
                    _text(marker),
                    _text(label),
                    _text(title),
                    _text(target),
                    Location(shown_path, int(line), int(column)),
                )
                for marker, label, title, target, line, column in table["also"]
            ),
            problems=tuple(
                Problem(Location(shown_path, int(line), int(column)), _text(message), _text(cure), Severity(severity))
                for message, cure, severity, line, column in table["problems"]
            ),
        )
    except (ValueError, TypeError, KeyError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
