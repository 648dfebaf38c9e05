from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.analysis.documents import Document, extract_keywords
from generator.content.trees import inner_html, parse
from generator.content.typestyles import STYLES
from generator.content.typography import typeset, typeset_tree
from generator.slugs import slugify
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
    *(" km", " h 40", " mars", "1914-1918", "n° ", "M. ", " - ", "'s ", "e siècle", "XX", "po' ", "fr.html"),
]
TEXTS = st.lists(st.sampled_from([*SIGNS, "\u202f", "\ufffc", "\ufdd1", "https://e.org/?", "é"]), max_size=20).map(
    "".join
)
LANGS = st.sampled_from([*STYLES, "en-gb", "ja"])


def spelled(text: str) -> str:
    return text.replace("\xa0", "~").replace("\u202f", "^")


TABLE: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_name("typography_cases.toml").read_text(encoding="utf-8")
)
CASES = [(lang, case[0], case[-1]) for lang, cases in TABLE.items() for case in cases]
SPELLED = str.maketrans({"~": "\xa0", "^": "\u202f"})


@pytest.mark.parametrize(("lang", "typed", "printed"), CASES)
def test_each_language_is_set_as_its_printers_do(lang: str, typed: str, printed: str) -> None:
    assert spelled(typeset(typed.translate(SPELLED), lang)) == printed


@pytest.mark.parametrize(("lang", "typed", "printed"), CASES)
def test_a_slug_is_that_of_the_text_as_typed(lang: str, typed: str, printed: str) -> None:
    assert slugify(typeset(typed.translate(SPELLED), lang)) == slugify(typed.translate(SPELLED)), printed


@given(TEXTS, LANGS)
@example('"--x" --"', "fr")
@example('"a «b c" d" e"', "fr")
def test_what_is_set_is_not_set_again(text: str, lang: str) -> None:
    once = typeset(text, lang)
    assert typeset(once, lang) == once


@given(TEXTS, LANGS)
def test_nothing_but_spaces_marks_dashes_and_dots_is_ever_changed(text: str, lang: str) -> None:
    def words(text: str) -> str:
        return re.sub("[\\s\"'«»“”„‘’‚‹›—–…\\-.]", "", text)

    assert words(typeset(text, lang)) == words(text)


@given(TEXTS.filter(lambda text: '"' not in text), LANGS)
def test_no_space_is_added(text: str, lang: str) -> None:
    assert len(re.findall(r"\s", typeset(text, lang))) <= len(re.findall(r"\s", text))


@given(TEXTS, LANGS)
def test_a_slug_never_sees_what_was_set(text: str, lang: str) -> None:
    assert slugify(typeset(text, lang)) == slugify(text)


INLINE = st.sampled_from(["a", "l'a ", '"', " ?", " : ", "--", "10 km ", "« b »", "1914-1918", "'x' "])
TREES = st.recursive(
    INLINE,
    lambda inner: st.tuples(
        st.sampled_from(["p", "b", "code", "pre", 'i lang="en"', 'q lang="fr-CH"', 'a href="/l\'a--b"', "li"]),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].split(' ')[0]}>"),
    max_leaves=12,
)


@given(TREES, st.sampled_from(["fr", "en", "de", "fr-ca", "ja"]))
def test_tags_and_attributes_are_never_changed_and_twice_is_once(html: str, lang: str) -> None:
    def tags(html: str) -> list[str]:
        return re.findall("<[^>]*>", html)

    root = parse(html)
    typed = inner_html(root)
    typeset_tree(root, lang)
    once = inner_html(root)
    assert tags(once) == tags(typed)
    typeset_tree(root, lang)
    assert inner_html(root) == once


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
        ('Il dit "*oui*".', "<p>Il dit «^<em>oui</em>^».</p>"),
        ('*"Oui"* **d\'**Anna', "<p><em>«^Oui^»</em> <strong>d’</strong>Anna</p>"),
        ('"`x\'y`"', "<p>«^<code>x'y</code>^»</p>"),
        ("<kbd>l'a</kbd> <samp>l'a</samp> l'a", "<p><kbd>l'a</kbd> <samp>l'a</samp> l’a</p>"),
        ("    l'a\n", "<pre><code>l'a\n</code></pre>"),
        ('<i lang="en">it\'s "it"</i> "it"', '<p><i lang="en">it’s “it”</i> «^it^»</p>'),
        ('<i lang="de">"a"</i> : "a"', '<p><i lang="de">„a“</i>~: «^a^»</p>'),
        ('<q lang="fr-CA">Ah !</q> !', '<p><q lang="fr-CA">Ah!</q>^!</p>'),
        ('<i lang="ja">"it\'s"</i>', '<p><i lang="ja">"it\'s"</i></p>'),
        (
            '<blockquote lang="en"><p>"a" : <i lang="fr">"b" :</i></p></blockquote>',
            '<blockquote lang="en"><p>“a” : <i lang="fr">«^b^»~:</i></p></blockquote>',
        ),
        ("<b>10</b> km <i>n°</i> 5", "<p><b>10</b>~km <i>n°</i>~5</p>"),
        ('<i lang="fr-CA">l\'a</i>', '<p><i lang="fr-CA">l’a</i></p>'),
        ("[l'a](https://e.org/l'a \"l'a\")", '<p><a href="https://e.org/l&#x27;a" title="l&#x27;a">l’a</a></p>'),
        ("<https://e.org/?l'a>", '<p><a href="https://e.org/?l&#x27;a">https://e.org/?l\'a</a></p>'),
        ('- "a\n- b"\n', '<ul>\n<li>«^a</li>\n<li>b"</li>\n</ul>'),
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
    assert [(heading.text, heading.anchor) for heading in found.headings] == [("L’«\u202fheure\u202f»", "l-heure")]


def test_identifiers_addresses_and_declared_tags_are_as_typed() -> None:
    extra = 'id: l\'"été" 2017 ?\ntags: ["l\'été : fin"]\nauthors: [Jean O\'Neill]'
    found = read_one(article("Texte.", extra, title='L\'été -- "fin" ?'), "monde/l'été.md")
    assert (found.feed_id, found.id, found.slug) == ('l\'"été" 2017 ?', "monde/l'été.md", "l-ete")
    assert (found.declared_tags, found.authors) == (("l'été : fin",), ("Jean O'Neill",))
    assert found.title == "L’été – «\u202ffin\u202f»\u202f?"


def test_the_line_that_leads_on_is_found_in_the_text_that_was_set() -> None:
    found = read_one(article('Lire aussi : "L\'Otan" en *deux* mots'))
    (also,) = found.read_also
    assert (also.label, also.title) == ("Lire aussi", "«\u202fL’Otan\u202f» en deux mots")
    assert also.marker in found.body_html


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_analysis_reads_the_same_words(lang: str) -> None:
    typed = (
        "Le 16 février à 15 h 40, 10 km et 3,5 millions pour M. Dupond, XXIe siècle, 1 000 000 de voix - ou deux.\n"
        "L'OTAN -- \"l'alliance\" -- dit : non ! Le plan d'Anna Lune, l'élue... 30 % de 12,5 €, c'est peu ; 'tis so.\n"
        "Pourquoi \"aujourd'hui\" à l'Assemblée nationale ? The ministers' plan, it's «fin». L'OTAN et l'Assemblée."
    )
    titles = ("L'OTAN : \"oui\" d'Anna Lune", "L'Assemblée, l'OTAN -- et après ?")
    documents = [Document(id=title, lang=lang, title=title, text=typed) for title in titles]
    printed = [replace(d, title=typeset(d.title, lang), text=typeset(d.text, lang)) for d in documents]
    assert [d.text for d in printed] != [d.text for d in documents]
    assert extract_keywords(printed) == extract_keywords(documents)
