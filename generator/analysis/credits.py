"""Lines that newsrooms put around a text and that tell nothing of it: by-lines, credits, datelines; pure."""

from __future__ import annotations

import re

LONGEST = 80
"""Characters from which a line is no credit but a sentence."""
_PLACE = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /][\w'’.-]+){0,3}"
_AGENCY = (
    r"\((?:[^()]*\b)?(?:AFP|AP|ANP|ANSA|APA|ATS|Belga|DPA|EFE|IANS|KNA|Lusa|PA|PTI|Reuters|SDA|TASS|UPI|dpa|epd)\)"
)
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’. /-]{2,40}(?:,[^—–()]{1,40}?)?(?:\s*\([^()]{2,40}\))?"
    rf"|{_PLACE}(?:,[^—–()]{{0,40}}?)?\s*{_AGENCY}"
    rf"|{_PLACE},[^—–()]{{0,30}}\d[^—–()]{{0,20}}?"
    r"|[0-9]{1,2}(?:er|\.|º|th)? \w+ [0-9]{4}(?:, [^—–().]{1,30}?)?)"
    r"\s*\.?\s*(?:—|–|--?)\s+(?=[«“„\"¿¡]?\s?[A-ZÀ-Þ0-9])"
)
"""« PARIS, 16 février (AFP) — »: the place in capitals, or with a day or an agency."""
CREDIT = re.compile(
    r"(?:©|\(c\)|(?:photos?|images?|illustration|crédits?|foto|bild|imagen|imagem|sources?|quelle|fuente|fonte|bron"
    r"|mots[- ]clés|keywords|stand)\b[^:.]{0,30}[:：]"
    r"|propos recueillis|publié le|mis à jour|temps de lecture"
    r"|published|(?:last )?updated|posted|reading time"
    r"|veröffentlicht|aktualisiert|lesezeit|gepubliceerd|bijgewerkt|leestijd"
    r"|publicado|actualizado|atualizado|tiempo de lectura|tempo de leitura|pubblicato|aggiornato)",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:par|by|von|por|di|door|de|text|texte|texto)\b[ :]", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words(
    "par by von por di door de du des del della da dos van der den la le et and und y e en à a au in avec with mit "
    "con com met notre nos our unserem unserer nuestro nostra envoyé envoyée envoyés spécial spéciale spéciaux "
    "correspondant correspondante special correspondent korrespondent enviado enviada especial"
)
"""What may stand in lower case in a by-line."""


def is_credit(line: str) -> bool:
    """Tell a by-line, the credit of a picture or a date of publication from a text.

    >>> is_credit("Par Claire Vasseur, à Bakou."), is_credit("Par un vote serré, le Sénat a dit non.")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    words = re.findall(r"[^\W\d_]+", line)
    is_byline = bool(BYLINE.match(line)) and all(word[0].isupper() or word in SMALL for word in words)
    return is_byline or bool(CREDIT.match(line))


def without_dateline(block: str) -> str:
    """Take the dateline off the front of a text; a list shows the date already.

    >>> without_dateline("PARIS, 16 février — Le Sénat vote."), without_dateline("Macron – Le Pen : le duel.")
    ('Le Sénat vote.', 'Macron – Le Pen : le duel.')
    """
    found = DATELINE.match(block)
    return block[found.end() :] if found else block
