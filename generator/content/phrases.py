"""The few words that stand within a body though no author wrote them, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

KINDS = ("note", "tip", "hint", "important", "warning", "caution", "danger", "error", "example", "quote")
"""Admonitions that may stand without a title of their own."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of one language; an empty one is left out of the page.

    Attributes:
        back: What the link from a note back to the text says.
        notes: Name of the notes at the end.
        contents: Name of the list of contents.
        titles: Titles of admonitions, in the order of `KINDS`.
        details: What opens a text that its author hid without a summary.
    """

    back: str = ""
    notes: str = ""
    contents: str = ""
    titles: str = ""
    details: str = "…"

    def title(self, kind: str) -> str:
        """Give the title of an admonition, or nothing.

        >>> phrases_of("fr").title("warning"), phrases_of("pl").title("warning")
        ('Attention', '')
        """
        return dict(zip(KINDS, self.titles.split(), strict=False)).get(kind, "")


PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "ar": Phrases("العودة إلى النص", "الحواشي", "المحتويات", details="التفاصيل"),
        "de": Phrases(
            "Zurück zum Text",
            "Anmerkungen",
            "Inhalt",
            "Hinweis Tipp Tipp Wichtig Warnung Vorsicht Gefahr Fehler Beispiel Zitat",
            "Details",
        ),
        "en": Phrases(
            "Back to the text",
            "Notes",
            "Contents",
            "Note Tip Hint Important Warning Caution Danger Error Example Quote",
            "Details",
        ),
        "es": Phrases(
            "Volver al texto",
            "Notas",
            "Índice",
            "Nota Consejo Pista Importante Advertencia Precaución Peligro Error Ejemplo Cita",
            "Detalles",
        ),
        "fr": Phrases(
            "Retour au texte",
            "Notes",
            "Sommaire",
            "Note Conseil Indice Important Attention Prudence Danger Erreur Exemple Citation",
            "Détails",
        ),
        "he": Phrases("חזרה לטקסט", "הערות", "תוכן", details="פרטים"),
        "it": Phrases(
            "Torna al testo",
            "Note",
            "Indice",
            "Nota Consiglio Suggerimento Importante Avvertenza Attenzione Pericolo Errore Esempio Citazione",
            "Dettagli",
        ),
        "nl": Phrases(
            "Terug naar de tekst",
            "Noten",
            "Inhoud",
            "Noot Tip Hint Belangrijk Waarschuwing Voorzichtig Gevaar Fout Voorbeeld Citaat",
            "Details",
        ),
        "pt": Phrases(
            "Voltar ao texto",
            "Notas",
            "Índice",
            "Nota Dica Dica Importante Aviso Cuidado Perigo Erro Exemplo Citação",
            "Detalhes",
        ),
    },
)


def phrases_of(lang: str) -> Phrases:
    """Give the words of a language, those of its parent for a regional one, and none for others."""
    return PHRASES.get(lang) or PHRASES.get(lang.split("-", maxsplit=1)[0]) or Phrases()
