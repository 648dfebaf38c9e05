"""Manuscripts as bytes and back, so that they can be remembered and sent; places are kept as lines, whatever the path.

What is read back is checked piece by piece: memory is never trusted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from generator.config import ContentConfig
from generator.content.markup import Markup
from generator.content.origins import PictureFile
from generator.errors import Location, Problem, Severity
from generator.model import Article, Attribution, Heading, ImageRef, InternalLink, ReadAlso, SectionText, Source

TEXTS = (
    "lang", "section", "slug", "url", "title", "withdrawal", "summary", "translation_key", "story", "feed_id",
)  # fmt: skip
LISTS = ("authors", "declared_tags", "aliases", "related", "not_related")
FLAGS = ("has_time", "draft", "withdrawn")
MOMENTS = ("date", "updated", "expires")
OF_SECTION = ("section", "lang", "title", "slug", "description")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one file says by itself.

    Attributes:
        head: The article or section text without its body; None when it can be none.
        markup: Its body.
        picture: The file that `head.image` names, if it names one of the content folder.
        problems: Those of the head; those of the body are with it.
        is_overdue: Whether reading was broken off; the answer may be another one next time.
    """

    head: Article | SectionText | None
    markup: Markup
    picture: PictureFile | None = None
    problems: tuple[Problem, ...] = ()
    is_overdue: bool = False


def to_bytes(manuscript: Manuscript) -> bytes:
    """Write a manuscript as JSON, the same for equal ones."""
    head, picture, markup = manuscript.head, manuscript.picture, manuscript.markup
    table = {
        "article": _article_table(head) if isinstance(head, Article) else None,
        "section": _section_table(head) if isinstance(head, SectionText) else None,
        "picture": picture and [picture.path, picture.address, picture.written, picture.key, *_place(picture.location)],
        "problems": [_problem_row(problem) for problem in manuscript.problems],
        "overdue": manuscript.is_overdue,
        "html": markup.html,
        "prose": markup.prose,
        "words": markup.word_count,
        "lead": markup.lead,
        "opening": markup.opening,
        "headings": [[h.level, h.anchor, h.text] for h in markup.headings],
        "links": [[k.reference, k.is_image, *_place(k.location)] for k in markup.links],
        "also": [[a.marker, a.label, a.title, a.target, *_place(a.location)] for a in markup.read_also],
        "faults": [_problem_row(problem) for problem in markup.problems],
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"), default=dict).encode("utf-8", "surrogatepass")


def _place(location: Location) -> tuple[int, int]:
    return location.line, location.column


def _problem_row(problem: Problem) -> list[object]:
    return [problem.message, problem.cure, problem.severity.value, *_place(problem.location)]


def _article_table(article: Article) -> dict[str, object]:
    image, source = article.image, article.attribution
    return {
        "texts": [getattr(article, name) for name in TEXTS],
        "lists": [getattr(article, name) for name in LISTS],
        "flags": [getattr(article, name) for name in FLAGS],
        "moments": [_moment_row(getattr(article, name)) for name in MOMENTS],
        "image": image and [image.target, image.alt, image.caption, image.credit],
        "source": source and [source.name, source.url],
        "extra": article.extra,
        "lines": article.lines,
    }


def _moment_row(moment: datetime | None) -> list[object] | None:
    """Write a moment as what its clock shows, and the offset of its zone in seconds unless it is that of the site."""
    if moment is None:
        return None
    offset = moment.utcoffset() if not isinstance(moment.tzinfo, ZoneInfo) else None
    return [
        moment.replace(tzinfo=None).isoformat(),
        moment.fold,
        None if offset is None else round(offset.total_seconds()),
    ]


def _section_table(section: SectionText) -> list[object]:
    return [[getattr(section, name) for name in OF_SECTION], section.weight]


def from_bytes(answer: bytes, source: Source, config: ContentConfig) -> Manuscript | None:
    """Read a manuscript, or nothing when the bytes are not what `to_bytes` writes.

    Args:
        answer: The bytes.
        source: The file that was read.
        config: The configuration with which it was read.
    """
    shown = source.shown_path
    try:
        table: dict[str, Any] = json.loads(answer.decode("utf-8", "surrogatepass"))
        article, section, picture = table["article"], table["section"], table["picture"]
        head = None if article is None else _article(article, source, config.timezone)
        return Manuscript(
            head=head if section is None else _section(section, shown),
            markup=_markup(table, shown),
            picture=None if picture is None else _picture(picture, shown),
            problems=_problems(table["problems"], shown),
            is_overdue=table["overdue"] is True,
        )
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError):
        return None


def _picture(row: Sequence[Any], shown: str) -> PictureFile:
    path, address, written, key, line, column = row
    place = Location(shown, int(line), int(column))
    return PictureFile(_text(path), _text(address), _text(written), _text(key), place)


def _markup(table: Mapping[str, Any], shown: str) -> Markup:
    return Markup(
        html=_text(table["html"]),
        prose=_text(table["prose"]),
        word_count=int(table["words"]),
        lead=_text(table["lead"]),
        opening=_text(table["opening"]),
        headings=tuple(Heading(int(level), _text(anchor), _text(text)) for level, anchor, text in table["headings"]),
        links=tuple(
            InternalLink(_text(reference), Location(shown, int(line), int(column)), bool(is_image))
            for reference, is_image, line, column in table["links"]
        ),
        read_also=tuple(
            ReadAlso(_text(marker), _text(label), _text(title), _text(target), Location(shown, int(line), int(column)))
            for marker, label, title, target, line, column in table["also"]
        ),
        problems=_problems(table["faults"], shown),
    )


def _problems(rows: Sequence[Any], shown: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(Location(shown, int(line), int(column)), _text(message), _text(cure), Severity(severity))
        for message, cure, severity, line, column in rows
    )


def _article(table: Mapping[str, Any], source: Source, zone: ZoneInfo) -> Article:
    moments = [None if row is None else _moment(row, zone) for row in table["moments"]]
    image, attribution = table["image"], table["source"]
    fields: dict[str, Any] = dict(zip(TEXTS, _texts(table["texts"]), strict=True))
    fields.update(zip(LISTS, map(_texts, table["lists"]), strict=True))
    fields.update(zip(FLAGS, map(bool, table["flags"]), strict=True))
    fields.update(zip(MOMENTS, moments, strict=True))
    if fields["date"] is None:
        raise ValueError(table)
    return Article(
        id=source.path,
        location=Location(source.shown_path, 1),
        body=b"",
        plain=b"",
        word_count=0,
        image=None if image is None else ImageRef(*map(_text, image)),
        attribution=None if attribution is None else Attribution(*map(_text, attribution)),
        extra=MappingProxyType({_text(key): _frozen(value) for key, value in table["extra"].items()}),
        lines=MappingProxyType({_text(name): int(line) for name, line in table["lines"].items()}),
        **fields,
    )


def _moment(row: Sequence[Any], zone: ZoneInfo) -> datetime:
    clock, fold, offset = row
    where = zone if offset is None else timezone(timedelta(seconds=offset))
    return datetime.fromisoformat(clock).replace(tzinfo=where, fold=fold)


def _section(table: Sequence[Any], shown: str) -> SectionText:
    texts, weight = table
    fields = dict(zip(OF_SECTION, map(_text, texts), strict=True))
    return SectionText(location=Location(shown, 1), weight=None if weight is None else int(weight), **fields)


def _frozen(value: object) -> object:
    """Freeze what JSON gives to the bottom, as `values.plain` does."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return value


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    """Give texts, which is what all of them must be."""
    if not {*map(type, values)} <= {str}:
        raise TypeError(values)
    return tuple(values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
