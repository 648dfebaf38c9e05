import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from segtok.segmenter import split_multi
from segtok.tokenizer import split_contractions, web_tokenizer

from generator.analysis.yake_words import Token, sentences, words

PIECES = """
Le le Mattis mattis a A B. U.S St Dr. etc Jan Mär by and is of 3 15 2017 3.5 10:30 Foo-B Geun-hye mi-5 Aʰ aʰ rock'n'roll
AT&T a&nbsp a&amp; x@y.org http://x.org/a ... dogs' can't n't Слово كلمة 中文 _a ½ ² Ⅷ Ǆ İ ( ) [ ] « » ! ? 。 et al
"""
WORDS = st.sampled_from([*PIECES.split(), "\u00a0", "\x1c", "\t"])
TEXTS = st.lists(WORDS.flatmap(lambda word: st.sampled_from([word, f"{word}.", f"{word},"])), max_size=25).map(" ".join)


@given(TEXTS)
@example("Zebra 3. Lions.")
@example("In 2017. Mai. On the 3. March. The 15. Dec came.")
@example("Zebra dort. 2017. Mattis parle.")
@example("Zebra dort. a. Mattis parle.")
@example("Zebra dort. 三. Mattis parle.")
@example("Vu par Foo-B. Zebra dort.")
@example("Le vote by A. Mattis. A. Mattis parle.")
def test_sentences_are_those_of_segtok(text: str) -> None:
    assert sentences(f"Zebra {text}") == [sentence for sentence in split_multi(f"Zebra {text}") if sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B. Café", ["B. Café"]),
        ("É. Café", ["É.", "Café"]),
        ("3. Café", ["3.", "Café"]),
        ("Mattis est\nà Bakou.\n\nIl parle.", ["Mattis est à Bakou.", "Il parle."]),
        ("", []),
        (" ", []),
    ],
)
def test_a_text_begins_as_it_does_in_yake_and_line_ends_are_blanks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(TEXTS | TEXTS.map(lambda text: f"{text}."))
@example("They write n't for not.")
def test_words_are_those_of_segtok(sentence: str) -> None:
    written = split_contractions(web_tokenizer(sentence))
    kept = [word.lower() for word in written if word and (len(word) == 1 or not word.startswith("'"))]
    assert len(words(sentence)) == len(kept)
    assert all(token is None or token.low == low for token, low in zip(words(sentence), kept, strict=True))


@pytest.mark.parametrize(
    ("word", "term", "traits"),
    [
        ("lions", "lion", ""),
        ("gas", "gas", ""),
        ("LIONS", "lion", "acronym"),
        ("Lions", "lion", "name"),
        ("États-Unis", "états-uni", ""),
        ("JavaScript", "javascript", ""),
        ("A", "a", "acronym short"),
        ("x-y", "x-y", "short"),
        ("2017", "2017", "barred"),
        ("3.5", "3.5", "barred short"),
        ("10:30", "10:30", ""),
        ("12th", "12th", "barred"),
        ("a-b-c", "a-b-c", "barred"),
        ("½", "½", "barred short"),
    ],
)
def test_words_are_described_as_yake_counts_them(word: str, term: str, traits: str) -> None:
    flags = {name: name in traits.split() for name in ("barred", "acronym", "name", "short")}
    assert words(f"{word} dort.")[0] == Token(term, word.lower(), **flags)


def test_marks_are_none_and_elided_endings_nothing() -> None:
    assert [token and token.low for token in words("Paul's lion, can't.")] == ["paul", "lion", None, "ca", "n't", None]
