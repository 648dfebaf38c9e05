"""Front matter becomes the fields of an article; every rule about one field stands here or in `addresses`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from generator.config import ContentConfig
from generator.content.addresses import read_aliases, read_slug, read_url
from generator.content.codeblocks import code_lines
from generator.content.dates import NoDate, likely_date, read_date
from generator.content.keys import Known, items, name_fields
from generator.content.origins import PictureFile, read_attribution, read_image
from generator.content.places import Place, read_place
from generator.content.reading import FLAGS, Reading, one_line
from generator.content.typography import typeset
from generator.content.values import Dialect, FrontMatter, Scalar, Value
from generator.errors import Location, Problem, warning
from generator.model import Article, Source
from generator.slugs import is_reserved, slugify
from generator.texts import NO_TEXT

ATX = re.compile(r" {0,3}#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
SETEXT = re.compile(r"={2,}[ \t]*")
DRAFT_STATES = frozenset({"draft", "hidden", "skip"})
TAG_SEPARATORS = ",;"
MOST_AUTHORS = 100
"""Each author has a page that names all authors of each article: with the square of their number pages grow."""


@dataclass(frozen=True, slots=True)
class Headed:
    """An article whose head is read, and the body that still has to be.

    Attributes:
        article: All fields but those that the body gives; None when one that it needs is missing or wrong.
        body: Markdown; the heading that became the title is blanked.
        picture: The file that its picture must be, if it names one of the content folder.
    """

    article: Article | None
    body: str
    picture: PictureFile | None


def read_fields(front: FrontMatter, source: Source, config: ContentConfig) -> tuple[Headed, tuple[Problem, ...]]:
    """Read all fields of an article, and tell all problems.

    Args:
        front: Its front matter.
        source: The file.
        config: Zone, languages and limits.
    """
    place = read_place(source.path, config.languages)
    known = name_fields(front, source.shown_path)
    reading = Reading(known.entries, source.shown_path, config, list(known.problems))
    title, body = _title(reading, front, place)
    dated = _date(reading, place)
    lang = read_lang(reading, place)
    rest, picture = _rest(reading, front, source, title)
    if not title or not dated or any(problem.is_error for problem in known.problems):
        return Headed(None, front.body, picture), tuple(reading.problems)
    bare = Article(
        id=source.path,
        location=Location(source.shown_path, 1),
        lang=lang,
        section="",
        slug="",
        title=title,
        date=dated[0],
        has_time=dated[1],
        body=NO_TEXT,
        plain=NO_TEXT,
        word_count=0,
    )
    article = dataclasses.replace(
        bare,
        **rest,
        **_times(reading, dated[0]),
        extra=known.extra,
        lines=_lines(known),
    )
    return Headed(_typeset(article), body, picture), tuple(reading.problems)


def _typeset(article: Article) -> Article:
    """Set the texts of an article that readers see, as its language asks."""
    image = article.image
    return dataclasses.replace(
        article,
        title=typeset(article.title, article.lang),
        summary=typeset(article.summary, article.lang),
        withdrawal=typeset(article.withdrawal, article.lang),
        story=typeset(article.story, article.lang),
        image=dataclasses.replace(image, caption=typeset(image.caption, article.lang)) if image else None,
    )


def _rest(
    reading: Reading, front: FrontMatter, source: Source, title: str
) -> tuple[dict[str, Any], PictureFile | None]:
    """Read the fields that do not hang on title and date, so that their problems are told in any case."""
    limits = reading.config.limits
    place = read_place(source.path, reading.config.languages)
    is_pelicans = front.dialect is Dialect.HEADERS
    separators = _tag_separators(reading, place, is_pelicans=is_pelicans)
    image, picture = read_image(reading, place.folder)
    return {
        "section": _section(reading, place),
        # Pelican makes the slug of the title.
        "slug": read_slug(reading, "" if is_pelicans else place.name, title, source.path),
        "url": read_url(reading),
        "aliases": read_aliases(reading),
        "draft": _is_draft(reading, place),
        **_withdrawal(reading),
        "authors": reading.texts("authors", split=_author_separators(reading), limit=MOST_AUTHORS),
        "declared_tags": reading.texts("tags", split=separators, limit=limits.tags_per_article),
        "summary": reading.text("summary"),
        "image": image,
        "attribution": read_attribution(reading),
        "related": reading.texts("related"),
        "not_related": reading.texts("not_related"),
        "translation_key": reading.text("translation_key") or place.stem,
        "story": _first_text(reading, "story"),
        "feed_id": reading.text("id"),
    }, picture


def _withdrawal(reading: Reading) -> dict[str, Any]:
    """Read whether the article was taken back, and why."""
    value = reading.entries["withdrawn"].value if reading.is_given("withdrawn") else None
    if value is None or _is_flag(value):
        return {"withdrawn": bool(reading.flag("withdrawn")), "withdrawal": ""}
    reason = reading.text("withdrawn")
    return {"withdrawn": bool(reason), "withdrawal": reason}


def _lines(known: Known) -> Mapping[str, int]:
    return MappingProxyType({name: entry.key_mark.line for name, entry in known.entries.items()})


def _title(reading: Reading, front: FrontMatter, place: Place) -> tuple[str, str]:
    """Read the title, else take it from the first heading, which then leaves the body; Jekyll has the file name."""
    body, title = front.body, ""
    if "title" in reading.entries:
        before = len(reading.problems)
        title = reading.text("title")
        if not title and not any(problem.is_error for problem in reading.problems[before:]):
            reading.error("title", "`title` is empty", "Write the headline: `title: …`.")
    else:
        title, body = _from_heading(front.body)
        if not title and place.is_jekylls:
            title = " ".join(word.capitalize() for word in place.name.split("-"))
        if not title:
            cure = "Add a line `title: …`, or begin the text with a heading `# …`."
            reading.problems.append(Problem(reading.top(), "`title` is missing", cure))
    limit = reading.config.limits.title_characters
    if len(title) > limit:
        message = f"`title` has {len(title)} characters, more than the {limit} allowed"
        reading.error("title", message, "Shorten it; details belong in `summary`.")
        title = ""
    return title, body


def _from_heading(body: str) -> tuple[str, str]:
    """Take the first heading of level 1 out of a body; its lines stay blank so that lines keep their numbers."""
    lines = body.split("\n")
    code = code_lines(lines)
    for index, line in enumerate(lines):
        if index in code or not line.strip():
            continue
        found = ATX.fullmatch(line)
        under = index + 1 < len(lines) and SETEXT.fullmatch(lines[index + 1])
        if found or under:
            text = found.group(1) if found else line
            lines[index : index + (1 if found else 2)] = [""] * (1 if found else 2)
            return one_line(_without_markup(text)), "\n".join(lines)
    return "", body


def _without_markup(text: str) -> str:
    """Give the words of a heading.

    >>> _without_markup("The **new** [treaty](a.md) {#top}")
    'The new treaty '
    """
    text = re.sub(r"\{[#.:][^}]*\}\s*$", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*?|__?|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)


def _date(reading: Reading, place: Place) -> tuple[datetime, bool] | None:
    """Read the date; else the one in the file name."""
    given = reading.entries.get("date")
    if given and not (given is reading.entries.get("published") and _is_flag(given.value)) and reading.is_given("date"):
        return reading.date("date")
    if place.day:
        moment = read_date(place.day, reading.config.timezone)
        if not isinstance(moment, NoDate):
            return moment.at, moment.has_time
        cure = f"Rename the file so that it begins with {likely_date(place.day)}, or add a line `date: …`."
        reading.problems.append(
            Problem(reading.top(), f'the file name begins with a date that does not exist: "{place.day}"', cure)
        )
        return None
    if reading.is_given("updated"):
        return reading.date("updated")
    if place.is_draft:
        message = "`date` is missing; the draft is left out"
        reading.problems.append(warning(reading.top(), message, "Add a line `date: …` to see it with --drafts."))
        return None
    message, cure = "`date` is missing", "Add a line such as `date: 2017-02-16` or `date: 2017-02-16T18:00:00+01:00`."
    reading.problems.append(Problem(reading.place("date"), message, cure))
    return None


def _times(reading: Reading, date: datetime) -> dict[str, Any]:
    """Read the later dates of an article."""
    updated, expires = reading.date("updated"), reading.date("expires")
    if updated and (updated[0].date() < date.date() if not updated[1] else updated[0] < date):
        message = f"`{reading.called('updated')}` is before `date`; it is left out"
        reading.warn("updated", message, "Write when the article was last changed, after its date.")
        updated = None
    return {
        # A change on the day of publication, without an hour, cannot come before it.
        "updated": max(updated[0], date) if updated else None,
        "expires": expires[0] if expires else None,
    }


def _is_flag(value: object) -> bool:
    return isinstance(value, Scalar) and value.text.strip().lower() in FLAGS


def _is_draft(reading: Reading, place: Place) -> bool:
    """Read the three ways to say that an article is not ready."""
    hidden = _is_hidden(reading)
    status = reading.text("status").lower() in DRAFT_STATES
    draft = reading.flag("draft")
    return hidden or status or (place.is_draft if draft is None else draft)


def _is_hidden(reading: Reading) -> bool:
    """Read `published`, a flag or a date; what is neither may have been meant to keep the article off the site."""
    published = reading.entries.get("published")
    if published is None or not reading.is_given("published"):
        return False
    if _is_flag(published.value):
        return reading.flag("published") is False
    is_the_date = published is reading.entries.get("date")
    if not is_the_date and not _is_date(published.value, reading.config):
        shown = f': "{one_line(published.value.text)[:60]}"' if isinstance(published.value, Scalar) else ""
        cure = "Write false to keep the article off the site, or leave it out."
        reading.error("published", f"`{published.key}` is neither true nor false, nor a date{shown}", cure)
    return False


def _is_date(value: Value, config: ContentConfig) -> bool:
    return isinstance(value, Scalar) and not isinstance(read_date(value.text, config.timezone), NoDate)


def _section(reading: Reading, place: Place) -> str:
    """Read the key of the section."""
    given = _first_text(reading, "section")
    if place.is_jekylls and reading.called("section") == "categories" and not _is_list(reading, "section"):
        given = given.split(" ", maxsplit=1)[0]
    section = slugify(given or place.section)
    if given and not section:
        reading.error("section", f'`{reading.called("section")}` has no letters: "{given}"', "Name it with a word.")
    if is_reserved(section):
        message = f'the section "{section}" has a name that the site itself needs'
        reading.error("section", message, "Choose another `section`, or rename the folder.")
    return section


def _first_text(reading: Reading, name: str) -> str:
    """Read a field that may be one text or a list of which the first counts."""
    if not reading.is_given(name):
        return ""
    entry = reading.entries[name]
    first = items(entry.value)[:1]
    narrowed = {**reading.entries, name: dataclasses.replace(entry, value=first[0])} if first else {}
    return Reading(narrowed, reading.shown_path, reading.config, reading.problems).text(name)


def _is_list(reading: Reading, name: str) -> bool:
    return not isinstance(reading.entries[name].value, Scalar)


def _tag_separators(reading: Reading, place: Place, *, is_pelicans: bool) -> str:
    """Tell where a text of tags is cut: at commas; Pelican prefers semicolons, and Jekyll has spaces."""
    entry = reading.entries.get("tags")
    text = entry.value.text if entry and isinstance(entry.value, Scalar) else ""
    if is_pelicans and ";" in text:
        return ";"
    is_words = place.is_jekylls and reading.called("tags") != "tag" and not re.search("[,;]", text)
    return r"\s" if is_words else TAG_SEPARATORS


def _author_separators(reading: Reading) -> str:
    """Tell where a text of authors is cut.

    `author: Doe, Jane` is one person, `authors: Jane, Ali` are two, and so are `authors: Doe, Jane; Baba, Ali`.
    """
    entry = reading.entries.get("authors")
    text = entry.value.text if entry and isinstance(entry.value, Scalar) else ""
    return "," if reading.called("authors").lower() == "authors" and ";" not in text else ";"


def read_lang(reading: Reading, place: Place) -> str:
    """Read the language: front matter, else the path, else the site's first."""
    lang = reading.text("lang").lower().replace("_", "-") or place.lang or reading.config.languages[0]
    languages = reading.config.languages
    if lang not in languages and (parent := lang.split("-")[0]) in languages:
        lang = parent
    if lang not in languages:
        what = f"`{reading.called('lang')}`" if reading.is_given("lang") else "the language in the file name"
        cure = f"Use one of {', '.join(languages)}, or add it to `languages` in site.toml."
        reading.error("lang", f'{what} is "{lang}", which is no language of the site', cure)
    return lang
