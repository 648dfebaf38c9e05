from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.curation.tag_file import Joining, joined, kept_apart
from generator.errors import UsageError

FILE = """\
# Words of the desk.

[fr]
never = [
  # parts of names
  "Alliance", "Kennedy",
]

# the alliance
[[fr.tag]]
label = "OTAN"  # not Otan
aliases = ["Alliance atlantique",
  "NATO",  # in English
]

# the neighbour
[[fr.tag]]
label = "Russie"
# said in both editions
translations = { en = "Russia" }

# English from here on
[en]
never = ['US']

[[en.tag]]
label = "NATO"
"""


def added(before: str, after: str) -> list[str]:
    """Give the lines that are new, after making sure that all others still stand in their order."""
    old, new = before.splitlines(), after.splitlines()
    fresh = []
    for line in new:
        if old and line == old[0]:
            old.pop(0)
        else:
            fresh.append(line)
    assert old == []
    return fresh


def test_a_new_rule_stands_behind_those_of_its_language() -> None:
    after = joined(FILE, Joining("fr", "Syrie", ("Damas", "Alep")))
    assert added(FILE, after) == ["[[fr.tag]]", 'label = "Syrie"', 'aliases = ["Damas", "Alep"]', ""]
    assert after.index('label = "Russie"') < after.index('label = "Syrie"') < after.index("# English from here on")


def test_an_alias_is_added_to_those_of_a_rule() -> None:
    after = joined(FILE, Joining("fr", "OTAN", ("Alliance",), rule=0))
    assert added(FILE, after) == ['  "Alliance",']
    assert tomllib.loads(after)["fr"]["tag"][0]["aliases"] == ["Alliance atlantique", "NATO", "Alliance"]


def test_the_first_alias_of_a_rule_stands_above_the_comment_on_what_comes_next() -> None:
    after = joined(FILE, Joining("fr", "Russie", ("Moscou",), rule=1))
    assert added(FILE, after) == ['aliases = ["Moscou"]']
    assert after.index('aliases = ["Moscou"]') < after.index("# English from here on")


def test_a_refusal_stands_with_the_words_of_its_language() -> None:
    after = kept_apart(FILE, "fr", "Niger", "Nigeria")
    assert added(FILE, after) == ['apart = [["Niger", "Nigeria"]]']
    assert after.index("apart = ") < after.index("# the alliance")


def test_a_second_refusal_joins_the_first() -> None:
    after = kept_apart(kept_apart(FILE, "en", "Iran", "Iraq"), "en", "Austria", "Australia")
    assert tomllib.loads(after)["en"]["apart"] == [["Iran", "Iraq"], ["Austria", "Australia"]]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", '[[en.tag]]\nlabel = "NATO"\n', '[en]\nnever = ["US"]'])
def test_a_language_without_words_gets_its_tables(text: str) -> None:
    with_rule = joined(text, Joining("fr", "Syrie", ("Damas",)))
    assert tomllib.loads(with_rule) == {
        **tomllib.loads(text),
        "fr": {"tag": [{"label": "Syrie", "aliases": ["Damas"]}]},
    }
    assert tomllib.loads(kept_apart(text, "fr", "a", "b")) == {**tomllib.loads(text), "fr": {"apart": [["a", "b"]]}}
    assert with_rule.startswith(text)


def test_a_rule_that_goes_leaves_what_the_other_one_lacks() -> None:
    text = FILE.replace('translations = { en = "Russia" }', 'description = "Le voisin."')
    after = joined(text, Joining("fr", "OTAN", ("Russie",), rule=0, dropped=(1,)))
    (rule,) = tomllib.loads(after)["fr"]["tag"]
    assert rule == {
        "label": "OTAN",
        "aliases": ["Alliance atlantique", "NATO", "Russie"],
        "description": "Le voisin.",
    }


@pytest.mark.parametrize(("kept", "gone"), [(0, 1), (1, 0)])
def test_comments_stay_when_a_rule_goes(kept: int, gone: int) -> None:
    after = joined(FILE, Joining("fr", "A", ("B",), rule=kept, dropped=(gone,)))
    outer = ["# Words of the desk.", "# parts of names", "# the alliance", "# the neighbour", "# English from here on"]
    assert [comment for comment in outer if f"{comment}\n" not in after] == []
    assert len(tomllib.loads(after)["fr"]["tag"]) == 1
    assert "\n\n\n" not in after


def test_a_refusal_that_is_taken_back_goes() -> None:
    text = kept_apart(kept_apart(FILE, "fr", "a", "b"), "fr", "c", "d")
    one = joined(text, Joining("fr", "OTAN", ("x",), rule=0, released=(0,)))
    both = joined(text, Joining("fr", "OTAN", ("x",), rule=0, released=(0, 1)))
    assert tomllib.loads(one)["fr"]["apart"] == [["c", "d"]]
    assert "apart" not in tomllib.loads(both)["fr"]


@pytest.mark.parametrize(
    "text",
    [
        '[fr]\ntag = [{ label = "OTAN" }, { label = "Russie" }]\n',
        'fr = { never = ["x"], tag = [{ label = "OTAN" }, { label = "Russie" }] }\n',
        '[[fr.tag]]\nlabel = "OTAN"\n[fr.tag.translations]\nen = "NATO"\n\n# next\n[[fr.tag]]\nlabel = "Russie"\n',
        '"fr".tag = [{ label = "OTAN" }, { label = "Russie" }]',
    ],
)
def test_other_ways_to_write_the_file_are_understood(text: str) -> None:
    words = tomllib.loads(text)
    alias = tomllib.loads(joined(text, Joining("fr", "OTAN", ("Alliance",), rule=0)))
    assert alias["fr"]["tag"] == [{**words["fr"]["tag"][0], "aliases": ["Alliance"]}, words["fr"]["tag"][1]]
    rule = tomllib.loads(joined(text, Joining("fr", "Syrie", ("Damas",))))
    assert rule["fr"]["tag"] == [*words["fr"]["tag"], {"label": "Syrie", "aliases": ["Damas"]}]
    apart = tomllib.loads(kept_apart(text, "fr", "a", "b"))
    assert apart == {"fr": {**words["fr"], "apart": [["a", "b"]]}}
    gone = tomllib.loads(joined(text, Joining("fr", "Russie", ("OTAN",), rule=1, dropped=(0,))))
    assert [tag["label"] for tag in gone["fr"]["tag"]] == ["Russie"]


@pytest.mark.parametrize(
    "text",
    [
        '[[fr.tag]]\nlabel = "OTAN"\n[en]\nnever = []\n[[fr.tag]]\nlabel = "Russie"\n',
        '[[fr.tag]]\nlabel = "OTAN"\n[en]\nnever = []\n[fr]\nnever = []\n',
        'fr.never = ["x"]\nfr.tag = [{ label = "OTAN" }, { label = "Russie" }]\n',
        'fr.never = ["x"]\n[[fr.tag]]\nlabel = "OTAN"\n',
    ],
)
def test_a_language_that_is_scattered_over_the_file_is_left_to_the_editor(text: str) -> None:
    tomllib.loads(text)
    with pytest.raises(UsageError, match=r"Write `\[fr\]` first"):
        kept_apart(text, "fr", "a", "b")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    after = joined(text, Joining("fr", "Syrie", ("Damas",)))
    assert after.startswith("\ufeff# Words")
    assert after.count("\n") == after.count("\r\n") > FILE.count("\n")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
COMMENTS = st.sampled_from(["", "# une remarque\n", "\n", "\n# la suite\n", "\n\n# a\n# b\n\n"])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    """Make a file of two languages, and the number of its French rules."""
    text = draw(COMMENTS)
    count = draw(st.integers(0, 3))
    if draw(st.booleans()):
        text += f"[fr]\n{draw(COMMENTS)}never = {toml(draw(st.lists(WORDS, max_size=2)))}\n{draw(COMMENTS)}"
    for number in range(count):
        text += f"[[fr.tag]]\n{draw(COMMENTS)}label = {toml(f'T{number}')}  # ici\n{draw(COMMENTS)}"
        if draw(st.booleans()):
            text += f"aliases = {toml(draw(st.lists(WORDS, max_size=2)))}\n{draw(COMMENTS)}"
        if draw(st.booleans()):
            text += f"description = {toml(draw(WORDS))}\n{draw(COMMENTS)}"
    if draw(st.booleans()):
        text += f"[en]\nnever = {toml(draw(st.lists(WORDS, max_size=2)))}\n{draw(COMMENTS)}[[en.tag]]\nlabel = 'E'\n"
    return text + draw(COMMENTS), count


def toml(value: Any) -> str:
    """Write texts and lists of texts as TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(files(), WORDS, st.data())
def test_what_is_written_changes_what_it_says_and_nothing_else(
    file: tuple[str, int], word: str, data: st.DataObject
) -> None:
    text, count = file
    words = tomllib.loads(text)
    rule = data.draw(st.sampled_from([None, *range(count)]))
    after = joined(text, Joining("fr", "Neu", (word,), rule=rule))
    expected: dict[str, Any] = {"fr": {}} | tomllib.loads(text)
    tags = expected["fr"].setdefault("tag", [])
    if rule is None:
        tags.append({"label": "Neu", "aliases": [word]})
    else:
        tags[rule]["aliases"] = [*tags[rule].get("aliases", []), word]
    assert tomllib.loads(after) == expected
    if rule is None or "aliases" not in words["fr"]["tag"][rule]:
        added(text, after)
    refused = kept_apart(text, "fr", word, "autre")
    assert tomllib.loads(refused) == {**words, "fr": {**words.get("fr", {}), "apart": [[word, "autre"]]}}
    added(text, refused)
