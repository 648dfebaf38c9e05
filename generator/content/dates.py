"""Dates as authors and other generators write them; pure."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from zoneinfo import ZoneInfo

ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<sep>[-/])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    r"(?:(?:[Tt]|[ ]+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"[ ]*(?P<zone>[Zz]|UTC|GMT|(?:UTC|GMT)?[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
"""RFC 3339, ISO 8601 as Jekyll ("2014-05-05 10:00:00 -0400") and Nikola ("UTC-04:00") write it, dates with slashes."""

RFC_822 = re.compile(
    r"(?:[A-Za-z]{3},[ ]*)?(?P<day>[0-9]{1,2})[ ]+(?P<name>[A-Za-z]{3})[ ]+(?P<year>[0-9]{4})"
    r"(?:[ ]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"[ ]*(?P<zone>[A-Z]{1,4}|[+-][0-9]{4})?)?"
)
"""RFC 822 section 5 and RFC 5322 section 3.3, years in four digits."""

MONTH_FIRST = re.compile(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?[ ]+(?P<day>[0-9]{1,2}),?[ ]+(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
"""As Americans write, and Astro's own example does ("Feb 16 2017")."""

ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

AMERICAN = MappingProxyType({"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7})
"""Hours from UTC of the zones that RFC 822 names."""

LONGEST = 100
"""Characters of what may be a date; what is longer is none."""

MONTHS = tuple(
    tuple(names.split())
    for names in (
        "jan ene gen januar janeiro",
        "feb fev",
        "mar maar mrz",
        "apr avr abr",
        "may mai mag mei",
        "jun juin giu",
        "jul juil lug",
        "aug aou ago",
        "sep set",
        "oct okt out ott",
        "nov",
        "dec dez dic",
    )
)
"""How the months begin in the languages of our readers, without accents; only to guess what was meant."""


AHEAD, BEFORE = timedelta(weeks=1), timedelta(weeks=10)
"""How far around an article its week and what is recent reach; both must be on the calendar."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that could be read.

    Attributes:
        at: Aware; midnight when only the day was given.
        has_time: Whether an hour was given.
        is_moved: Whether the hour does not exist in its zone (clocks went forward), and the next one was taken.
    """

    at: datetime
    has_time: bool
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class NoDate:
    """A text that is no date, and the date that its author may have meant ("2017-03-31")."""

    meant: str


def read_date(text: str, zone: ZoneInfo) -> Moment | NoDate:
    """Read a date that readers will see: the zone must be able to show it, the weeks before it, and that it lies in.

    So the first of January of year 1, which programs write for want of a date, is none.

    Args:
        text: As the author spelled it.
        zone: That of the site.

    >>> paris = ZoneInfo("Europe/Paris")
    >>> read_date("9999-12-30", paris), read_date("9999-12-20", paris).has_time
    (NoDate(meant='2017-02-16'), False)
    """
    moment = read_moment(text, zone)
    if isinstance(moment, Moment):
        try:
            shown = moment.at.astimezone(zone)
            shown + AHEAD, shown - BEFORE
        except OverflowError:
            return NoDate(likely_date(text.strip()[:LONGEST]))
    return moment


def read_moment(text: str, zone: ZoneInfo) -> Moment | NoDate:
    """Read a date in one of the shapes met in the wild, up to the last day of the calendar.

    Args:
        text: As the author spelled it.
        zone: Zone of dates that name none.

    >>> paris = ZoneInfo("Europe/Paris")
    >>> str(read_moment("2014-05-05 10:00:00 -0400", paris).at)
    '2014-05-05 10:00:00-04:00'
    >>> str(read_moment("2017-02-16", paris).at)
    '2017-02-16 00:00:00+01:00'
    >>> read_moment("32 mars 2017", paris)
    NoDate(meant='2017-03-31')
    """
    stripped = text.strip()[:LONGEST]
    found = ISO.fullmatch(stripped) or RFC_822.fullmatch(stripped) or MONTH_FIRST.fullmatch(stripped)
    if not found:
        return NoDate(likely_date(stripped))
    parts = found.groupdict()
    name = parts.get("name", "")
    try:
        month = ENGLISH.index(name[:3].lower()) + 1 if name else int(parts["month"])
        hour, minute, second = (int(parts.get(unit) or 0) for unit in ("hour", "minute", "second"))
        micro = int((parts.get("fraction") or "").ljust(6, "0")[:6])
        where = _zone(parts.get("zone"), zone)
        at = datetime(int(parts["year"]), month, int(parts["day"]), hour, minute, second, micro, where)
        real = at.astimezone(UTC).astimezone(where)
    except (ValueError, OverflowError):
        return NoDate(likely_date(stripped))
    is_moved = real.replace(tzinfo=None) != at.replace(tzinfo=None)
    return Moment(real if is_moved else at, parts.get("hour") is not None, is_moved)


def _zone(written: str | None, zone: ZoneInfo) -> tzinfo:
    """Turn the end of a date into a zone.

    Raises:
        ValueError: when it names none that we know.
    """
    if not written:
        return zone
    name = re.sub(r"^(?:UTC|GMT)(?=[+-])", "", written.upper())
    if name in {"Z", "UT", "UTC", "GMT"}:
        return UTC
    if name in AMERICAN:
        return timezone(timedelta(hours=AMERICAN[name]))
    digits = name[1:].replace(":", "").ljust(4, "0")
    if not digits.isdigit() or int(digits[2:]) > 59:
        raise ValueError(written)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if name[0] == "-" else offset)


def likely_date(text: str) -> str:
    """Guess the day that a broken date meant, to show the right form near it.

    >>> likely_date("2026-02-30"), likely_date("20260201"), likely_date("soon")
    ('2026-02-28', '2026-02-01', '2017-02-16')
    """
    packed = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[^0-9].*)?", text)
    numbers = [int(n) for n in (packed.groups() if packed else re.findall(r"[0-9]+", text)[:3])]
    year = next((n for n in numbers if 1000 <= n < 9999), 0)
    month = _named_month(text)
    rest = [n for n in numbers if n != year]
    if not month and rest:
        month = rest.pop(-1 if numbers[0] != year and len(rest) > 1 else 0)
    if not year or not month:
        return "2017-02-16"
    month = min(max(month, 1), 12)
    day = min(max(rest[0], 1), calendar.monthrange(year, month)[1]) if rest else 1
    return f"{year:04}-{month:02}-{day:02}"


def _named_month(text: str) -> int:
    """Find a month by its name; 0 when there is none."""
    folded = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    for word in re.findall(r"[a-z]{3,}", folded):
        # The longest beginning decides: « juin » is not « jui(llet) ».
        fits = [(len(start), n) for n, names in enumerate(MONTHS, 1) for start in names if word.startswith(start)]
        if fits:
            return max(fits)[1]
    return 0
