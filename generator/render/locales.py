"""Words, dates and numbers in the language of an edition; the only door to Babel.

The words of the interface are catalogues: TOML files whose texts hold `{names}`. French and English come with
the program; a site adds others, or changes words, in `templates/locales/LANG.toml`. Dates, plural rules and
names of languages come from the Unicode CLDR, through Babel.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.errors import Location, Problem, UsageError, warning
from generator.ordinary import read_ordinary
from generator.toml_lines import KeyPath, key_lines

Text = str | Mapping[str, str]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
FORMS = ("zero", "one", "two", "few", "many", "other")
"""Plural and ordinal categories of the CLDR."""
NEAR = 0.8
"""Likeness from which a key is taken for a slip, in (0, 1]."""
REFERENCE = "en"
"""Language whose catalogue says which keys there are."""
BESIDE_DAY = re.compile(r"(?<!\d)(\d{1,2}[^\W\d]{0,2}\.?) (?=[^\W\d])|([^\W\d]) (?=\d{1,2}(?!\d))")
"""Blanks between the day of a month and the words beside it: « le 1er mars », "March 1", "1. März"."""


@dataclass(frozen=True, slots=True)
class Locale:
    """How one language says what the interface has to say.

    Attributes:
        lang: BCP 47 tag.
        cldr: What the CLDR knows of the language.
        words: Texts by key ("site.home"); one that depends on a number has a text for each plural form.
        strays: A warning for each key of the site's own catalogue that is nearly one of ours.
    """

    lang: str
    cldr: CldrLocale
    words: Mapping[str, Text]
    strays: tuple[Problem, ...] = ()

    def word(self, key: str, **values: object) -> str:
        """Give a text, its names filled in.

        Raises:
            KeyError: the catalogues do not know the key.
        """
        text = self.words[key]
        return _filled(text if isinstance(text, str) else text["other"], values)

    def count(self, number: int, key: str, **values: object) -> str:
        """Give a text that depends on a number, `count` in it."""
        forms = self.words[key]
        text = forms if isinstance(forms, str) else forms.get(self.cldr.plural_form(number), forms["other"])
        return _filled(text, {"count": self.number(number), **values})

    def ordinal(self, number: int, key: str, **values: object) -> str:
        """Give a text that depends on a rank: « 1er de 7 », « 3e de 7 », by the ordinal rules of the CLDR."""
        forms = self.words[key]
        text = forms if isinstance(forms, str) else forms.get(self.cldr.ordinal_form(number), forms["other"])
        return _filled(text, {"rank": self.number(number), **values})

    def form(self, key: str, form: str) -> str:
        """Give the text for one plural form (CLDR: zero, one, two, few, many, other), its names not filled in."""
        forms = self.words[key]
        return forms if isinstance(forms, str) else forms.get(form, forms["other"])

    def number(self, number: int) -> str:
        """Write a whole number with the separators of the language."""
        return str(format_decimal(number, locale=self.cldr))

    def day(self, day: date) -> str:
        """Write a day: « 1er mars 2017 », "1 March 2017" as the CLDR has it."""
        return _unbroken(self._first(day, format_date(day, "long", locale=self.cldr)))

    def full_day(self, day: date) -> str:
        """Write a day with its weekday."""
        return _unbroken(self._first(day, format_date(day, "full", locale=self.cldr)))

    def month(self, day: date) -> str:
        """Write month and year, as they stand alone."""
        return str(format_skeleton("yMMMM", day, locale=self.cldr))

    def moment(self, moment: datetime) -> str:
        """Write day and time."""
        time = format_time(moment, "short", locale=self.cldr)
        return self.word("dates.moment", day=self.day(moment), time=time)

    def span(self, first: date, last: date) -> str:
        """Write a run of days: « 13 au 19 février 2017 », « 27 février au 5 mars 2017 »."""
        if (first.year, first.month) == (last.year, last.month) and self.words.get("dates.within_month"):
            month = format_date(last, "LLLL", locale=self.cldr)
            days = {"first": self._first(first, str(first.day)), "last": last.day}
            return _unbroken(self.word("dates.within_month", **days, month=month, year=last.year))
        if first.year == last.year:
            begin = self._first(first, str(format_skeleton("MMMMd", first, locale=self.cldr)))
            return self.word("dates.across", first=_unbroken(begin), last=self.day(last))
        return self.word("dates.across", first=self.day(first), last=self.day(last))

    def terms(self, terms: Sequence[str]) -> str:
        """Write an enumeration: « A, B et C »."""
        return str(format_list(list(terms), locale=self.cldr)) if terms else ""

    def language_name(self, lang: str) -> str:
        """Name a language in its own words, with a capital: "Français"."""
        own = _cldr(lang)
        name = str(own.get_display_name(own) or lang)
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """Direction of writing: "ltr" or "rtl"."""
        return "rtl" if self.cldr.character_order == "right-to-left" else "ltr"

    @property
    def open_graph(self) -> str:
        """The language with the territory where most speak it, as Open Graph has it: "fr_FR"."""
        if self.cldr.territory:
            return f"{self.cldr.language}_{self.cldr.territory}"
        subtags = get_global("likely_subtags")
        # Chinese in traditional signs is read elsewhere than Chinese as such.
        likely = subtags.get(f"{self.cldr.language}_{self.cldr.script}") or subtags.get(self.cldr.language, "")
        territory = str(likely).rsplit("_", 1)[-1]
        return f"{self.cldr.language}_{territory}" if territory.isupper() else self.cldr.language

    def _first(self, day: date, written: str) -> str:
        """Write the first of a month as the language does (« 1er »)."""
        first = self.words.get("dates.first_day")
        return re.sub(r"(?<!\d)1(?!\d)", str(first), written, count=1) if first and day.day == 1 else written


def _unbroken(written: str) -> str:
    """Bind the day of a date to its month, with U+00A0: a line that ends with a lone number reads badly.

    >>> [_unbroken(day).split(" ") for day in ("1er mars 2017", "March 1, 2017")] == [
    ...     [f"1er{chr(160)}mars", "2017"], [f"March{chr(160)}1,", "2017"]
    ... ]
    True
    """
    return BESIDE_DAY.sub(lambda blank: f"{blank[1] or blank[2]}\u00a0", written)


def load_locales(languages: Sequence[str], own: Path | None) -> Mapping[str, Locale]:
    """Load the catalogues of all editions.

    Args:
        languages: BCP 47 tags.
        own: Folder with the site's own catalogues; it need not exist.

    Raises:
        UsageError: a language has no catalogue, or one lacks words or cannot be read; all are told.
    """
    problems: list[Problem] = []
    wanted = _packaged(REFERENCE)
    found = {lang: _words(lang, own, wanted, problems) for lang in languages}
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise UsageError("the interface lacks words", errors)
    files = {lang: str(own / f"{lang}.toml") if own else "" for lang in languages}
    return {
        lang: Locale(lang, _cldr(lang), words, tuple(p for p in problems if p.location.path == files[lang]))
        for lang, words in found.items()
    }


def _words(lang: str, own: Path | None, wanted: Mapping[str, Text], problems: list[Problem]) -> Mapping[str, Text]:
    """Give the texts of a language: packaged ones, over them those of the site; what is wrong goes to `problems`."""
    words: dict[str, Text] = dict(_packaged(lang) or _packaged(lang.partition("-")[0]))
    file = own / f"{lang}.toml" if own else Path(f"{lang}.toml")
    lines: Mapping[KeyPath, int] = {}
    if own and os.path.lexists(file):
        read, lines = _read(file, problems)
        words |= read
        problems += _strays(read, wanted, lambda key: Location(str(file), lines.get(tuple(key.split(".", 1)), 0)))
    if not words:
        cure = f"Write its words to {file}; docs/configuration.md tells how."
        problems.append(Problem(Location(str(file)), f'there is no catalogue for the language "{lang}"', cure))
        return words
    problems += _faults(words, wanted, lambda key: Location(str(file), lines.get(tuple(key.split(".", 1)), 0)))
    return words


def _strays(read: Iterable[str], wanted: Mapping[str, Text], place: Callable[[str], Location]) -> Iterator[Problem]:
    """Find keys of the site that say nothing, as they are nearly ours; words of its own have tables of their own."""
    tables: dict[str, list[str]] = defaultdict(list)
    for key in wanted:
        table, _dot, name = key.partition(".")
        tables[table].append(name)
    for key in (key for key in read if key not in wanted):
        table, _dot, name = key.partition(".")
        meant = table if table in tables else _near(table, tables)
        if meant and (near := _near(name, tables[meant])):
            message = f"`{key}` is a word that no template of ours asks for"
            yield warning(place(key), message, f"Did you mean `{meant}.{near}`?")


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), 1, NEAR)), "")


def _faults(
    words: Mapping[str, Text], wanted: Mapping[str, Text], place: Callable[[str], Location]
) -> Iterator[Problem]:
    """Find keys and forms that lack, and names in braces that nobody fills; keys of the site's own it may fill."""
    missing = [key for key in wanted if key not in words]
    if missing:
        yield Problem(place(""), f"words are missing: {', '.join(missing)}", "Add them, as in the English catalogue.")
    for key, text in words.items():
        if not isinstance(text, str) and "other" not in text:
            yield Problem(place(key), f"`{key}` has no form `other`", "Add it: it is used when no other form fits.")
    for key in (key for key in words if key in wanted):
        for name in sorted(_names(words[key]) - _names(wanted[key]) - {"count"}):
            yield Problem(place(key), f"`{key}` holds {{{name}}}, which nothing fills", "Take it out.")


def _names(text: Text) -> set[str]:
    """Give the names in braces of all forms of a text."""
    forms: Iterable[str] = (text,) if isinstance(text, str) else text.values()
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


def _packaged(lang: str) -> Mapping[str, Text]:
    """Read a catalogue that comes with the program; nothing when there is none."""
    file = resources.files("generator.render") / "catalogues" / f"{lang}.toml"
    return _flat(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _read(file: Path, problems: list[Problem]) -> tuple[Mapping[str, Text], Mapping[KeyPath, int]]:
    """Read a catalogue of the site; gives its texts, and the lines of its keys."""
    try:
        text = read_ordinary(file).decode("utf-8-sig")
        tables = tomllib.loads(text)
        lines = key_lines(text)
        words = _flat(tables)
    except (OSError, ValueError, RecursionError) as error:
        reason: object = error
        cure = "See https://toml.io for the syntax."
        if isinstance(error, OSError):
            reason, cure = error.strerror, "Put an ordinary file there that you may read."
        problems.append(Problem(Location(str(file)), f"cannot be read: {reason}", cure))
        return {}, {}
    for path, message, cure in _misshapen(tables):
        problems.append(Problem(Location(str(file), lines.get(path, 0)), message, cure))
    return words, lines


def _misshapen(tables: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, str]]:
    """Find what is no table of texts, and forms that no language has; gives path, message and cure of each."""
    for table, texts in tables.items():
        if not isinstance(texts, dict):
            yield (table,), f"`{table}` is no table of words", "Write a table such as `[site]`, its words below."
            continue
        for key, text in texts.items():
            forms = text if isinstance(text, dict) else {"": text}
            for form, words in forms.items():
                path = (table, key, form) if form else (table, key)
                if form and form not in FORMS:
                    yield (
                        path,
                        f"`{table}.{key}` has a form `{form}`, which no language has",
                        f"Use {', '.join(FORMS)}.",
                    )
                elif not isinstance(words, str):
                    yield path, f"`{'.'.join(path)}` is not a text", "Write it in quotes."


def _flat(tables: Mapping[str, Any]) -> Mapping[str, Text]:
    """Name each text by its table and key.

    >>> _flat({"site": {"home": "Home"}})
    {'site.home': 'Home'}
    """
    return {
        f"{table}.{key}": {form: str(words) for form, words in text.items()} if isinstance(text, dict) else str(text)
        for table, texts in tables.items()
        if isinstance(texts, dict)
        for key, text in texts.items()
    }


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Fill names in braces; a name that has no value stays, so that it is seen.

    >>> _filled("{a} {b}", {"a": 1})
    '1 {b}'
    """
    return PLACEHOLDER.sub(lambda found: str(values.get(found.group(1), found.group())), text)


def _cldr(lang: str) -> CldrLocale:
    """Find what the CLDR knows of a language, or of the one that it is a variety of; else of English."""
    for tag in (lang, lang.partition("-")[0], REFERENCE):
        try:
            return CldrLocale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError(lang)  # the CLDR knows English
