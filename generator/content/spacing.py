"""The spaces of French at which no line may break, in place of those that the author typed; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.typestyles import NARROW, WIDE, Edit, Spacing

SPACE = f"[ \n\u2009{WIDE}{NARROW}]"
# Each begins with what is sought, not with what must stand before it: so the search goes from one place to the next.
SPACED = re.compile(f"{SPACE}(?<!{SPACE}{SPACE}){SPACE}*+(?=[:;!?»%‰€$£¥°])")
FOLLOWED = re.compile(r":(?=[\s»”\"]|$)|;(?=[\s»”\",…]|$)|[!?]+(?=[\s»”\")\].,…]|$)")
"""A sign that ends something; `:smile:`, `:p`, `;)` and `!=` are no punctuation."""

INSIDE = re.compile(rf"{SPACE}(?<=«{SPACE}){SPACE}*+(?=\S)")
GROUPED = re.compile(rf"\d(?<![\d.,{WIDE}{NARROW}]\d)\d{{0,2}}(?:[ {WIDE}{NARROW}]\d{{3}})+(?!\d)")
GROUP = re.compile(f"[ {WIDE}{NARROW}]")

UNITS = (
    "million millions milliard milliards billion billions km/h km² km³ km hm dam m² m³ m/s m dm cm² cm³ cm mm µm kg g "
    "mg µg t ha hL hl L l cl dl ml min h s ms GWh MWh TWh kWh Wh GW MW kW W mA A kV V kHz MHz GHz Hz Ko Mo Go To "
    "kbit/s Mbit/s Gbit/s dB hPa Pa bar bars k€ M€ CHF EUR USD kcal kJ J N ch"
)
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


def _one_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


BOUND = re.compile(
    f"{SPACE}(?:"
    + "|".join(
        (
            rf"(?<=\d{SPACE})(?=(?:{_one_of(UNITS)})(?![\w’'/]))",
            rf"(?<=\d{SPACE}h{SPACE})(?=[0-5]\d(?!\d))",
            rf"(?:(?<=\d{SPACE})|(?<=1er{SPACE}))(?=(?:{_one_of(MONTHS)})\b)",
            rf"(?<=\b[nN]°{SPACE})(?=\d)|(?<=\b[nN]os{SPACE})(?=\d)",
            rf"(?:(?<=\bM\.{SPACE})|(?<=\bMM\.{SPACE})|(?<=\bMme{SPACE})|(?<=\bMgr{SPACE})|(?<=\bDr{SPACE}))(?=[A-ZÀÂÇÉÈÊÎÔ])",
            rf"(?<=[IVX]e{SPACE})(?=siècles?\b)",
        )
    )
    + ")"
)
"""A number and what it counts, 15 h 40, 16 février, n° 5, M. Valls, XXIe siècle."""
TO_BIND = re.compile(r"\d|M\.|Mme|Mgr|Dr|siècle")
"""What all of these hold."""


def spaces(text: str, spacing: Spacing) -> Iterator[Edit]:
    """Find the spaces that a sign, a unit or a group of digits asks for, from left to right."""
    edits: dict[int, Edit] = {}
    for found in INSIDE.finditer(text):
        edits[found.start()] = Edit(*found.span(), spacing.inside)
    for found in BOUND.finditer(text) if TO_BIND.search(text) else ():
        edits[found.start()] = Edit(*found.span(), spacing.unit)
    for found in SPACED.finditer(text):
        space = _before_sign(text, *found.span(), spacing)
        if space is not None:
            edits[found.start()] = Edit(*found.span(), space)
    for found in GROUPED.finditer(text):
        edits |= {at.start(): Edit(*at.span(), spacing.group) for at in GROUP.finditer(text, *found.span())}
    yield from (edits[at] for at in sorted(edits))


def _before_sign(text: str, start: int, end: int, spacing: Spacing) -> str | None:
    """Choose the space before a sign; None when it is to be left."""
    before, sign = text[start - 1 : start], text[end]
    if not before.strip() or before in "\"'" or (before == "«" and sign != "»"):
        return None
    if sign == "»":
        return spacing.inside
    if sign in ":;!?":
        return (spacing.colon if sign == ":" else spacing.high) if FOLLOWED.match(text, end) else None
    return spacing.unit if before.isdigit() else None
