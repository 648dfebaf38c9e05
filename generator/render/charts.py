"""Charts as SVG made by ourselves: whole numbers only, colours from the style sheet, words beside the picture.

No chart is a picture of text: what it says stands in its label, and the numbers in a table of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.render.locales import Locale
from generator.views import Activity, Period

COLUMN, GAP = 8, 2
"""Width of a column and of what is left free beside it; the chart is stretched to the width of its place."""
HEIGHT = 60
LOWEST = 3
"""Height of a column of one article, however many others have."""


def activity_chart(activity: Activity, locale: Locale) -> str:
    """Draw columns, one for each period; those that decide the trend are an own path, `chart-recent`."""
    counts = [period.count for period in activity.periods]
    width = (COLUMN + GAP) * len(counts) - GAP
    label = locale.count(
        sum(counts),
        f"tag.chart_{activity.unit}",
        first=period_name(activity.periods[0], activity.unit, locale),
        last=period_name(activity.periods[-1], activity.unit, locale),
        most=locale.number(max(counts)),
    )
    paths = [
        f'<path class="{name}" d="{shape}"/>'
        for name, shape in (
            ("chart-recent", _columns(activity.periods, max(counts), is_recent=True)),
            ("chart-earlier", _columns(activity.periods, max(counts), is_recent=False)),
        )
        if shape
    ]
    return (
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(paths)}</svg>'
    )


def period_name(period: Period, unit: str, locale: Locale) -> str:
    """Name a period: a week by its Monday, a month, a year."""
    if unit == "week":
        return locale.day(period.first_day)
    return locale.month(period.first_day) if unit == "month" else str(period.first_day.year)


def share_bar(count: int, most: int) -> str:
    """Draw how large a number is beside the largest one; the number itself stands beside it.

    >>> share_bar(1, 3)[-40:]
    '="true"><path d="M0 0h33v6h-33z"/></svg>'
    """
    width = max(1, _scaled(count, most, 100))
    return (
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<path d="M0 0h{width}v6h-{width}z"/></svg>'
    )


def _columns(periods: Sequence[Period], most: int, *, is_recent: bool) -> str:
    """Draw the columns of the latest periods, or of the others, as one path."""
    heights = [max(LOWEST, _scaled(period.count, most, HEIGHT)) for period in periods]
    return "".join(
        f"M{at * (COLUMN + GAP)} {HEIGHT}v-{heights[at]}h{COLUMN}v{heights[at]}z"
        for at, period in enumerate(periods)
        if period.count and period.is_recent == is_recent
    )


def _scaled(count: int, most: int, size: int) -> int:
    """Give the share of a size, rounded to the nearest whole number.

    >>> _scaled(1, 2, 5), _scaled(3, 3, 60)
    (3, 60)
    """
    return (2 * count * size + most) // (2 * most)
