"""Small makers of the data that flow, with defaults that no test depends on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from generator.errors import Location
from generator.model import Article
from generator.texts import KnownText

FIRST_DAY = datetime(2017, 2, 13, 8, 0, tzinfo=UTC)


def make_article(
    title: str = "Titre",
    prose: str = "",
    *,
    id: str = "",  # noqa: A002 - the name of the field
    lang: str = "fr",
    section: str = "monde",
    date: datetime | int = 0,
    tags: tuple[str, ...] = (),
    **fields: Any,
) -> Article:
    """Make an article; `date` may be a number of days after 13 February 2017."""
    when = FIRST_DAY + timedelta(days=date) if isinstance(date, int) else date
    path = id or f"{section}/{title.casefold().replace(' ', '-')}.md"
    defaults: dict[str, Any] = {
        "location": Location(path, 1),
        "slug": path.rsplit("/", 1)[-1].removesuffix(".md"),
        "body": KnownText.of(fields.pop("body_html", f"<p>{prose}</p>")),
        "word_count": len(prose.split()),
    }
    return Article(
        id=path,
        lang=lang,
        section=section,
        title=title,
        date=when,
        plain=KnownText.of(prose),
        declared_tags=tags,
        **(defaults | fields),
    )


@dataclass(slots=True)
class KeptMemory:
    """A memory that keeps all answers."""

    answers: dict[str, bytes] = field(default_factory=dict)

    def recall(self, key: str) -> bytes | None:
        """Give what was kept."""
        return self.answers.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer."""
        self.answers[key] = answer

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""
