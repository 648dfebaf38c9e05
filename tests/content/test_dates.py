from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.dates import Moment, NoDate, likely_date, read_date

PARIS = ZoneInfo("Europe/Paris")


def moment_of(text: str) -> Moment:
    moment = read_date(text, PARIS)
    assert isinstance(moment, Moment), text
    return moment


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2014-05-05 10:00:00 -0400", "2014-05-05T14:00:00"),
        ("2014-05-05 10:00:00 +0100", "2014-05-05T09:00:00"),
        ("2017-02-16T10:00:00Z", "2017-02-16T10:00:00"),
        ("2017-02-16t10:00:00z", "2017-02-16T10:00:00"),
        ("2017-02-16T10:00:00.123456+02:00", "2017-02-16T08:00:00.123456"),
        ("2017-02-16 10:00 UTC", "2017-02-16T10:00:00"),
        ("2017-02-16T10:00+05", "2017-02-16T05:00:00"),
        ("2017-02-16", "2017-02-15T23:00:00"),
        ("2017-2-6", "2017-02-05T23:00:00"),
        ("2017/02/16 10:00", "2017-02-16T09:00:00"),
        ("2017-07-16 10:00:00", "2017-07-16T08:00:00"),
        ("Thu, 16 Feb 2017 10:00:00 +0100", "2017-02-16T09:00:00"),
        ("16 Feb 2017 10:00:00 GMT", "2017-02-16T10:00:00"),
        ("Thu, 16 Feb 2017 10:00:00 EST", "2017-02-16T15:00:00"),
        ("16 Feb 2017", "2017-02-15T23:00:00"),
        ("Feb 16 2017", "2017-02-15T23:00:00"),
        ("March 3, 2017", "2017-03-02T23:00:00"),
        ("2017-02-16 10:00:00 UTC+01:00", "2017-02-16T09:00:00"),
        ("1900-01-01T00:00:00Z", "1900-01-01T00:00:00"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59"),
    ],
)
def test_a_date_in_the_wild_is_read(text: str, utc: str) -> None:
    assert moment_of(text).at.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "has_time"), [("2017-02-16", False), ("2017-02-16 00:00", True), ("16 Feb 2017", False)]
)
def test_an_hour_is_known_only_when_written(text: str, *, has_time: bool) -> None:
    assert moment_of(text).has_time is has_time


def test_an_hour_that_summer_time_skips_moves_to_the_next_one() -> None:
    moment = moment_of("2017-03-26T02:30:00")
    assert moment.is_moved
    assert str(moment.at) == "2017-03-26 03:30:00+02:00"


def test_an_hour_that_comes_twice_is_the_first() -> None:
    assert str(moment_of("2017-10-29T02:30:00").at) == "2017-10-29 02:30:00+02:00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-02-30", "2026-02-28"),
        ("20260201", "2026-02-01"),
        ("20260201T10:00", "2026-02-01"),
        ("32 mars 2017", "2017-03-31"),
        ("1er août 2017", "2017-08-01"),
        ("3 juin 2017", "2017-06-03"),
        ("3 juillet 2017", "2017-07-03"),
        ("Marche 3, 2017", "2017-03-03"),
        ("29. Februar 2017", "2017-02-28"),
        ("16/02/2017", "2017-02-16"),
        ("février 2017", "2017-02-01"),
        ("2017", "2017-02-16"),
        ("0000-00-00", "2017-02-16"),
        ("10000-01-01", "2017-02-16"),
        ("2017-02-16T25:00", "2017-02-16"),
        ("2017-02-16T10:00:60", "2017-02-16"),
        ("2017-02-16T10:00+99:99", "2017-02-16"),
        ("٢٠١٧-٠٢-١٦", "2017-02-16"),
        ("", "2017-02-16"),
    ],
)
def test_what_is_no_date_gets_a_right_one_near_it(text: str, meant: str) -> None:
    assert read_date(text, PARIS) == NoDate(meant)


@pytest.mark.parametrize("text", ["0001-01-01", "0001-01-01T00:00:00Z", "0001-02-28", "9999-12-31T23:59:59-12:00"])
def test_a_date_that_falls_off_the_calendar_in_another_zone_is_refused(text: str) -> None:
    assert isinstance(read_date(text, PARIS), NoDate)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert isinstance(read_date(text, PARIS), Moment | NoDate)


@given(st.text(alphabet="0123456789-/ :TZ+.", max_size=30))
def test_the_date_that_was_meant_can_be_read(text: str) -> None:
    assert isinstance(read_date(likely_date(text), PARIS), Moment)


@given(st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 22), timezones=st.timezones()))  # noqa: DTZ001  # bounds
def test_an_iso_date_is_read_as_itself(moment: datetime) -> None:
    fixed = moment.astimezone(UTC)
    assert moment_of(fixed.isoformat()).at == fixed
