import pytest

from generator.analysis.languages import language
from generator.analysis.markdown_text import OPENINGS, plain_text
from generator.analysis.text import fold
from generator.readalso import LABELS


@pytest.mark.parametrize(
    ("lang", "markdown", "expected"),
    [
        ("fr", "# Titre\nUn mot.", "Titre\nUn mot."),
        ("fr", "Un **mot** et _deux_ `code` [lien](/a).", "Un mot et deux   lien."),
        ("fr", "Avant\n\n```python\nx = 1\n```\n\nAprès", "Avant\nAprès"),
        ("fr", "Avant\n\n~~~\njamais fermé", "Avant"),
        ("fr", "Texte.\n\nLire aussi : Un autre article", "Texte."),
        ("fr", "Texte.\n\n**À lire aussi :** [Un autre](/b)", "Texte."),
        ("en", "Text.\n\nRead also: Another one", "Text."),
        ("es", "Texto.\n\nTambién te puede interesar: Otro", "Texto."),
        ("de", "Text.\n\nLesen Sie auch: Noch einer", "Text."),
        ("pt", "Texto.\n\nLeia também: Outro", "Texto."),
        ("fr", "Il faut lire aussi : ce livre.", "Il faut lire aussi : ce livre."),
        ("en", "* one\n* two\n1. three", "one\ntwo\nthree"),
        ("en", "> quoted words", "quoted words"),
        ("en", "![alt](a.png) A <b>bold</b> move", "A  bold  move"),
        ("en", "One line that was wrapped by an editor's program at\nSeventy columns.", None),
        ("en", "a short line\ngoes on here", "a short line goes on here"),
        ("en", "Sports\nWeather", "Sports\nWeather"),
        ("en", "A sentence that is long enough to have been wrapped.\nAnother one.", None),
        ("en", "a\r\n\r\nb", "a\nb"),
        ("en", "AT&amp;T&#8217;s plan", "AT&T’s plan"),
        ("en", "", ""),
    ],
)
def test_markdown_becomes_one_block_a_line(lang: str, markdown: str, expected: str | None) -> None:
    found = plain_text(markdown, lang)

    if expected is not None:
        assert found == expected
    else:
        assert found.count("\n") == markdown.replace("program at\n", "").count("\n")


@pytest.mark.parametrize("lang", sorted(LABELS))
def test_lines_that_lead_to_another_article_are_taken_off_in_every_language(lang: str) -> None:
    for label in LABELS[lang]:
        assert plain_text(f"Bakou.\n\n{label} : OTAN\n\n**{label.upper()} :** OTAN", lang) == "Bakou."


@pytest.mark.parametrize("lang", ["fr", "en", "es", "de", "pt", "it", "nl"])
def test_a_table_names_only_openings_that_are_not_known_everywhere(lang: str) -> None:
    assert not {fold(words) for words in language(lang).read_also} & OPENINGS
