from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.analysis.corpus import Document, extract_keywords
from generator.content.typography import STYLES, typeset
from tests.content.builders import article, html_of, read_one

SIGNS = [
    *"\"'«»“”„‘’:;!?%€.,-–—()[]/ \n",
    " : ",
    " ;",
    " ?",
    "...",
    "--",
    "---",
    "a",
    "l'",
    "B",
    "12",
    "345",
    "000",
    "\xa0",
]
TEXTS = st.lists(st.sampled_from([*SIGNS, "\u202f", "\ufffc", "\ufdd1", "https://e.org/?", "é"]), max_size=20).map(
    "".join
)
LANGS = st.sampled_from([*STYLES, "fr-ca", "en-gb", "ja"])


def spelled(text: str) -> str:
    return text.replace("\xa0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'été d'Anna", "L’été d’Anna"),
        ('Il dit "oui".', "Il dit «~oui~»."),
        ('"Oui", dit-elle, "mais non !"', "«~Oui~», dit-elle, «~mais non^!~»"),
        ("l'\"Obs\" et l'«Huma»", "l’«~Obs~» et l’«~Huma~»"),
        ("Quoi ? Ah ! Oui ; soit :", "Quoi^? Ah^! Oui^; soit~:"),
        ("Quoi ?! Fin !!!", "Quoi^?! Fin^!!!"),
        ("« oui »", "«~oui~»"),
        ("«oui»", "«~oui~»"),
        ("30 % de 5 € à 20 °C", "30~% de 5~€ à 20~°C"),
        ("1 500 000 habitants", "1^500^000 habitants"),
        ("Le canal -- fermé -- rouvre...", "Le canal – fermé – rouvre…"),
        ("Fin d'un mot\n: suite", "Fin d’un mot~: suite"),
    ],
)
def test_french_is_set_as_the_imprimerie_nationale_does(typed: str, printed: str) -> None:
    assert spelled(typeset(typed, "fr")) == printed


@pytest.mark.parametrize(
    "text",
    [
        "«\xa0oui\xa0»",
        "«\u202foui\u202f»",
        "mot\xa0; mot\xa0! mot\u202f:",
        "Yahoo! Quoi? 10:30 Mot: suite",
        "https://e.org/a?b='c'&d=\"",
        "a@e.org",
        "a != b :smile: !x",
        "en 2017 300 personnes",
        "Le 5 à 7 h 30, au 01 23 45 67 89",
        "--strict",
        "<!-- x -->",
        "5' 10\"",
        "-----",
        "....",
        "« L’été »".replace(" ", "\xa0"),
    ],
)
def test_what_is_right_or_not_ours_stays(text: str) -> None:
    assert typeset(text, "fr") == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Yes," she said, "no."', "“Yes,” she said, “no.”"),
        ("\"'Yes,' he said,\" she said.", "“‘Yes,’ he said,” she said."),
        ("'\"Yes,\" he said,' she said.", "‘“Yes,” he said,’ she said."),
        ("It's the ministers' 'plan'", "It’s the ministers’ ‘plan’"),
        ("'Tis rock 'n' roll in the '90s", "’Tis rock ’n’ roll in the ’90s"),
        ('A 27" screen, 5\'10" tall', 'A 27" screen, 5\'10" tall'),
        ('("Yes")', "(“Yes”)"),
        ("well---no -- 10--12...", "well—no – 10–12…"),
        ('"But--" she said', "“But–” she said"),
        ("Why ? 30 %", "Why ? 30 %"),
        ("The 1990's", "The 1990’s"),
    ],
)
def test_english_has_curly_marks_and_dashes(typed: str, printed: str) -> None:
    assert typeset(typed, "en") == printed


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        ("de", "Er sagt: „Ja“!"),
        ("es", "Er sagt: «Ja»!"),
        ("it", "Er sagt: «Ja»!"),
        ("pt", "Er sagt: “Ja”!"),
        ("pt-pt", "Er sagt: «Ja»!"),
        ("en-gb", "Er sagt: “Ja”!"),
        ("ja", 'Er sagt: "Ja"!'),
        ("ar", 'Er sagt: "Ja"!'),
    ],
)
def test_each_language_has_its_marks_and_others_keep_what_was_typed(lang: str, printed: str) -> None:
    assert typeset('Er sagt: "Ja"!', lang) == printed


@given(TEXTS, LANGS)
@example('"--x" --"', "fr")
def test_what_is_set_is_not_set_again(text: str, lang: str) -> None:
    once = typeset(text, lang)
    assert typeset(once, lang) == once


@given(TEXTS, LANGS)
def test_words_are_never_changed(text: str, lang: str) -> None:
    def words(text: str) -> str:
        return re.sub("[\\s\"'«»“”„‘’—–…\\-.]", "", text)

    assert words(typeset(text, lang)) == words(text)


@given(st.lists(st.text(alphabet="ab\"' «»:;!?-.é12%", max_size=6), min_size=1, max_size=5))
def test_tags_within_a_text_make_no_difference(parts: list[str]) -> None:
    class Reader(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

    def shown(body: str) -> str:
        reader = Reader()
        reader.feed(html_of(f"<p>{body}</p>"))
        return reader.text

    # A space that a sign and a tag share may stay.
    marks = str.maketrans({"\xa0": " ", "\u202f": " "})
    whole, cut = shown("".join(parts)), shown("<b></b>".join(f"<i>{part}</i>" for part in parts))
    assert re.sub(r"[ \n]|…|\.\.\.|—|–|-", "", cut.translate(marks)) == re.sub(
        r"[ \n]|…|\.\.\.|—|–|-", "", whole.translate(marks)
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('Il dit "*oui*".', "<p>Il dit «~<em>oui</em>~».</p>"),
        ('*"Oui"* **d\'**Anna', "<p><em>«~Oui~»</em> <strong>d’</strong>Anna</p>"),
        ('"`x\'y`"', "<p>«~<code>x'y</code>~»</p>"),
        ("<kbd>l'a</kbd> <samp>l'a</samp> l'a", "<p><kbd>l'a</kbd> <samp>l'a</samp> l’a</p>"),
        ("    l'a\n", "<pre><code>l'a\n</code></pre>"),
        ('<i lang="en">it\'s "it"</i> "it"', '<p><i lang="en">it\'s "it"</i> «~it~»</p>'),
        ('<i lang="fr-CA">l\'a</i>', '<p><i lang="fr-CA">l’a</i></p>'),
        ("[l'a](https://e.org/l'a \"l'a\")", '<p><a href="https://e.org/l&#x27;a" title="l&#x27;a">l’a</a></p>'),
        ("<https://e.org/?l'a>", '<p><a href="https://e.org/?l&#x27;a">https://e.org/?l\'a</a></p>'),
        ('- "a\n- b"\n', '<ul>\n<li>«~a</li>\n<li>b"</li>\n</ul>'),
        ("| l'a |\n|---|\n| « b » |", None),
        ("Un mot[^1] !\n\n[^1]: l'a", None),
    ],
)
def test_the_text_of_a_body_is_set_and_nothing_else(markdown: str, html: str | None) -> None:
    found = spelled(html_of(markdown))
    if html is None:
        assert "l’a" in found
    else:
        assert found == html


def test_title_summary_caption_and_headings_are_set() -> None:
    extra = "summary: L'été : fin\nimage: {src: a.png, alt: l'a, caption: L'île}"
    found = read_one(article('## L\'"heure"', extra, title="L'Otan : suite"), a__png="x")
    assert (found.title, found.summary, found.slug) == ("L’Otan\xa0: suite", "L’été\xa0: fin", "sommet")
    assert found.image
    assert (found.image.caption, found.image.alt) == ("L’île", "l'a")
    assert [(heading.text, heading.anchor) for heading in found.headings] == [("L’«\xa0heure\xa0»", "l-heure")]


def test_the_line_that_leads_on_is_found_in_the_text_that_was_set() -> None:
    found = read_one(article('Lire aussi : "L\'Otan" en *deux* mots'))
    (also,) = found.read_also
    assert (also.label, also.title) == ("Lire aussi", "«\xa0L’Otan\xa0» en deux mots")
    assert also.marker in found.body_html


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_analysis_reads_the_same_words(lang: str) -> None:
    typed = (
        "L'OTAN -- \"l'alliance\" -- dit : non ! Le plan d'Anna Lune, l'élue... 30 % de 12,5 €, c'est peu ; 'tis so.\n"
        "Pourquoi \"aujourd'hui\" à l'Assemblée nationale ? The ministers' plan, it's «fin». L'OTAN et l'Assemblée."
    )
    titles = ("L'OTAN : \"oui\" d'Anna Lune", "L'Assemblée, l'OTAN -- et après ?")
    documents = [Document(id=title, lang=lang, title=title, text=typed) for title in titles]
    printed = [replace(d, title=typeset(d.title, lang), text=typeset(d.text, lang)) for d in documents]
    assert [d.text for d in printed] != [d.text for d in documents]
    assert extract_keywords(printed) == extract_keywords(documents)
