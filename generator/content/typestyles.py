"""How each language sets quotations, dashes and spaces, as a table; texts in other languages are left as they are.

The marks are those of the Unicode CLDR (version 46, `delimiters`). French follows the Imprimerie nationale (« Lexique
des règles typographiques en usage à l'Imprimerie nationale », 2002), with the narrow space that it names (U+202F)
before ; ! ? and inside « »; Canadian French the Office québécois de la langue française (« Banque de dépannage
linguistique », Espacement), Swiss French the « Guide du typographe » (Lausanne, 2015).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WIDE, NARROW = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True)
class Spacing:
    """The spaces of French, each for one that the author typed; an empty one takes it away.

    Attributes:
        high: Before ; ! and ?
        colon: Before a colon.
        inside: Within « », also where we set these for straight marks.
        group: Between groups of three digits.
        unit: Between a number and what it counts, and the like.
    """

    high: str = NARROW
    colon: str = WIDE
    inside: str = NARROW
    group: str = NARROW
    unit: str = WIDE


@dataclass(frozen=True, slots=True)
class Style:
    """How a language sets its texts.

    Attributes:
        opening: What begins a quotation.
        closing: What ends one.
        inner: The two marks of a quotation within another one.
        dash: What two hyphens become.
        has_ranges: Whether a hyphen between two years becomes an en dash.
        has_singles: Whether a lone single mark may begin or end a quotation; else it takes a pair of them.
        spacing: The spaces of French, in French.
    """

    opening: str
    closing: str
    inner: str
    dash: str = "–"
    has_ranges: bool = False
    has_singles: bool = False
    spacing: Spacing | None = None


GERMAN = Style("„", "“", "‚‘", has_ranges=True)
NORDIC = Style("”", "”", "’’", has_ranges=True)
NORWEGIAN = Style("«", "»", "‘’", has_ranges=True)
SLAVIC = Style("«", "»", "„“", dash="—")
SWISS = Style("«", "»", "‹›")

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "ca": Style("«", "»", "“”"),
        "cs": GERMAN,
        "da": Style("“", "”", "‘’", has_ranges=True),
        "de": GERMAN,
        "de-ch": Style("«", "»", "‹›", has_ranges=True),
        "el": Style("«", "»", "“”"),
        "en": Style("“", "”", "‘’", dash="—", has_ranges=True, has_singles=True),
        "es": Style("«", "»", "“”", dash="—"),
        "es-419": Style("“", "”", "‘’", dash="—"),
        "es-mx": Style("“", "”", "‘’", dash="—"),
        "et": Style("„", "“", "«»", has_ranges=True),
        "fi": NORDIC,
        "fr": Style("«", "»", "“”", spacing=Spacing()),
        "fr-ca": Style("«", "»", "“”", spacing=Spacing(high="", inside=WIDE, group=WIDE)),
        "fr-ch": Style("«", "»", "‹›", spacing=Spacing(colon=NARROW, unit=NARROW)),
        "gl": Style("“", "”", "‘’", dash="—"),
        "hr": GERMAN,
        "hu": Style("„", "”", "»«", has_ranges=True),
        "it": Style("«", "»", "“”"),
        "it-ch": SWISS,
        "lt": GERMAN,
        "nb": NORWEGIAN,
        "nl": Style("“", "”", "‘’"),
        "nn": NORWEGIAN,
        "no": NORWEGIAN,
        "pl": Style("„", "”", "«»", has_ranges=True),
        "pt": Style("“", "”", "‘’", dash="—"),
        "pt-pt": Style("«", "»", "“”", dash="—"),
        "ro": Style("„", "”", "«»", has_ranges=True),
        "ru": SLAVIC,
        "sk": GERMAN,
        "sl": GERMAN,
        "sv": NORDIC,
        "tr": Style("“", "”", "‘’", has_ranges=True),
        "uk": SLAVIC,
    },
)


def style_of(lang: str) -> Style | None:
    """Find the style of a language: that of its region, else its own, else none.

    Args:
        lang: BCP 47 tag, in any case.

    >>> style_of("fr-CH").inner, style_of("fr-BE") is style_of("fr"), style_of("ja")
    ('‹›', True, None)
    """
    first, *others = lang.lower().replace("_", "-").split("-")
    return STYLES.get(f"{first}-{others[-1]}" if others else first) or STYLES.get(first)


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text for a part of a text, from `start` to before `end`."""

    start: int
    end: int
    text: str
