"""Reads one field at a time: a value of front matter becomes text, list, flag or date, or a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.config import ContentConfig
from generator.content.dates import NoDate, read_date, read_moment
from generator.content.fences import ILLEGAL
from generator.content.keys import items
from generator.content.values import Entry, Scalar, Value
from generator.errors import Location, Problem, warning

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides and isolates of text direction, which could turn round what stands after the text on a page."""

BLANK = re.compile(
    r"[\s\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\U000e0000-\U000e0fff]*"
)
"""Nothing but characters without ink: spaces, joiners, fillers, selectors (Unicode: ignorable, and U+2800)."""

FLAGS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(slots=True)
class Reading:
    """One front matter by our names, and the problems met while it is read.

    Attributes:
        entries: By our name for the field.
        shown_path: For messages.
        config: Zone, languages and limits.
        problems: Grows while fields are read.
    """

    entries: Mapping[str, Entry]
    shown_path: str
    config: ContentConfig
    problems: list[Problem] = field(default_factory=list)

    def place(self, name: str) -> Location:
        """Give the place of a value."""
        entry = self.entries.get(name)
        return Location(self.shown_path, entry.value_mark.line, entry.value_mark.column) if entry else self.top()

    def top(self) -> Location:
        """Give line 1 of the file."""
        return Location(self.shown_path, 1)

    def error(self, name: str, message: str, cure: str) -> None:
        """Note an error in a field."""
        self.problems.append(Problem(self.place(name), message, cure))

    def warn(self, name: str, message: str, cure: str) -> None:
        """Note a warning about a field."""
        self.problems.append(warning(self.place(name), message, cure))

    def called(self, name: str) -> str:
        """Give the key of a field as the author wrote it."""
        return self.entries[name].key if name in self.entries else name

    def is_given(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        entry = self.entries.get(name)
        return entry is not None and not (isinstance(entry.value, Scalar) and entry.value.value is None)

    def text(self, name: str) -> str:
        """Read a field as one line of plain text; empty when it is not there."""
        if not self.is_given(name):
            return ""
        value = self.entries[name].value
        if not isinstance(value, Scalar):
            what = "list" if isinstance(value, tuple) else "table"
            cure = "Write one text; put it in quotes if it begins with a bracket."
            self.error(name, f"`{self.called(name)}` is a {what}, not a text", cure)
            return ""
        return self.clean(name, value.text)

    def clean(self, name: str, text: str) -> str:
        """Take out what must not stand in a line of text; control characters are told."""
        if ILLEGAL.search(text):
            self.warn(name, f"`{self.called(name)}` holds control characters; they are left out", "Delete them.")
        return one_line(text)

    def texts(self, name: str, *, split: str = "", limit: int = 0) -> tuple[str, ...]:
        """Read a field as texts without doubles.

        Args:
            name: Our name of the field.
            split: Signs at which a single text is cut; it is kept whole when empty.
            limit: Most texts allowed; 0 for no bound.
        """
        if not self.is_given(name):
            return ()
        value = self.entries[name].value
        if isinstance(value, Scalar) and split:
            found = [self.clean(name, part) for part in re.split(f"[{split}]", value.text)]
        else:
            found = [self._item(name, item) for item in items(value)]
        unique = {text.casefold(): text for text in reversed(found) if text}
        ordered = tuple(unique[key] for key in dict.fromkeys(text.casefold() for text in found if text))
        if limit and len(ordered) > limit:
            cure = f"Keep {limit} at the most, or raise the limit in site.toml."
            self.error(name, f"`{self.called(name)}` has {len(ordered)} entries, more than the {limit} allowed", cure)
        return ordered

    def _item(self, name: str, item: Value) -> str:
        if isinstance(item, Mapping) and isinstance(inner := item.get("name"), Scalar):
            item = inner
        if not isinstance(item, Scalar):
            what = "list" if isinstance(item, tuple) else "table"
            cure = f"Write it as `{self.called(name)}: [first, second]`."
            self.error(name, f"`{self.called(name)}` holds a {what} within the list", cure)
            return ""
        return "" if item.value is None else self.clean(name, item.text)

    def flag(self, name: str) -> bool | None:
        """Read a field as true or false; None when it is not there."""
        if not self.is_given(name):
            return None
        value = self.entries[name].value
        flag = FLAGS.get(value.text.strip().lower()) if isinstance(value, Scalar) else None
        if flag is None:
            shown = f': "{one_line(value.text)[:60]}"' if isinstance(value, Scalar) else ""
            self.error(name, f"`{self.called(name)}` is neither true nor false{shown}", "Write true or false.")
        return flag

    def date(self, name: str) -> tuple[datetime, bool] | None:
        """Read a field as a date, and tell whether it has an hour; None when it is not there or is none."""
        if not self.is_given(name):
            return None
        value = self.entries[name].value
        if not isinstance(value, Scalar):
            what = "list" if isinstance(value, tuple) else "table"
            self.error(name, f"`{self.called(name)}` is a {what}, not a date", "Write it as 2017-02-16.")
            return None
        # No page shows when an article expires: its date may be the last one there is, which is how many write "never".
        read = read_moment if name == "expires" else read_date
        moment = read(value.text, self.config.timezone)
        if isinstance(moment, NoDate):
            evening = datetime.fromisoformat(f"{moment.meant}T18:00:00").replace(tzinfo=self.config.timezone)
            cure = f"Write it as {moment.meant} or {evening.isoformat()}."
            self.error(name, f'`{self.called(name)}` is not a date: "{one_line(value.text)[:60]}"', cure)
            return None
        if moment.is_moved:
            message = f"`{self.called(name)}` falls into the hour that summer time skips in {self.config.timezone.key}"
            self.warn(name, message, f"It is taken for {moment.at:%H:%M}; write the hour that the clock showed.")
        return moment.at, moment.has_time


def one_line(text: str) -> str:
    r"""Make one clean line: no control characters, no overrides of direction, single spaces between words.

    >>> one_line(" a\x07\n  b ")
    'a b'
    """
    spaced = re.sub("[\x0b\x0c\x85]", " ", text)
    clean = BIDI.sub("", ILLEGAL.sub("", spaced))
    return "" if BLANK.fullmatch(clean) else " ".join(filter(None, re.split("[ \t\n\r\u2028\u2029]+", clean)))
