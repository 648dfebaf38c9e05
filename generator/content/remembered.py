"""Manuscripts as bytes and back, so that they can be remembered and sent; places are kept as lines, whatever the path.

What is read back is checked piece by piece: memory is never trusted.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from generator.config import ContentConfig
from generator.content.markup import Markup
from generator.content.origins import PictureFile
from generator.content.references import has_references
from generator.errors import Location, Problem, Severity
from generator.model import Article, Attribution, Heading, ImageRef, InternalLink, ReadAlso, SectionText, Source
from generator.texts import NO_TEXT, KnownText

TEXTS = (
    "lang", "section", "slug", "url", "title", "withdrawal", "summary", "translation_key", "story", "feed_id",
)  # fmt: skip
LISTS = ("authors", "declared_tags", "aliases", "related", "not_related")
FLAGS = ("has_time", "draft", "withdrawn")
MOMENTS = ("date", "updated", "expires")
Held = Callable[[int, int], bytes | Callable[[], bytes]]
"""Gives so many bytes of the texts of an answer from some place, or what fetches them."""
OF_SECTION = ("section", "lang", "title", "slug", "description")


@dataclass(frozen=True, slots=True)
class Body:
    """What became of the Markdown of a file; the fields are those of `markup.Markup`.

    Attributes:
        html, prose, opening: Its texts.
        has_references: Whether there may be references in the HTML.
    """

    html: KnownText = NO_TEXT
    prose: KnownText = NO_TEXT
    opening: KnownText = NO_TEXT
    has_references: bool = False
    word_count: int = 0
    lead: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[InternalLink, ...] = ()
    read_also: tuple[ReadAlso, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of its texts."""
        return self.html.size + self.prose.size + self.opening.size

    @classmethod
    def of(cls, markup: Markup) -> Body:
        """Take what became of a text."""
        return cls(
            html=KnownText.of(markup.html),
            prose=KnownText.of(markup.prose),
            opening=KnownText.of(markup.opening),
            has_references=has_references(markup.html),
            word_count=markup.word_count,
            lead=markup.lead,
            headings=markup.headings,
            links=markup.links,
            read_also=markup.read_also,
            problems=markup.problems,
        )


NO_BODY = Body()


def with_body(article: Article, body: Body) -> Article:
    """Give an article with what became of its Markdown."""
    return dataclasses.replace(article, summary=article.summary or body.lead, **_of_body(body))


def _of_body(body: Body) -> dict[str, Any]:
    """Give the fields of an article that come of its body."""
    return {
        "body": body.html,
        "plain": body.prose,
        "opening": body.opening,
        "has_references": body.has_references,
        "word_count": body.word_count,
        "headings": body.headings,
        "links": body.links,
        "read_also": body.read_also,
    }


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What one file says by itself.

    Attributes:
        head: The article, or the section text without its body; None when it can be none.
        body: What became of its Markdown.
        picture: The file that `head.image` names, if it names one of the content folder.
        problems: Those of the head; those of the body are with it.
        is_overdue: Whether reading was broken off; the answer may be another one next time.
    """

    head: Article | SectionText | None
    body: Body = NO_BODY
    picture: PictureFile | None = None
    problems: tuple[Problem, ...] = ()
    is_overdue: bool = False


def to_bytes(manuscript: Manuscript) -> bytes:
    """Write a manuscript, the same for equal ones: a line of JSON, and its texts behind one another."""
    head, picture, body = manuscript.head, manuscript.picture, manuscript.body
    texts = body.html, body.prose, body.opening
    table = {
        "article": _article_table(head) if isinstance(head, Article) else None,
        "section": _section_table(head) if isinstance(head, SectionText) else None,
        "picture": picture and [picture.path, picture.address, picture.written, picture.key, *_place(picture.location)],
        "problems": [_problem_row(problem) for problem in manuscript.problems],
        "overdue": manuscript.is_overdue,
        "texts": [[text.mark.hex(), text.size] for text in texts],
        "references": body.has_references,
        "words": body.word_count,
        "lead": body.lead,
        "headings": [[h.level, h.anchor, h.text] for h in body.headings],
        "links": [[k.reference, k.is_image, *_place(k.location)] for k in body.links],
        "also": [[a.marker, a.label, a.title, a.target, *_place(a.location)] for a in body.read_also],
        "faults": [_problem_row(problem) for problem in body.problems],
    }
    line = json.dumps(table, ensure_ascii=False, separators=(",", ":"), default=dict).encode("utf-8", "surrogatepass")
    return b"\n".join([line, b"".join([text.data for text in texts])])


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
    texts = texts_in(answer)
    manuscript = from_table(table_in(head_of(answer)), lambda start, size: texts[start : start + size], source, config)
    return manuscript if manuscript and manuscript.body.size == len(texts) else None


def head_of(answer: bytes) -> bytes:
    """Give the line of an answer that is all of it but its texts."""
    return answer.partition(b"\n")[0]


def table_in(line: bytes) -> Any:
    """Read the line of an answer; None when it is none."""
    try:
        return json.loads(line.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None


def texts_in(answer: bytes) -> bytes:
    """Give the texts of an answer, one behind the other."""
    return answer.partition(b"\n")[2]


def from_table(table: Any, held: Held, source: Source, config: ContentConfig) -> Manuscript | None:
    """Read a manuscript, or nothing when the table is not what `to_bytes` writes.

    Args:
        table: The line, from `table_in`.
        held: Gives its texts.
        source: The file that was read.
        config: The configuration with which it was read.
    """
    shown = source.shown_path
    try:
        article, section, picture = table["article"], table["section"], table["picture"]
        body = _body(table, held, shown)
        head = None if article is None else _article(article, body, source, config.timezone)
        return Manuscript(
            head=head if section is None else _section(section, shown),
            body=body,
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


def _body(table: Mapping[str, Any], held: Held, shown: str) -> Body:
    html, prose, opening = _known_texts(table["texts"], held)
    return Body(
        html=html,
        prose=prose,
        opening=opening,
        has_references=_flag(table["references"]),
        word_count=int(table["words"]),
        lead=_text(table["lead"]),
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


def _known_texts(rows: Sequence[Any], held: Held) -> list[KnownText]:
    sizes = [int(size) for _mark, size in rows]
    starts = accumulate(sizes, initial=0)
    return [
        KnownText(bytes.fromhex(mark), size, held(start, size))
        for (mark, _size), size, start in zip(rows, sizes, starts, strict=False)
    ]


def _problems(rows: Sequence[Any], shown: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(Location(shown, int(line), int(column)), _text(message), _text(cure), Severity(severity))
        for message, cure, severity, line, column in rows
    )


def _article(table: Mapping[str, Any], body: Body, source: Source, zone: ZoneInfo) -> Article:
    moments = [None if row is None else _moment(row, zone) for row in table["moments"]]
    image, attribution = table["image"], table["source"]
    fields: dict[str, Any] = dict(zip(TEXTS, _texts(table["texts"]), strict=True))
    fields.update(zip(LISTS, map(_texts, table["lists"]), strict=True))
    fields.update(zip(FLAGS, map(bool, table["flags"]), strict=True))
    fields.update(zip(MOMENTS, moments, strict=True))
    fields["summary"] = fields["summary"] or body.lead
    if fields["date"] is None:
        raise ValueError(table)
    return Article(
        id=source.path,
        location=Location(source.shown_path, 1),
        image=None if image is None else ImageRef(*map(_text, image)),
        attribution=None if attribution is None else Attribution(*map(_text, attribution)),
        extra=MappingProxyType({_text(key): _frozen(value) for key, value in table["extra"].items()}),
        lines=MappingProxyType({_text(name): int(line) for name, line in table["lines"].items()}),
        **_of_body(body),
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


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
