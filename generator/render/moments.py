"""Moments as machines read them."""

from __future__ import annotations

from datetime import datetime

LENGTH = len("2017-02-16T18:30:00+01:00")


def rfc3339(moment: datetime) -> str:
    """Write an aware moment (RFC 3339, section 5.6).

    Before zones there was the mean time of each place, to the second; no seconds of an offset can be written.

    >>> from zoneinfo import ZoneInfo
    >>> rfc3339(datetime(1870, 9, 4, 16, tzinfo=ZoneInfo("Europe/Paris")))
    '1870-09-04T16:00:00+00:09'
    """
    return moment.isoformat(timespec="seconds")[:LENGTH]
