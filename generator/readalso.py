"""How a line that leads to another article begins: « Lire aussi », "Read also" and the like, by language.

Those who read Markdown and those who read plain text both need to know; it stands below the stages for that reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ar": ("اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "اقرأ كذلك", "شاهد أيضا", "طالع أيضا"),
        "ca": ("Llegiu també", "Llegeix també", "Vegeu també"),
        "cs": ("Čtěte také", "Přečtěte si také"),
        "da": ("Læs også",),
        "de": ("Lesen Sie auch", "Lesen Sie dazu", "Lies auch", "Siehe auch", "Auch lesenswert", "Auch interessant"),
        "en": ("Read also", "Also read", "Read next", "See also"),
        "es": (
            "También te puede interesar",
            "Te puede interesar",
            "Lea también",
            "Lee también",
            "Leer también",
            "Ver también",
            "Vea también",
        ),
        "fi": ("Lue myös",),
        "fr": (
            "Lire aussi",
            "À lire aussi",
            "Lire également",
            "À lire également",
            "À lire ou à relire",
            "Lire encore",
            "Voir aussi",
            "À voir aussi",
            "Voir également",
        ),
        "it": ("Leggi anche", "Leggete anche", "Leggi pure", "Vedi anche", "Potrebbe interessarti"),
        "nl": ("Lees ook", "Zie ook", "Bekijk ook"),
        "no": ("Les også",),
        "pl": ("Czytaj także", "Czytaj też", "Przeczytaj także", "Zobacz także"),
        "pt": ("Leia também", "Leia mais", "Ler também", "Veja também", "Ver também"),
        "ro": ("Citește și", "Citiți și", "Vezi și"),
        "ru": ("Читайте также", "Смотрите также"),
        "sv": ("Läs också", "Läs även", "Se även"),
        "uk": ("Читайте також",),
    },
)
"""Every article may use every language. Case and accents do not matter: « A LIRE AUSSI » is one of them too."""


def _letter(char: str) -> str:
    """Let a letter stand with its accent, in one character or two, and without it.

    >>> _letter("e"), re.fullmatch(_letter("é"), "e") is not None
    ('e', True)
    """
    apart = unicodedata.normalize("NFD", char)
    return re.escape(char) if len(apart) == 1 else f"(?:{char}|{apart[0]}{apart[1:]}?)"


def _pattern(label: str) -> str:
    return "".join(r"[ \t\u00a0\u202f]+" if char == " " else _letter(char) for char in label)


LABEL = "|".join(
    _pattern(label)
    # The longest first: « À lire aussi » before what it might begin with.
    for label in sorted({label for labels in LABELS.values() for label in labels}, key=lambda s: (-len(s), s))
)
"""All of them as one regular expression, to be used without regard to case."""
